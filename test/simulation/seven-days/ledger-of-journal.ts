/**
 * The ledger once more, from the documents of the journal alone: what a bookkeeper with a slow pencil would write who
 * had all documents before the first. Nothing here is of `src/domain/stock`, `src/app/documents` or `src/storage`.
 */
import type { DocumentItem, StockDocument } from '../../../src/domain/documents/document.ts'
import type { DemoChain } from '../../../src/seed/demo/index.ts'
import type { Payment } from './journal.ts'
import { accountingDayOf } from './sales-of-journal.ts'
import type { House, World } from './world.ts'

export type End = {
  account: string
  isStore: boolean
  counteragent: string | null
  product: string | null
  amount: bigint
}
/** Sums and amounts are billionths. */
export type Line = {
  organizationId: string
  document: StockDocument
  at: number
  type: string
  itemNum: number | null
  sum: bigint
  from: End
  to: End
}
type Draft = Omit<Line, 'sum'> & {
  basis: 'given' | 'issue' | 'estimate'
  sum: bigint
  batch: number
  rank: number
}

const half = (value: bigint, by: bigint): bigint => {
  const size = value < 0n ? -value : value
  const rounded = (2n * size + by) / (2n * by)
  return value < 0n ? -rounded : rounded
}
const shared = (whole: bigint, part: bigint, of: bigint): bigint =>
  part === of ? whole : half(whole * part, of)

type Card = Extract<DemoChain['items'][number], { book: 'techCard' }>['body']
type Part = { productId: string; amount: bigint }
type Portion = Pick<DocumentItem, 'productId' | 'sizeId' | 'amount'>

/** What the bookkeeper looks up. */
function booksOf(chain: DemoChain) {
  const cards = new Map<string, Card[]>()
  const usualSizes = new Map<string, string>()
  const types = new Map<string, string>()
  const roles = new Map<string, string>()
  const mainStores = new Map<string, string>()
  for (const item of chain.items) {
    if (item.book === 'techCard')
      cards.set(item.body.productId, [...(cards.get(item.body.productId) ?? []), item.body])
    if (item.book === 'sizeScale')
      usualSizes.set(
        item.id,
        (item.body.sizes.find(({ isDefault }) => isDefault) ?? item.body.sizes[0])?.id ?? '',
      )
    if (item.book === 'product') types.set(item.id, item.body.type)
    if (item.book === 'account' && item.body.role) roles.set(item.body.role, item.id)
    if (item.book === 'store' && item.body.isDefault) mainStores.set(item.organizationId ?? '', item.id)
  }
  const scales = new Map(
    chain.items.flatMap((item) =>
      item.book === 'product' ? [[item.id, item.body.sizeScaleId] as const] : [],
    ),
  )
  const usualSize = (productId: string): string | null => usualSizes.get(scales.get(productId) ?? '') ?? null
  return {
    recipes: (house: House, day: string) => recipesOf({ cards, usualSize }, house.id, day),
    isService: (id: string): boolean => types.get(id) === 'Service',
    account: (role: string): string => roles.get(role) ?? '',
    mainStore: (organizationId: string): string => mainStores.get(organizationId) ?? '',
  }
}

type Cookbook = { cards: ReadonlyMap<string, readonly Card[]>; usualSize(productId: string): string | null }

