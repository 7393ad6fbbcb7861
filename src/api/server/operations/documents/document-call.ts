import type { DocumentScope } from '../../../../app/documents/document-scope.ts'
import type { StockDocument } from '../../../../domain/documents/document.ts'
import type { Organization } from '../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { fromLocal, type TimeZone } from '../../../../kernel/local-time.ts'
import { describeRefusal, type Language, Refusal, refuse } from '../../../../kernel/refusals.ts'
import { conflict, malformed, wrongDay } from '../../errors.ts'
import type { DocumentValidationResult } from '../../generated/types.ts'
import type { CallContext, Caller } from '../../operation.ts'
import { dayOf } from '../../wire/read-value.ts'
import { restaurantsOf } from '../scope.ts'

/** Whose documents are written. */
export type DocumentDesk = { scope: DocumentScope; organization: Organization }

/** The restaurant of the stores that a document names; one for all of them (server-api §15.9). */
export function deskOf(call: CallContext, storeIds: readonly (Uuid | null)[]): DocumentDesk {
  const { caller, correlationId } = call
  const owners = new Set<Uuid>()
  for (const id of storeIds) {
    const owner = caller.catalog.living('store', id)?.organizationId
    if (owner) owners.add(owner)
  }
  if (owners.size > 1) throw refuse('back-office.different-departments')
  const [owner = caller.organizationId] = owners
  const restaurant = restaurantsOf(caller).find(({ id }) => id === owner)
  if (!restaurant) {
    const [id] = storeIds.filter((one) => one !== null)
    throw id
      ? refuse('back-office.reference-unknown', { field: 'store', what: 'store', value: id })
      : refuse('request.field-required', { field: 'store' })
  }
  return { scope: documentScope(caller, restaurant.id, correlationId), organization: restaurant.body }
}

const documentScope = (caller: Caller, organizationId: Uuid, correlationId: Uuid): DocumentScope => ({
  tenantId: caller.tenantId,
  organizationId,
  actor: `server:${caller.employee.id}`,
  userId: caller.employee.id,
  correlationId,
  earlierCall: async () => null,
})

/** What is told to a person with a status of its own, not as a document that is not valid (server-api §15.9). */
const conflicts: ReadonlySet<string> = new Set([
  'back-office.different-departments',
  'document.period-closed',
])

const isOfDocument = (code: string): boolean =>
  /^(?:document|back-office)\./.test(code) || code.startsWith('request.field')

/**
 * The answer to an import: 200 whether the document was written or not (server-api §15.2). Elements that nobody knows do
 * not stop it, but are named: clients mix up the names of the two invoices.
 */
export async function validated<More extends object = object>(
  { language, unknownElements }: CallContext,
  number: string | undefined,
  write: () => Promise<Pick<StockDocument, 'number'> & { more?: More }>,
): Promise<DocumentValidationResult & Partial<More>> {
  try {
    const { more, ...document } = await write()
    const unknown = unknownElements.join(', ')
    return {
      valid: true,
      warning: unknown !== '',
      ...(document.number === '' ? {} : { documentNumber: document.number }),
      ...(unknown === '' ? {} : { additionalInfo: `Unknown elements: ${unknown.slice(0, 1000)}` }),
      ...(more as Partial<More>),
    }
  } catch (error) {
    // Who was refused gets none of what a written document has more.
    return notValid(error, language, number) as DocumentValidationResult & Partial<More>
  }
}

function notValid(error: unknown, language: Language, number: string | undefined): DocumentValidationResult {
  if (!(error instanceof Refusal) || !isOfDocument(error.code)) throw error
  const text = describeRefusal(error.note, language)
  if (conflicts.has(error.code)) throw conflict(text)
  const { suggested } = error.params
  return {
    valid: false,
    warning: false,
    ...(number ? { documentNumber: number } : {}),
    ...(typeof suggested === 'string' ? { otherSuggestedNumber: suggested } : {}),
    errorMessage: text,
  }
}

/** When a document counts that says its day only; exports of live servers show this hour (server-api §29). */
const defaultTime = '23:00:00'

const isoMoment = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d:?\d\d)?$/

/**
 * The moment of a document: a day in either form, or an ISO date-time, local unless it has an offset; without one now
 * (server-api §15.3, §15.4).
 */
export function momentOf(text: string | undefined, zone: TimeZone, now: number): number {
  const value = text?.trim() ?? ''
  if (value === '') return now
  const [, date, time = '', offset] = isoMoment.exec(value) ?? []
  const day = date ?? dayOf(value, 'yyyy-MM-dd') ?? dayOf(value, 'dd.MM.yyyy')
  const clock = date ? (time.length === 5 ? `${time}:00` : time) : defaultTime
  const at = day === null ? null : fromLocal(`${day} ${clock}`, offset ? 'UTC' : zone)
  if (at === null) throw wrongDay(value)
  return at - offsetMs(offset)
}

function offsetMs(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') return 0
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))
  return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000
}

/** A day in either form; null where none is given. */
export function optionalDay(text: string | undefined): string | null {
  const value = text?.trim() ?? ''
  if (value === '') return null
  const day = dayOf(value, 'yyyy-MM-dd') ?? dayOf(value, 'dd.MM.yyyy')
  if (day === null) throw wrongDay(value)
  return day
}

const textMax = 2000
/** An empty text says nothing. */
export function textOrNull(value: string | undefined, field: string): string | null {
  if (value === undefined || value === '') return null
  if (value.length > textMax) throw malformed(`'${field}' is longer than ${textMax} characters`)
  return value
}
