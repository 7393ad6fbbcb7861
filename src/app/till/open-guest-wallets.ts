import { isByBonuses } from '../../domain/loyalty/bonus-payments.ts'
import type { CloudLine } from '../../domain/loyalty/till-wallet.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { GuestRecord, Tx } from '../ports.ts'
import { GuestWallets, type PaidSale } from './guest-wallets.ts'
import type { Till, TillCommand } from './till-command.ts'

type Batch = {
  catalog: Catalog
  commands: readonly TillCommand[]
  /** Orders that the commands are about, as they are. */
  sales: readonly PaidSale[]
  /** Guests whom the commands name. */
  guests: readonly GuestRecord[]
  /** Programmes are run, so balances are looked at. */
  isForPrograms: boolean
}

/** Loads and locks the wallets that a batch may touch; most batches touch none and cost nothing. */
export async function openGuestWallets(
  tx: Tx,
  till: Till,
  isLineUp: boolean,
  { catalog, commands, sales, guests, isForPrograms }: Batch,
): Promise<GuestWallets> {
  const isTouched =
    isForPrograms ||
    commands.some((command) => paysByBonuses(catalog, command)) ||
    sales.some(({ payments }) => payments.some(isByBonuses))
  // The mark of an offline payment is written only where one is made, so an untouched batch need not know since when.
  if (!isTouched) return new GuestWallets(catalog, [], isLineUp ? { isUp: true } : { isUp: false, since: 0 })
  const named = commands.flatMap((command) => ('guestId' in command ? (command.guestId ?? []) : []))
  const guestIds = new Set([
    ...named,
    ...guests.map(({ id }) => id),
    ...sales.flatMap(({ guestId }) => guestId ?? []),
  ])
  const wallets = guestIds.size > 0 ? await tx.tillWallets.loadForChange(till, [...guestIds]) : []
  return new GuestWallets(catalog, wallets, isLineUp ? { isUp: true } : await cutOff(tx, till))
}

/** Whether a command pays, or is paid, by what lies in a guest's wallet. */
export const paysByBonuses = (catalog: Catalog, command: TillCommand): boolean =>
  'payments' in command &&
  command.payments.some(({ typeId }) => catalog.find('paymentType', typeId)?.body.kind === 'IikoCard')

/** The till was alive to its cloud when it was last heard; one that never was has been cut off for ever. */
async function cutOff(tx: Tx, { tenantId, organizationId, terminalGroupId }: Till): Promise<CloudLine> {
  const beats = await tx.liveness.of(tenantId, [organizationId])
  const own = beats.find((beat) => beat.terminalGroupId === terminalGroupId)
  return { isUp: false, since: own?.seenAt ?? 0 }
}