/** The cards of a day in a restaurant, opened down to what stores have (server-api §12). */
function recipesOf({ cards, usualSize }: Cookbook, houseId: string, day: string) {
  const cardOf = (productId: string): Card | undefined =>
    [...(cards.get(productId) ?? [])]
      .filter(({ validFrom }) => validFrom <= day)
      .sort((a, b) => text(a.validFrom, b.validFrom))
      .at(-1)
  const isMeant = (set: { organizationIds: string[]; isInverse: boolean } | null): boolean =>
    set === null || set.organizationIds.includes(houseId) !== set.isInverse
  /** Thousandths for one unit: ratios have four digits a level, what they come to has three. */
  const open = (card: Card, size: string | null, ratio: bigint, digits: bigint): Part[] =>
    card.items.flatMap((item): Part[] => {
      if (!isMeant(item.stores) || (item.sizeId !== null && item.sizeId !== size)) return []
      const { productId } = item
      const own = ratio * half(item.gross * 10_000n, card.batch)
      const inner = cardOf(productId)
      if (!inner || isMeant(inner.wholeAt)) return [{ productId, amount: half(own, 10n ** (digits + 1n)) }]
      return open(inner, inner.sizes === 'COMMON' ? null : usualSize(productId), own, digits + 4n)
    })
  const opened = ({ productId, sizeId, amount }: Portion): Part[] => {
    const card = cardOf(productId)
    if (!card) return []
    const size = sizeId ?? (card.sizes === 'COMMON' ? null : usualSize(productId))
    const portions = half(amount, 1_000_000n)
    const sums = new Map<string, bigint>()
    for (const part of open(card, size, 1n, 0n))
      sums.set(part.productId, (sums.get(part.productId) ?? 0n) + part.amount * portions * 1000n)
    return [...sums].map(([id, sum]) => ({ productId: id, amount: sum }))
  }
  return {
    opened,
    /** What a dish is made of comes back, of whatever else itself. */
    given(portion: Portion): Part[] {
      return cardOf(portion.productId) ? opened(portion) : [portion]
    },
    taken(portion: Portion): Part[] {
      const card = cardOf(portion.productId)
      if (!card || isMeant(card.wholeAt)) return [{ productId: portion.productId, amount: portion.amount }]
      return opened(portion).filter(({ amount }) => amount !== 0n)
    },
  }
}

const ranks: Record<string, number> = {
  incomingInvoice: 0,
  incomingReturnedInvoice: 0,
  sessionReturn: 0,
  internalTransfer: 1,
  production: 1,
  outgoingInvoice: 2,
  returnedInvoice: 2,
  salesDocument: 2,
  writeoff: 2,
}

const kopeck = 10_000_000n
/** Prices have their VAT inside. */
const netOf = ({ sum, vatHundredths }: DocumentItem): bigint =>
  half((sum ?? 0n) * 10_000n, 10_000n + BigInt(vatHundredths ?? 0))

