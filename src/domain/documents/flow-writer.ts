import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { accountOfRole } from '../finance/accounts.ts'
import type { Flow, Side, TransactionType } from '../finance/flow.ts'
import type { AccountRole } from '../reference/books.ts'
import { type Amount, costOfMoney } from '../stock/amounts.ts'
import { type Recipes, recipesAt } from '../stock/recipes.ts'
import type { DocumentPlace } from './check-content.ts'

type FlowEnds = { type: TransactionType; from: Side; to: Side; itemNum: number | null }

/** Collects the flows of one document; each deed opens a batch of its own. */
export class FlowWriter {
  readonly flows: Flow[] = []
  readonly place: DocumentPlace
  readonly recipes: Recipes
  #batch = 0

  /** `at`: when the document counts, which says by which tech cards. */
  constructor(place: DocumentPlace, at: number) {
    this.place = place
    const { catalog, organizationId: id } = place
    const organization = catalog.find('organization', id)?.body
    if (!organization) throw new Error(`no organization ${id}`)
    this.recipes = recipesAt(catalog, { ...organization, id }, at)
  }

  account(id: Uuid | null, role: AccountRole, counteragentId: Uuid | null = null): Side {
    const accountId = id ?? accountOfRole(this.place.catalog, role)
    return { accountId, isStore: false, counteragentId, productId: null, amount: null }
  }

  /** A sum that is written in the document. Nothing is written about nothing. */
  given(ends: FlowEnds, sum: Money): void {
    if (sum === 0n && !ends.to.isStore && !ends.from.isStore) return
    this.flows.push({
      ...ends,
      basis: 'given',
      sum: costOfMoney(sum, this.place.scale),
      batch: this.#batch++,
    })
  }

  /** The cost of what leaves the store `from`. */
  issued(ends: FlowEnds): void {
    this.flows.push({ ...ends, basis: 'issue', sum: 0n, batch: this.#batch++ })
  }

  /** What the store `to` now has at the cost that it has there. */
  estimated(ends: FlowEnds): void {
    this.flows.push({ ...ends, basis: 'estimate', sum: 0n, batch: this.#batch++ })
  }

  /** Several products leave stores and become one, whose cost is what they cost together. */
  made(type: TransactionType, itemNum: number | null, from: readonly Side[], to: Side): void {
    const batch = this.#batch++
    for (const [index, side] of from.entries()) {
      const amount = index === 0 ? to.amount : 0n
      this.flows.push({ type, basis: 'issue', sum: 0n, from: side, to: { ...to, amount }, batch, itemNum })
    }
  }
}

export const inStore = (storeId: Uuid, productId: Uuid, amount: Amount): Side => ({
  accountId: storeId,
  isStore: true,
  counteragentId: null,
  productId,
  amount,
})

/** The same account with the product that the flow is about, for reports. */
export const about = (side: Side, productId: Uuid, amount: Amount): Side => ({ ...side, productId, amount })
