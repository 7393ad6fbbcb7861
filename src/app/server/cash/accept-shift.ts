/** Acceptance of a cash shift: what its payments and pay-outs really were, and where they belong (server-api §17.5). */
import { createHash } from 'node:crypto'
import { blankContent } from '../../../domain/documents/blank.ts'
import type {
  AcceptanceLine,
  AcceptanceStatus,
  AccountEnd,
  ShiftAcceptance,
  StockDocument,
} from '../../../domain/documents/document.ts'
import { accountOfRole } from '../../../domain/finance/accounts.ts'
import type { CardProblem } from '../../../domain/menu/modifier-rules.ts'
import type { AccountType } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type DocumentScope, placeOf } from '../../documents/document-scope.ts'
import { deedsOn } from '../../documents/import-document.ts'
import type { App } from '../../ports.ts'
import { recordsOf, type ShiftRecord, type WholeShift } from '../../shifts/shift-records.ts'

export type DraftEnd = { accountId: Uuid | null; counteragentId: Uuid | null }
export type DraftLine = {
  num: number
  transactionId: Uuid | null
  /** Null: as it was recorded. */
  real: Money | null
  override: DraftEnd
  status: AcceptanceStatus | null
  comment: string | null
}
export type AcceptanceDraft = { shortage: DraftEnd; surplus: DraftEnd; lines: readonly DraftLine[] }

export type AcceptanceProblems = {
  document: CardProblem[]
  items: { num: number; problems: CardProblem[] }[]
}

