import { bonusPayments, isByBonuses } from '../../domain/loyalty/bonus-payments.ts'
import type { WalletTerms } from '../../domain/loyalty/ledger.ts'
import {
  availableAtTill,
  type CloudLine,
  type TillWallet,
  takeAtTill,
  unknownWallet,
} from '../../domain/loyalty/till-wallet.ts'
import type { Sale } from '../../domain/orders/order.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'

/** Something that may be paid for by bonuses; null guest: nobody is known. */
export type PaidSale = Pick<Sale, 'id' | 'guestId' | 'payments' | 'returns'>

export const isPaidByBonuses = (sale: PaidSale | null): boolean => sale?.payments.some(isByBonuses) ?? false
const noTerms: WalletTerms = { overdraftLimit: 0n, offlineLimit: 0n }
const nameOf = (guestId: Uuid, walletId: Uuid): string => `${guestId} ${walletId}`

/** Wallets of the guests whom a batch of commands concerns, while the till decides it. */
export class GuestWallets {
  readonly #catalog: Catalog
  readonly #wallets: Map<string, TillWallet>
  readonly #changed = new Set<string>()
  readonly #take: typeof takeAtTill
  readonly line: CloudLine

  /** `take`: another way than asking what may be taken, where that was asked before. */
  constructor(catalog: Catalog, wallets: readonly TillWallet[], line: CloudLine, take = takeAtTill) {
    this.#catalog = catalog
    this.#take = take
    this.#wallets = new Map(wallets.map((wallet) => [nameOf(wallet.guestId, wallet.walletId), wallet]))
    this.line = line
  }

  /**
   * Takes what an order takes more than before, gives back what it takes less; refuses what is not there. `after` null:
   * the order is over and takes nothing. All or nothing.
   */
  settle(before: PaidSale | null, after: PaidSale | null, now: number): void {
    if (!isPaidByBonuses(before) && !isPaidByBonuses(after)) return
    const sums = new Map<string, { guestId: Uuid; walletId: Uuid; orderId: Uuid; sum: Money }>()
    for (const [sale, sign] of [[before, -1n] as const, [after, 1n] as const]) {
      if (!sale) continue
      for (const [walletId, { sum }] of bonusPayments(this.#catalog, sale)) {
        // Nobody's wallet is empty.
        if (sale.guestId === null) {
          if (sale === after) throw refuse('wallet.balance-too-small')
          continue
        }
        const name = nameOf(sale.guestId, walletId)
        const total = (sums.get(name)?.sum ?? 0n) + sign * sum
        sums.set(name, { guestId: sale.guestId, walletId, orderId: sale.id, sum: total })
      }
    }
    const taken = [...sums].flatMap(([name, { guestId, walletId, ...part }]) => {
      if (part.sum === 0n) return []
      const wallet = this.#wallets.get(name) ?? unknownWallet(guestId, walletId)
      return [[name, this.#take(wallet, part, this.#termsOf(walletId), this.line, now)] as const]
    })
    for (const [name, wallet] of taken) {
      this.#wallets.set(name, wallet)
      this.#changed.add(name)
    }
  }

  /** What may be taken from a wallet now, in minor units. */
  available(guestId: Uuid, walletId: Uuid, now: number): Money {
    const wallet = this.#wallets.get(nameOf(guestId, walletId))
    return wallet ? availableAtTill(wallet, this.#termsOf(walletId), this.line, now) : 0n
  }

  #termsOf(walletId: Uuid): WalletTerms {
    const program = this.#catalog.all('loyaltyProgram').find(({ body }) => body.wallet?.id === walletId)
    return program?.body.wallet ?? noTerms
  }

  changed(): TillWallet[] {
    return [...this.#changed].flatMap((name) => this.#wallets.get(name) ?? [])
  }
}
