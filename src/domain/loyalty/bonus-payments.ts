import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { Payment, Sale } from '../orders/order.ts'
import type { Catalog } from '../reference/catalog.ts'

/** Of the whole, `offline` was taken while the till could not ask. */
export type BonusSum = { sum: Money; offline: Money }

export const isByBonuses = ({ type }: Pick<Payment, 'type'>): boolean => type.kind === 'IikoCard'

/**
 * What a sale says that each wallet pays, by the campaigns of its payment types (cloud-api §9.5), less what was given
 * back since.
 */
export function bonusPayments(
  catalog: Catalog,
  { payments, returns = [] }: Pick<Sale, 'payments' | 'returns'>,
): Map<Uuid, BonusSum> {
  const found = new Map<Uuid, BonusSum>()
  for (const payment of payments) {
    if (!isByBonuses(payment)) continue
    const walletId = walletOfType(catalog, payment.type.id)
    if (!walletId) continue
    const before = found.get(walletId) ?? { sum: 0n, offline: 0n }
    const offline = payment.isTakenOffline ? payment.sum : 0n
    found.set(walletId, { sum: before.sum + payment.sum, offline: before.offline + offline })
  }
  for (const { type, sum } of returns.flatMap((one) => one.payments)) {
    const walletId = type.kind === 'IikoCard' ? walletOfType(catalog, type.id) : undefined
    const before = walletId ? found.get(walletId) : undefined
    if (!walletId || !before) continue
    const left = before.sum - sum
    found.set(walletId, { sum: left, offline: before.offline < left ? before.offline : left })
  }
  return found
}

function walletOfType(catalog: Catalog, paymentTypeId: Uuid): Uuid | undefined {
  const campaigns = catalog.find('paymentType', paymentTypeId)?.body.applicableMarketingCampaigns ?? []
  const program = catalog
    .all('loyaltyProgram')
    .find(({ body }) => body.campaigns.some(({ id }) => campaigns.includes(id)))
  return program?.body.wallet?.id
}