function draftsOf(document: StockDocument, books: ReturnType<typeof booksOf>, house: House): Draft[] {
  const { content, organizationId } = document
  const recipes = books.recipes(house, accountingDayOf(content.date, house))
  const drafts: Draft[] = []
  let batch = 0
  const plain = (account: string, counteragent: string | null = null): End => ({
    ...{ account, isStore: false, counteragent, product: null, amount: 0n },
  })
  const about = (end: End, product: string, amount: bigint): End => ({ ...end, product, amount })
  const store = (id: string, product: string, amount: bigint): End => ({
    ...{ account: id, isStore: true, counteragent: null, product, amount },
  })
  /** `isMore`: of one batch with the line before, of which the first has the amount that comes of all. */
  const write = (
    basis: Draft['basis'],
    type: string,
    itemNum: number | null,
    [from, to]: [from: End, to: End],
    { sum = 0n, isMore = false } = {},
  ): void => {
    if (basis === 'given' && sum === 0n && !to.isStore) return
    if (!isMore) batch += 1
    const place = { organizationId, document, at: content.date, rank: ranks[content.kind] ?? 9 }
    drafts.push({ ...place, type, itemNum, from, to, basis, sum, batch })
  }
  const role = (name: string, counteragent: string | null = null): End =>
    plain(books.account(name), counteragent)
  const storeOf = (item: DocumentItem): string =>
    item.storeId ?? content.defaultStoreId ?? books.mainStore(organizationId)
  const net = (item: DocumentItem): bigint => netOf(item) * kopeck
  const vat = (item: DocumentItem): bigint => ((item.sum ?? 0n) - netOf(item)) * kopeck
  const expense = content.expenseAccountId ? plain(content.expenseAccountId) : role('productExpense')
  const party = content.counteragentId
  const sold = (item: DocumentItem, type: string, debtor: End, revenueType: string): void => {
    if (!books.isService(item.productId))
      for (const { productId, amount } of recipes.taken(item)) {
        const from = store(storeOf(item), productId, amount)
        write('issue', type, item.num, [from, about(expense, productId, amount)])
      }
    const income = about(role('revenue'), item.productId, item.amount)
    write('given', revenueType, item.num, [income, debtor], { sum: net(item) })
    write('given', 'NDS_SALES', item.num, [role('salesVat'), debtor], { sum: vat(item) })
  }
  const [source, target] = [content.storeFromId ?? '', content.storeToId ?? '']

  switch (content.kind) {
    case 'incomingInvoice': {
      const creditor = role('payable', party)
      for (const item of content.items) {
        const to = store(storeOf(item), item.productId, item.amount)
        write('given', 'INVOICE', item.num, [creditor, to], { sum: net(item) })
      }
      for (const item of content.items)
        write('given', 'NDS_INCOMING', item.num, [creditor, role('incomingVat')], { sum: vat(item) })
      break
    }
    case 'salesDocument':
      for (const item of content.items) sold(item, 'SESSION_WRITEOFF', role('register'), 'SALES_REVENUE')
      break
    case 'outgoingInvoice':
      for (const item of content.items)
        sold(item, 'OUTGOING_INVOICE', role('receivable', party), 'OUTGOING_INVOICE_REVENUE')
      break
    case 'returnedInvoice': {
      const [creditor, difference] = [role('payable', party), role('otherIncome')]
      for (const item of content.items) {
        const from = store(storeOf(item), item.productId, item.amount)
        write('issue', 'RETURNED_INVOICE', item.num, [from, difference])
        write('given', 'RETURNED_INVOICE_REVENUE', item.num, [difference, creditor], { sum: net(item) })
        write('given', 'NDS_INCOMING', item.num, [role('incomingVat'), creditor], { sum: vat(item) })
      }
      break
    }
    case 'incomingReturnedInvoice': {
      const debtor = role('receivable', party)
      for (const item of content.items) {
        const { num, productId, amount } = item
        const back = store(storeOf(item), productId, amount)
        write('estimate', 'SALES_RETURN_WRITEOFF', num, [about(expense, productId, amount), back])
        const income = about(role('revenue'), productId, amount)
        write('given', 'SALES_RETURN_PAYMENT', num, [debtor, income], { sum: net(item) })
        write('given', 'NDS_SALES', num, [debtor, role('salesVat')], { sum: vat(item) })
      }
      break
    }
    case 'sessionReturn': {
      const register = role('register')
      for (const item of content.items) {
        const { num, productId, amount } = item
        const isBack = content.processingMode === 'RETURN_GOOD' && !books.isService(productId)
        for (const one of isBack ? recipes.given(item) : []) {
          const back = store(storeOf(item), one.productId, one.amount)
          write('estimate', 'SALES_RETURN_WRITEOFF', num, [about(expense, one.productId, one.amount), back])
        }
        const income = about(role('revenue'), productId, amount)
        write('given', 'SALES_RETURN_PAYMENT', num, [register, income], { sum: net(item) })
        write('given', 'NDS_SALES', num, [register, role('salesVat')], { sum: vat(item) })
      }
      break
    }
    case 'internalTransfer':
      for (const { num, productId, amount } of content.items) {
        const [from, to] = [source, target].map((id) => store(id, productId, amount)) as [End, End]
        write('issue', 'TRANSFER', num, [from, to])
      }
      break
    case 'writeoff':
      for (const item of content.items)
        for (const { productId, amount } of recipes.taken(item)) {
          const from = store(source, productId, amount)
          write('issue', 'WRITEOFF', item.num, [from, about(expense, productId, amount)])
        }
      break
    case 'production':
      for (const item of content.items)
        for (const [index, one] of recipes.opened(item).entries()) {
          const { num, productId, amount } = item
          const made = store(target, productId, index === 0 ? amount : 0n)
          const used = store(source, one.productId, one.amount)
          write('issue', 'PRODUCTION', num, [used, made], { isMore: index > 0 })
        }
      break
    default:
      throw new Error(`the bookkeeper knows no ${content.kind}`)
  }
  return drafts
}

/** A product at a store by the moving average; what is taken beyond it is owed at the price of the last receipt. */
class Shelf {
  amount = 0n
  cost = 0n
  owed = { amount: 0n, cost: 0n }
  last: { amount: bigint; cost: bigint } | null = null

  take(wanted: bigint): bigint {
    const taken = wanted < this.amount ? wanted : this.amount
    const cost = taken === 0n ? 0n : shared(this.cost, taken, this.amount)
    this.amount -= taken
    this.cost -= cost
    const rest = wanted - taken
    if (rest === 0n) return cost
    const guessed = this.last ? shared(this.last.cost, rest, this.last.amount) : 0n
    this.owed = { amount: this.owed.amount + rest, cost: this.owed.cost + guessed }
    return cost + guessed
  }