/** An acceptance has one id in the whole life of its shift. */
export function acceptanceIdOf(shiftId: Uuid): Uuid {
  const hex = createHash('sha256').update(`acceptance/${shiftId}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}

/** What an acceptance says before anybody said anything: shortages are owed by who was responsible. */
export function blankAcceptance(catalog: Catalog, whole: WholeShift): ShiftAcceptance {
  const { openedBy, closedBy } = whole.known.shift
  const responsible = closedBy?.id ?? openedBy?.id ?? null
  return {
    shortage: { accountId: accountOfRole(catalog, 'employeeDebts'), counteragentId: responsible },
    surplus: { accountId: accountOfRole(catalog, 'otherIncome'), counteragentId: null },
    lines: recordsOf(catalog, whole).map(({ id, group, sum, account, comment }, index) => ({
      num: index + 1,
      transactionId: id,
      group,
      recorded: sum,
      real: sum,
      account,
      override: null,
      status: 'UNACCEPTED',
      comment,
    })),
  }
}

/** Accounts of debts are somebody's; others are nobody's (server-api §17.5). */
const withCounteragent: ReadonlySet<AccountType> = new Set<AccountType>([
  'ACCOUNTS_RECEIVABLE',
  'DEBTS_OF_EMPLOYEES',
  'EMPLOYEES_LIABILITY',
  'ACCOUNTS_PAYABLE',
  'CLIENTS_LIABILITY',
])

const titled = (name: string): string => `${name.slice(0, 1)}${name.slice(1).toLowerCase()}`

/** `name` as codes have it: SHORTAGE, SURPLUS, OVERRIDE. */
function endProblems(catalog: Catalog, { accountId, counteragentId }: DraftEnd, name: string): CardProblem[] {
  if (accountId === null) return [{ code: 'EMPTY_FIELD', value: `account${titled(name)}Id` }]
  if (catalog.find('store', accountId))
    return [{ code: 'INVENTORY_ASSETS_TYPE_NOT_ALLOWED', value: accountId }]
  const account = catalog.find('account', accountId)
  if (!account) return [{ code: `ACCOUNT_${name}_NOT_FOUND`, value: accountId }]
  if (account.isDeleted) return [{ code: 'ACCOUNT_DELETED', value: accountId }]
  const needsSomebody = withCounteragent.has(account.body.type)
  if (counteragentId === null)
    return needsSomebody ? [{ code: 'COUNTERAGENT_MISSED_FOR_ACCOUNT', value: accountId }] : []
  if (!needsSomebody) return [{ code: 'COUNTERAGENT_NOT_ALLOWED_FOR_ACCOUNT', value: accountId }]
  const somebody = catalog.find('counteragent', counteragentId) ?? catalog.find('employee', counteragentId)
  if (!somebody) return [{ code: `COUNTERAGENT_${name}_NOT_FOUND`, value: counteragentId }]
  return somebody.isDeleted ? [{ code: 'COUNTERAGENT_DELETED', value: counteragentId }] : []
}

function lineProblems(catalog: Catalog, line: DraftLine, record: ShiftRecord | undefined): CardProblem[] {
  const { transactionId, real, override, status } = line
  if (transactionId === null) return [{ code: 'EMPTY_FIELD', value: 'transactionId' }]
  if (!record) return [{ code: 'TRANSACTION_NOT_FOUND', value: transactionId }]
  const isChanged = real !== null && real !== record.sum
  return [
    ...(status === null ? [{ code: 'EMPTY_FIELD', value: 'status' }] : []),
    ...(real !== null && real < 0n && record.sum >= 0n
      ? [{ code: 'ONLY_POSITIVE_VALUES_ALLOWED', value: 'sumReal' }]
      : []),
    // Only what was paid out may have been another sum (server-api §17.5).
    ...(isChanged && record.group !== 'PAYOUT' ? [{ code: 'SUM_NOT_EDITABLE', value: 'sumReal' }] : []),
    ...(override.accountId === null ? [] : endProblems(catalog, override, 'OVERRIDE')),
  ]
}

/** What keeps a shift from being accepted, by iiko's codes where they are known (server-api §17.7). */
export function acceptanceProblems(
  catalog: Catalog,
  whole: WholeShift,
  draft: AcceptanceDraft,
): AcceptanceProblems {
  const records = new Map(recordsOf(catalog, whole).map((record) => [record.id, record]))
  const said = draft.lines.map(({ transactionId }) => transactionId)
  const missed = [...records.keys()].filter((id) => !said.includes(id))
  const twice = said.filter((id, index) => id !== null && said.indexOf(id) !== index)
  const items = draft.lines.map((line) => ({
    num: line.num,
    problems: lineProblems(catalog, line, records.get(line.transactionId ?? '')),
  }))
  return {
    document: [
      ...(whole.known.shift.closedAt === null
        ? [{ code: 'SESSION_NOT_CLOSED', value: whole.known.shift.id }]
        : []),
      ...endProblems(catalog, draft.shortage, 'SHORTAGE'),
      ...endProblems(catalog, draft.surplus, 'SURPLUS'),
      ...missed.map((value) => ({ code: 'TRANSACTION_MISSED', value })),
      ...twice.map((value) => ({ code: 'TRANSACTION_REPEATED', value: value ?? '' })),
    ],
    items: items.filter(({ problems }) => problems.length > 0),
  }
}

const endOf = ({ accountId, counteragentId }: DraftEnd): AccountEnd => ({
  accountId: accountId ?? '',
  counteragentId,
})

/**
 * Accepts a shift by a draft without problems, or accepts it otherwise than before: what the earlier acceptance did is
 * taken back. It counts at the shift's end. Refuses `document.period-closed`.
 */
export async function acceptShift(
  app: App,
  scope: DocumentScope,
  whole: WholeShift,
  draft: AcceptanceDraft,
): Promise<StockDocument> {
  const books = await placeOf(app, scope)
  const { shift } = whole.known
  const records = new Map(recordsOf(books.catalog, whole).map((record) => [record.id, record]))
  const lines = draft.lines.flatMap((line): AcceptanceLine[] => {
    const record = records.get(line.transactionId ?? '')
    if (!record) return []
    const { id, group, sum, account } = record
    const { num, real, override, status, comment } = line
    const said = {
      real: real ?? sum,
      override: override.accountId === null ? null : endOf(override),
      comment,
    }
    return [
      { num, transactionId: id, group, recorded: sum, account, ...said, status: status ?? 'UNACCEPTED' },
    ]
  })
  const acceptance = { shortage: endOf(draft.shortage), surplus: endOf(draft.surplus), lines }
  const content = {
    ...blankContent,
    kind: 'sessionAcceptance' as const,
    date: shift.closedAt ?? app.clock.now(),
    comment: `№ ${shift.number}`,
    linkedDocumentId: shift.id,
    acceptance,
    items: [],
  }
  const document = await app.storage.transaction(async (tx) => {
    await tx.ledger.lock(scope)
    const id = acceptanceIdOf(shift.id)
    const known = await tx.documents.findForChange(scope, id)
    const deeds = deedsOn(app, tx, scope, books)
    const accepted = known
      ? await deeds.change(known, content, 'PROCESSED')
      : await deeds.create({ id, number: null, content, status: 'PROCESSED' })
    if (accepted !== known) {
      const revision = await tx.books.takeRevision(scope.tenantId)
      await tx.knownCashShifts.save({ ...whole.known, revision })
    }
    return accepted
  })
  app.forgetCatalog(scope.tenantId)
  app.wake()
  return document
}
