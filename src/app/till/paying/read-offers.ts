import type { DeliveryOrder, Sale } from '../../../domain/orders/order.ts'
import type { PaidKind } from '../../../domain/orders/paying/paying-commands.ts'
import type { ServiceType } from '../../../domain/reference/books.ts'
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App, Tx } from '../../ports.ts'
import { openGuestWallets } from '../open-guest-wallets.ts'
import type { Till, TillCommand } from '../till-command.ts'
import { loadForPrograms } from './loyal-sales.ts'
import { paidSale } from './paid-sale.ts'
import { type BonusesOfType, TillPrograms } from './till-programs.ts'

export type Offers = {
  guestId: Uuid | null
  bonuses: BonusesOfType[]
  /** If nothing is paid by bonuses, by wallet. */
  accruals: { walletId: Uuid; sum: Money }[]
  /** Campaigns that would do something if they got a coupon. */
  wantsCoupon: string[]
}

/** What loyalty offers for an order of the till just now; the order stays as it is (front-api §4). */
export const readOffers = (
  app: App,
  till: Till,
  isLineUp: boolean,
  { of, orderId }: { of: PaidKind; orderId: Uuid },
): Promise<Offers> =>
  app.storage.transaction(async (tx) => {
    const catalog = await app.catalog(till.tenantId)
    const found = await saleOf(tx, till, of, orderId)
    if (!found) throw refuse('order.not-found', { orderId })
    const { sale, serviceType } = found
    // As if it were paid now: what is loaded for that is what is asked here.
    const commands = [{ kind: `${of}.pay`, orderId, payments: [], tips: [] } as TillCommand]
    const batch = { catalog, commands, sales: [sale], guests: [], isForPrograms: true }
    const wallets = await openGuestWallets(tx, till, isLineUp, batch)
    const known = await loadForPrograms(tx, till.tenantId, commands, [sale])
    const programs = new TillPrograms(catalog, known, wallets, app.clock.now())
    const { results, accruals } = programs.outcomeOf(sale, serviceType)
    return {
      guestId: sale.guestId,
      bonuses: programs.bonusesOf(sale, serviceType),
      accruals: accruals.map(({ walletId, sum }) => ({ walletId, sum })),
      wantsCoupon: results
        .filter(({ needsCertificate }) => needsCertificate)
        .map(({ campaign }) => campaign.name),
    }
  })

async function saleOf(
  tx: Tx,
  till: Till,
  of: PaidKind,
  orderId: Uuid,
): Promise<{ sale: Sale; serviceType: ServiceType } | null> {
  const sale = await paidSale(tx, till, of, orderId)
  if (!sale) return null
  return { sale, serviceType: of === 'delivery' ? (sale as DeliveryOrder).serviceType : 'Common' }
}