  /** Gives what nothing on the shelf carries: how much too cheap was taken before. */
  bring(amount: bigint, cost: bigint): bigint {
    if (amount === 0n) {
      if (this.amount === 0n) return cost
      this.cost += cost
      return 0n
    }
    this.last = { amount, cost }
    const paid = amount < this.owed.amount ? amount : this.owed.amount
    const paidCost = paid === 0n ? 0n : shared(cost, paid, amount)
    const guessed = paid === 0n ? 0n : shared(this.owed.cost, paid, this.owed.amount)
    this.owed = { amount: this.owed.amount - paid, cost: this.owed.cost - guessed }
    this.amount += amount - paid
    this.cost += cost - paidCost
    return paidCost - guessed
  }

  /** What so much costs as the shelf stands. */
  price(amount: bigint): bigint {
    const unit = this.amount > 0n ? { amount: this.amount, cost: this.cost } : this.last
    return unit ? shared(unit.cost, amount, unit.amount) : 0n
  }
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** All postings of the chain, in the order in which they are valued. */
export function ledgerOf(
  { chain, houses }: Pick<World, 'chain' | 'houses'>,
  posted: readonly StockDocument[],
  payments: readonly Payment[],
): Line[] {
  const books = booksOf(chain)
  const shelves = new Map<string, Shelf>()
  const shelf = ({ account, isStore, product }: End): Shelf | null => {
    if (!isStore) return null
    const key = `${account}/${product}`
    const found = shelves.get(key) ?? new Shelf()
    shelves.set(key, found)
    return found
  }
  const drafts = posted
    .map((document) =>
      draftsOf(document, books, houses.find(({ id }) => id === document.organizationId) as House),
    )
    .sort(
      ([a], [b]) =>
        (a?.at ?? 0) - (b?.at ?? 0) ||
        (a?.rank ?? 0) - (b?.rank ?? 0) ||
        text(a?.document.id ?? '', b?.document.id ?? ''),
    )
    .flat()
  const lines: Line[] = []
  for (let start = 0; start < drafts.length; ) {
    const first = drafts[start] as Draft
    let end = start + 1
    while (drafts[end]?.document === first.document && drafts[end]?.batch === first.batch) end += 1
    const batch = drafts.slice(start, end)
    for (const draft of batch) {
      const issued = shelf(draft.from)?.take(draft.from.amount)
      if (draft.basis === 'issue') draft.sum = issued ?? 0n
      if (draft.basis === 'estimate') draft.sum = shelf(draft.to)?.price(draft.to.amount) ?? 0n
      lines.push(draft)
    }
    const last = batch.at(-1) as Draft
    const total = (of: (draft: Draft) => bigint): bigint => batch.reduce((sum, one) => sum + of(one), 0n)
    const wrong =
      shelf(last.to)?.bring(
        total(({ to }) => to.amount),
        total(({ sum }) => sum),
      ) ?? 0n
    if (wrong !== 0n) lines.push(correction(last, wrong, books.account('costCorrection')))
    start = end
  }
  return [...lines, ...payments.map((payment) => paid(payment))]
}

function correction(after: Draft, wrong: bigint, account: string): Line {
  const store = { ...after.to, counteragent: null, amount: 0n }
  const other = { account, isStore: false, counteragent: null, product: null, amount: 0n }
  return {
    ...{ organizationId: after.organizationId, document: after.document, at: after.at, itemNum: null },
    type: 'STORE_COST_CORRECTION',
    sum: wrong < 0n ? -wrong : wrong,
    from: wrong > 0n ? store : other,
    to: wrong > 0n ? other : store,
  }
}

function paid({ sum, at, cashAccountId, debtAccountId, document }: Payment): Line {
  const end = (account: string, counteragent: string | null): End => ({
    ...{ account, isStore: false, counteragent, product: null, amount: 0n },
  })
  const cash = end(cashAccountId, null)
  const debt = end(debtAccountId, document.content.counteragentId)
  const isOurs = document.content.kind === 'incomingInvoice'
  const [from, to] = isOurs === sum > 0n ? [cash, debt] : [debt, cash]
  return {
    ...{ organizationId: document.organizationId, document, at, itemNum: null },
    type: isOurs ? 'INVOICE_PAYMENT' : 'OUTGOING_DOCUMENT_PAYMENT',
    sum: (sum < 0n ? -sum : sum) * kopeck,
    ...{ from, to },
  }
}
