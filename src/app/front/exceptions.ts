import { describeRefusal, type RefusalNote } from '../../kernel/refusals.ts'
import { exceptionTexts } from './exception-texts.ts'
import type { PaymentFailure } from './payment-failures.ts'

export type ExceptionName = keyof typeof exceptionTexts

/** Why a rule of the till forbids something, by the original's codes (front-api §6). */
export const constraintReasons = {
  ProductExludedFromMenu: 0,
  ModifierUsing: 1,
  PaymentTypeUsing: 2,
  CommodityMarkUsing: 3,
  SettingsIssue: 4,
} as const
export type ConstraintReason = keyof typeof constraintReasons

/** What an exception says besides its name. */
export type ExceptionFields = {
  /** Of what entity it speaks, and by its id. */
  entity?: string
  entityId?: string | null
  /** Who holds it. */
  lockedBy?: string
  terminal?: string
  /** Of permissions: their codes. */
  codes?: readonly string[]
  /** Of arguments: which one. */
  field?: string
  problem?: string
  reason?: ConstraintReason | PaymentFailure | null
  details?: string
  product?: string
  /** The operation that is not built, and why. */
  operation?: string
  why?: string
  /** The till's refusal behind it. */
  refusal?: RefusalNote
}

/**
 * What goes wrong in an operation of the front, by the catalogue of `Resto.Front.Api` (front-api §6). A plugin gets the
 * name, the code and the fields; people read the words.
 */
export class FrontException extends Error {
  readonly exception: ExceptionName
  readonly fields: ExceptionFields

  constructor(exception: ExceptionName, fields: ExceptionFields = {}) {
    super(wordsOf(exception, fields, 'en'))
    this.name = exception
    this.exception = exception
    this.fields = fields
  }

  /** Stable, for programs: the name in kebab case without its last word. */
  get code(): string {
    return codeOf(this.exception)
  }

  /** The text for a person. */
  words(language: 'en' | 'ru'): string {
    return wordsOf(this.exception, this.fields, language)
  }

  /** As it travels to a plugin. */
  toWire(): WireException {
    const { exception: name, code, fields } = this
    return { name, code, message: this.words('en'), messageRu: this.words('ru'), fields }
  }
}

export type WireException = {
  name: ExceptionName
  code: string
  message: string
  messageRu: string
  fields: ExceptionFields
}

/** `EntityAlreadyInUseException` is `entity-already-in-use`. */
export const codeOf = (name: ExceptionName): string =>
  name
    .replace(/Exception$/, '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase()

/** The till's own words say more than the exception's where a rule of it refused. */
function wordsOf(exception: ExceptionName, fields: ExceptionFields, language: 'en' | 'ru'): string {
  const { refusal, ...rest } = fields
  const known: Record<string, unknown> = rest
  const text = exceptionTexts[exception][language].replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = known[name]
    return Array.isArray(value) ? value.join(', ') : String(value ?? '—')
  })
  return refusal ? `${text} ${describeRefusal(refusal, language)}` : text
}

/** No entity with this id in this till. */
export const notFound = (entity: string, entityId: string | null): FrontException =>
  new FrontException('EntityNotFoundException', { entity, entityId })

/** An argument that cannot be what it says. */
export const badArgument = (field: string, problem: string): FrontException =>
  new FrontException('ArgumentException', { field, problem })
