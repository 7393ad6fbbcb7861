/** The books of a loyalty programme that is somebody else's: guests, what they paid with, what they were given. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Sums are in minor units. `discount`: the name of a discount of the restaurant; null: none. */
export type Guest = {
  id: string
  name: string
  card: string
  phone: string
  discount: string | null
  opening: number
}
export type GuestView = Omit<Guest, 'opening' | 'card' | 'phone'> & { balance: number }
/** `back`: what went back, by attempt. A charge that was settled before it came is of nothing, and stays so. */
type Charge = { guest: string; sum: number; back: Record<string, number>; isVoid?: true }
type Accrual = { guest: string; sum: number; isCancelled?: true }
type State = { guests: Guest[]; charges: Record<string, Charge>; accruals: Record<string, Accrual> }

/** A rule of the programme. */
export class LedgerRefusal extends Error {
  readonly problem: 'unknown' | 'not-enough' | 'settled' | 'too-much'
  constructor(problem: LedgerRefusal['problem']) {
    super(problem)
    this.problem = problem
  }
}

/** Keeps its books in `ledger.json` of a directory. Every deed has an id: done twice it is done once. */
export class Ledger {
  readonly #file: string
  readonly #state: State

  constructor(directory: string, guests: readonly Guest[] = []) {
    mkdirSync(directory, { recursive: true })
    this.#file = join(directory, 'ledger.json')
    this.#state = existsSync(this.#file)
      ? (JSON.parse(readFileSync(this.#file, 'utf8')) as State)
      : { guests: [...guests], charges: {}, accruals: {} }
  }

  /** By card, phone or id; undefined: nobody. */
  find(by: { card?: string | null; phone?: string | null; id?: string }): GuestView | undefined {
    const found = this.#state.guests.find(
      ({ card, phone, id }) =>
        id === by.id || (by.card && card === by.card) || (by.phone && phone === by.phone),
    )
    if (!found) return undefined
    const { id, name, discount } = found
    return { id, name, discount, balance: this.#balanceOf(found) }
  }

  /** Takes bonuses; `not-enough`, `unknown` guest, `settled`: nobody waits for this charge any more. */
  charge(id: string, guest: string, sum: number): void {
    const known = this.#state.charges[id]
    if (known?.isVoid) throw new LedgerRefusal('settled')
    if (known) return
    const view = this.find({ id: guest })
    if (!view) throw new LedgerRefusal('unknown')
    if (view.balance < sum) throw new LedgerRefusal('not-enough')
    this.#state.charges[id] = { guest, sum, back: {} }
    this.#write()
  }

  /** Whether it was charged; one that was not never will be, however late its request comes. */
  settle(id: string): boolean {
    const known = this.#state.charges[id]
    if (known) return known.isVoid !== true
    this.#state.charges[id] = { guest: '', sum: 0, back: {}, isVoid: true }
    this.#write()
    return false
  }

  /** Gives a part of a charge back, once for an attempt. */
  giveBack(id: string, attempt: string, sum: number): void {
    const charge = this.#state.charges[id]
    if (!charge) throw new LedgerRefusal('unknown')
    const known = charge.back[attempt]
    if (known !== undefined && known !== sum) throw new LedgerRefusal('settled')
    if (known !== undefined) return
    if (sum > leftOf(charge)) throw new LedgerRefusal('too-much')
    charge.back[attempt] = sum
    this.#write()
  }

  /** Whether an attempt gave something back; one that did not never will. */
  settleBack(id: string, attempt: string): boolean {
    const charge = this.#state.charges[id]
    if (!charge) throw new LedgerRefusal('unknown')
    charge.back[attempt] ??= 0
    this.#write()
    return charge.back[attempt] > 0
  }

  /** Bonuses for an order, once; one that was cancelled before it came stays cancelled. */
  accrue(order: string, guest: string, sum: number): void {
    if (this.#state.accruals[order]) return
    if (!this.find({ id: guest })) throw new LedgerRefusal('unknown')
    this.#state.accruals[order] = { guest, sum }
    this.#write()
  }

  cancelAccrual(order: string): void {
    const { guest, sum } = this.#state.accruals[order] ?? { guest: '', sum: 0 }
    this.#state.accruals[order] = { guest, sum, isCancelled: true }
    this.#write()
  }

  #balanceOf({ id, opening }: Guest): number {
    const { charges, accruals } = this.#state
    const given = Object.values(accruals)
      .filter(({ guest, isCancelled }) => guest === id && !isCancelled)
      .reduce((sum, accrual) => sum + accrual.sum, opening)
    return Object.values(charges)
      .filter(({ guest }) => guest === id)
      .reduce((sum, charge) => sum - leftOf(charge), given)
  }

  #write(): void {
    writeFileSync(`${this.#file}.new`, JSON.stringify(this.#state))
    renameSync(`${this.#file}.new`, this.#file)
  }
}

const leftOf = ({ sum, back }: Charge): number =>
  Object.values(back).reduce((left, returned) => left - returned, sum)
