/** Pay-outs that the back office makes (server-api §17.6). */
import type { StockDocument } from '../../../domain/documents/document.ts'
import { accountOfRole } from '../../../domain/finance/accounts.ts'
import { counteragentProblem } from '../../../domain/finance/pay-in-out.ts'
import type { CardProblem } from '../../../domain/menu/modifier-rules.ts'
import type { Organization, PayInOutType } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { fromLocal, type LocalDate, toLocal } from '../../../kernel/local-time.ts'
import { type IdempotencyKey, takeKey } from '../../cloud/idempotency.ts'
import { type DocumentScope, placeOf } from '../../documents/document-scope.ts'
import { deedsOn } from '../../documents/import-document.ts'
import type { App, Tx } from '../../ports.ts'
import { wholeShifts } from '../../shifts/shift-records.ts'
import { cashOrderContent } from '../../shifts/write-cash-order.ts'
import { referenceProblems } from '../products/check-product.ts'

export type PayOutDraft = {
  typeId: Uuid | null
  day: LocalDate | null
  counteragentId: Uuid | null
  /** By departments. */
  sums: readonly { departmentId: string; sum: Money }[]
  payrollId: Uuid | null
  comment: string | null
}

/** Who pays out; `departmentIds` are those that the server is of. */
export type PayOutScope = Pick<DocumentScope, 'tenantId' | 'actor' | 'userId' | 'correlationId'> & {
  departmentIds: ReadonlySet<Uuid>
  idempotencyKey: IdempotencyKey | null
}

const empty = (value: string): CardProblem => ({ code: 'EMPTY_FIELD', value })

function typeProblems(catalog: Catalog, draft: PayOutDraft): CardProblem[] {
  const { typeId, counteragentId, payrollId } = draft
  if (typeId === null) return [empty('payOutTypeId')]
  const type = catalog.find('payInOutType', typeId)
  if (!type || type.isDeleted) return referenceProblems(catalog, 'payInOutType', typeId, 'PAY_IN_OUT_TYPE')
  if (type.body.transactionType === 'PAYIN') return [{ code: 'PAY_IN_OUT_TYPE_NOT_FOUND', value: typeId }]
  const problem = counteragentProblem(catalog, type.body, counteragentId)
  const account = catalog.find('account', type.body.accountId)
  const needsPayroll = account?.body.type === 'EMPLOYEES_LIABILITY' && payrollId === null
  return [
    ...(problem ? [{ code: problem, value: counteragentId ?? 'counteragent' }] : []),
    ...(needsPayroll ? [{ code: 'PAYROLL_MISSED_FOR_ACCOUNT', value: type.body.accountId }] : []),
    ...referenceProblems(catalog, 'payroll', payrollId, 'PAYROLL'),
    ...referenceProblems(catalog, 'account', type.body.accountId, 'ACCOUNT'),
    ...referenceProblems(catalog, 'account', type.body.chiefAccountId, 'ACCOUNT'),
  ]
}

/** What keeps a pay-out from being written, by iiko's codes (server-api §17.7). */
export function payOutProblems(
  catalog: Catalog,
  { departmentIds }: Pick<PayOutScope, 'departmentIds'>,
  draft: PayOutDraft,
): CardProblem[] {
  return [
    ...typeProblems(catalog, draft),
    ...(draft.day === null ? [empty('payOutDate')] : []),
    ...(draft.sums.length === 0 ? [empty('departmentSumMap')] : []),
    ...draft.sums.flatMap(({ departmentId, sum }): CardProblem[] => {
      const found = referenceProblems(catalog, 'organization', departmentId, 'DEPARTMENT')
      if (found.length > 0) return found
      if (!departmentIds.has(departmentId)) return [{ code: 'DEPARTMENT_NOT_FOUND', value: departmentId }]
      return sum > 0n ? [] : [{ code: 'ONLY_POSITIVE_VALUES_ALLOWED', value: departmentId }]
    }),
  ]
}

/**
 * Writes a pay-out without problems: a cash order of each department, all or none. One out of the till belongs to the
 * cash shift of its moment. Each call pays anew, as in iiko, for nothing in its body tells a repeat; under a key of
 * repetition the second one writes nothing and answers none (corrections 9).
 */
export async function addPayOut(app: App, scope: PayOutScope, draft: PayOutDraft): Promise<StockDocument[]> {
  const catalog = await app.catalog(scope.tenantId)
  const type = catalog.living('payInOutType', draft.typeId)?.body
  if (!type) throw new Error('a checked pay-out has no type')
  // One order of locks for all.
  const sums = [...draft.sums].sort((a, b) => (a.departmentId < b.departmentId ? -1 : 1))
  const documents = await app.storage.transaction(async (tx) => {
    const written: StockDocument[] = []
    if (await isRepeat(app, tx, scope)) return written
    for (const { departmentId, sum } of sums)
      written.push(await payOut(app, tx, { ...scope, organizationId: departmentId }, { draft, type, sum }))
    return written
  })
  app.wake()
  return documents
}

async function isRepeat(app: App, tx: Tx, scope: PayOutScope): Promise<boolean> {
  const { tenantId, userId, idempotencyKey, correlationId } = scope
  const asker = { key: { tenantId, id: userId } }
  return (await takeKey(tx, asker, idempotencyKey, { correlationId, now: app.clock.now() })) !== null
}

async function payOut(
  app: App,
  tx: Tx,
  scope: PayOutScope & { organizationId: Uuid },
  { draft, type, sum }: { draft: PayOutDraft; type: PayInOutType; sum: Money },
): Promise<StockDocument> {
  const whole = { ...scope, earlierCall: async () => null }
  const books = await placeOf(app, whole)
  await tx.ledger.lock(whole)
  const at = momentOn(draft.day ?? '', app.clock.now(), books.organization)
  const isOfTill =
    type.chiefAccountId === null || type.chiefAccountId === accountOfRole(books.catalog, 'register')
  const { typeId, counteragentId, comment, payrollId } = draft
  const shiftId = isOfTill ? await shiftAt(tx, whole, at) : null
  const facts = { typeId: typeId ?? '', type, sum, counteragentId, comment, at, shiftId, payrollId }
  const content = cashOrderContent(facts)
  return deedsOn(app, tx, whole, books).create({ number: null, content, status: 'PROCESSED' })
}

/** The day that was given with the time that it is now (server-api §17.6). */
const momentOn = (day: LocalDate, now: number, { timeZone }: Organization): number =>
  fromLocal(`${day}${toLocal(now, timeZone).slice(10)}`, timeZone) ?? now

const longestShiftMs = 7 * 24 * 3_600_000

/** The cash shift of a restaurant that was open at a moment and is not accepted; the last one of several tills'. */
async function shiftAt(
  tx: Tx,
  { tenantId, organizationId }: Pick<DocumentScope, 'tenantId' | 'organizationId'>,
  at: number,
): Promise<Uuid | null> {
  const known = await tx.knownCashShifts.list(tenantId, { from: at - longestShiftMs, to: at + 1 })
  const open = known.filter(
    ({ organizationId: owner, shift }) =>
      owner === organizationId && (shift.closedAt === null || at < shift.closedAt),
  )
  const whole = await wholeShifts(tx, tenantId, open)
  return whole.findLast(({ acceptance }) => acceptance === null)?.known.shift.id ?? null
}
