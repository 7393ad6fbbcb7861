import {
  booked,
  type TillWallet,
  unknownWallet,
  withHold,
  withoutHold,
} from '../../domain/loyalty/till-wallet.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { GuestEvent } from '../loyalty/loyalty-scope.ts'
import type { SequencedEntry, Tx } from '../ports.ts'
import type { Till } from './till-command.ts'

/** Kinds of the cloud's entries that change what tills know of wallets; they concern no group, so all tills hear them. */
export const walletKinds: readonly GuestEvent['kind'][] = [
  'guest.moneyMoved',
  'guest.holdPaired',
  'guest.paymentFailed',
]

/** The till learns what is in the wallets of the company's guests; entries of other kinds are passed over. */
export async function followWallets(tx: Tx, till: Till, entries: readonly SequencedEntry[]): Promise<void> {
  const own = entries.filter(({ tenantId, entity }) => tenantId === till.tenantId && entity === 'guest')
  if (own.length === 0) return
  const loaded = await tx.tillWallets.loadForChange(till, [...new Set(own.map(({ entityId }) => entityId))])
  const known = new KnownWallets(loaded)
  for (const { entityId, payload } of own) known.hear(entityId, payload as GuestEvent)
  await tx.tillWallets.save(till, known.all())
}

class KnownWallets {
  readonly #wallets: TillWallet[]

  constructor(wallets: readonly TillWallet[]) {
    this.#wallets = [...wallets]
  }

  all(): TillWallet[] {
    return this.#wallets
  }

  hear(guestId: Uuid, event: GuestEvent): void {
    switch (event.kind) {
      case 'guest.moneyMoved': {
        const { id, kind, walletId, sum, balanceAfter, orderId, holdId } = event.line
        return this.#change(guestId, walletId, (before) => {
          let wallet: TillWallet = { ...before, balance: balanceAfter }
          if (kind === 'hold') wallet = withHold(wallet, { id, sum: -sum })
          if (holdId) wallet = withoutHold(wallet, holdId)
          return orderId && sum < 0n ? booked(wallet, orderId, -sum) : wallet
        })
      }
      case 'guest.holdPaired': {
        const { holdId, orderId, walletId, sum } = event
        return this.#change(guestId, walletId, (before) =>
          // A till that gave its order this hold waits for nothing; one that did not know of it yet does.
          before.holds.some(({ id }) => id === holdId)
            ? booked(withoutHold(before, holdId), orderId, sum)
            : before,
        )
      }
      case 'guest.paymentFailed': {
        const { orderId, walletId, sum } = event
        return this.#change(guestId, walletId, (before) => booked(before, orderId, sum))
      }
      default:
        // What else happens to guests moves no money.
        return
    }
  }

  #change(guestId: Uuid, walletId: Uuid, change: (before: TillWallet) => TillWallet): void {
    const at = this.#wallets.findIndex((one) => one.guestId === guestId && one.walletId === walletId)
    const wallet = change(this.#wallets[at] ?? unknownWallet(guestId, walletId))
    if (at < 0) this.#wallets.push(wallet)
    else this.#wallets[at] = wallet
  }
}
