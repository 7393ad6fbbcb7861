/** Documents and postings that no storekeeper would write, in all combinations that a ledger may have. */
import type { Owner, StoredPosting } from '../../src/app/ports.ts'
import type { TransactionType } from '../../src/domain/finance/flow.ts'
import type { DemoChain } from '../../src/seed/demo/index.ts'
import type { Chance } from '../support/chance.ts'

type Book = DemoChain['items'][number]['book']

const types: TransactionType[] = ['INVOICE', 'WRITEOFF', 'TRANSFER', 'SESSION_WRITEOFF', 'PAYOUT']
const comments = ['', 'без лука', 'a, b', 'He said "no"', "O'Neil", 'two\nlines', '\\N', null]
const firstDay = Date.UTC(2027, 0, 1)
const dayMs = 86_400_000

export type PaperOf = { owner: Owner; id: string; number: string; content: object; postings: StoredPosting[] }

/** Of one restaurant; `big`: sums that do not fit 64 bits when they are added up. */
export function aPaper(chain: DemoChain, chance: Chance, { big }: { big: boolean }): PaperOf {
  const idsOf = (book: Book): string[] => chain.items.filter((one) => one.book === book).map(({ id }) => id)
  /** A thing of a book; sometimes one that the books have lost. */
  const of = (book: Book): string => chance.pick([...idsOf(book), chance.uuid()])
  const or = <T>(value: T): T | null => (chance.often(0.4) ? null : value)
  const organizationId = chance.pick(idsOf('organization'))
  const documentId = chance.uuid()
  const side = (): StoredPosting['from'] => {
    const isStore = chance.often(0.5)
    return {
      accountId: of(isStore ? 'store' : 'account'),
      isStore,
      counteragentId: isStore ? null : or(of('counteragent')),
      productId: isStore ? of('product') : or(of('product')),
      amount: isStore ? BigInt(chance.int(5_000)) * 1_000_003n : null,
    }
  }
  const at = firstDay + chance.int(84) * dayMs + chance.int(dayMs)
  const postings = Array.from(
    { length: 1 + chance.int(4) },
    (_, line): StoredPosting => ({
      ...{ id: chance.uuid(), documentId, paymentId: null, at, rank: 1, line, batch: 0, itemNum: line + 1 },
      ...{ type: chance.pick(types), basis: 'given', from: side(), to: side() },
      sum: BigInt(chance.int(1_000_000_000)) * (big ? 9_000_000_001n : 1_000_001n),
      cashFlowCategoryId: or(of('cashFlowCategory')),
      ...{ createdAt: at + chance.int(dayMs), createdBy: chance.uuid(), modifiedAt: at },
    }),
  )
  const content = {
    comment: chance.pick(comments),
    conceptionId: or(of('conception')),
    items: [],
    linkedDocumentId: null,
  }
  const owner = { tenantId: chain.tenant.id, organizationId }
  return { owner, id: documentId, number: `N-${chance.int(9)}`, content, postings }
}

/** A posting as it lies in the database, once for each of its sides, and what its document says. */
export type RawSide = Record<string, unknown> & { side: 'DEBIT' | 'CREDIT'; sum: string }

/** Reads every side there is, without sums and groups. */
export const rawSides = `
  select 'DEBIT' as side, p.*, p.to_account as account, p.to_counteragent as counteragent, p.to_product as product,
    p.to_amount as amount, p.from_account as contr_account, p.from_product as contr_product, p.from_amount as contr_amount,
    d.number, d.content->>'comment' as comment, d.content->>'conceptionId' as conception_id
  from posting p join document d on d.id = p.document_id
  union all
  select 'CREDIT', p.*, p.from_account, p.from_counteragent, p.from_product, p.from_amount, p.to_account, p.to_product,
    p.to_amount, d.number, d.content->>'comment', d.content->>'conceptionId'
  from posting p join document d on d.id = p.document_id`
