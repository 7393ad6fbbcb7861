import { type Amount, type Cost, shareOf } from './amounts.ts'

export type CostMethod = 'Average' | 'Fifo'
export type Lot = { amount: Amount; cost: Cost }

/** What a store holds of a product at a moment. Lots and debt never stand together. */
export type Stock = {
  /** Oldest first; with the moving average there is at most one. */
  lots: readonly Lot[]
  /** Issued beyond the stock, at an estimated cost. */
  debt: Lot
  /** The last receipt: what the next issue beyond the stock is estimated by. Null: there was none. */
  last: Lot | null
}

const nothing: Lot = { amount: 0n, cost: 0n }
const emptyStock: Stock = { lots: [], debt: nothing, last: null }

/** The stock that sums of a ledger tell of: with the moving average they are all that is needed. */
export const stockOfSums = ({ amount, cost }: Lot, last: Lot | null): Stock => ({
  lots: amount > 0n ? [{ amount, cost }] : [],
  debt: amount < 0n ? { amount: -amount, cost: -cost } : nothing,
  last,
})

/** Receipts and issues of one product at one store, in order. */
export class Pool {
  readonly #method: CostMethod
  #lots: Lot[]
  #debt: Lot
  #last: Lot | null

  constructor(method: CostMethod, { lots, debt, last }: Stock = emptyStock) {
    this.#method = method
    this.#lots = [...lots]
    this.#debt = debt
    this.#last = last
  }

  get balance(): Lot {
    return this.#lots.reduce((sum, lot) => ({ amount: sum.amount + lot.amount, cost: sum.cost + lot.cost }), {
      amount: -this.#debt.amount,
      cost: -this.#debt.cost,
    })
  }

  get last(): Lot | null {
    return this.#last
  }

  /** How much was issued beyond the stock and not received since. */
  get lacking(): Amount {
    return this.#debt.amount
  }

  /** What a unit costs now, as a ratio: of the stock, else of the last receipt; null when nothing is known. */
  get unit(): Lot | null {
    return this.#lots.length > 0 ? this.balance : this.#last
  }

  /**
   * Takes in `amount` that costs `cost`. Answers the cost that nothing in the store carries: what had been issued
   * before it came was estimated too low (positive) or too high (negative).
   */
  receive(amount: Amount, cost: Cost): Cost {
    if (amount === 0n) return this.#receiveCost(cost)
    this.#last = { amount, cost }
    const debt = this.#debt
    const covered = amount < debt.amount ? amount : debt.amount
    const coveredCost = covered === 0n ? 0n : shareOf(cost, covered, amount)
    const estimated = covered === 0n ? 0n : shareOf(debt.cost, covered, debt.amount)
    this.#debt = { amount: debt.amount - covered, cost: debt.cost - estimated }
    if (amount > covered) this.#store({ amount: amount - covered, cost: cost - coveredCost })
    return coveredCost - estimated
  }

  /** Takes out `amount` and answers its cost. What is not there is estimated by the last receipt. */
  issue(amount: Amount): Cost {
    let rest = amount
    let cost = 0n
    while (rest > 0n) {
      const [lot] = this.#lots
      if (!lot) break
      const taken = rest < lot.amount ? rest : lot.amount
      const part = shareOf(lot.cost, taken, lot.amount)
      if (taken === lot.amount) this.#lots.shift()
      else this.#lots[0] = { amount: lot.amount - taken, cost: lot.cost - part }
      rest -= taken
      cost += part
    }
    if (rest === 0n) return cost
    const estimated = this.#last ? shareOf(this.#last.cost, rest, this.#last.amount) : 0n
    this.#debt = { amount: this.#debt.amount + rest, cost: this.#debt.cost + estimated }
    return cost + estimated
  }

  #receiveCost(cost: Cost): Cost {
    const lot = this.#lots.at(-1)
    if (!lot) return cost
    this.#lots[this.#lots.length - 1] = { amount: lot.amount, cost: lot.cost + cost }
    return 0n
  }

  #store(lot: Lot): void {
    const [only] = this.#lots
    if (this.#method === 'Average' && only) {
      this.#lots = [{ amount: only.amount + lot.amount, cost: only.cost + lot.cost }]
    } else this.#lots.push(lot)
  }
}
