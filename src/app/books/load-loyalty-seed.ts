import { noGuestChanges } from '../../domain/loyalty/guest.ts'
import type { Money } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { changeBalance } from '../loyalty/change-balance.ts'
import { changeCategory } from '../loyalty/change-category.ts'
import { createOrUpdateGuest } from '../loyalty/create-or-update-guest.ts'
import { joinProgram } from '../loyalty/join-program.ts'
import type { LoyaltyScope } from '../loyalty/loyalty-scope.ts'
import type { App } from '../ports.ts'

export type LoyaltySeed = {
  coupons: readonly { id: Uuid; seriesId: Uuid; number: string }[]
  members: readonly {
    guestId: Uuid
    organizationId: Uuid
    programId: Uuid
    bonuses: Money
    card: { track: string; number: string } | null
    categoryId: Uuid | null
  }[]
}

/** Members of programmes, by the use cases that people use. */
export async function loadLoyaltySeed(
  app: App,
  tenantId: Uuid,
  actor: string,
  { coupons, members }: LoyaltySeed,
): Promise<void> {
  await app.storage.now.coupons.issue(tenantId, coupons)
  for (const { guestId, organizationId, programId, bonuses, card, categoryId } of members) {
    const scope: LoyaltyScope = {
      ...{ tenantId, organizationId, actor, apiClient: null, correlationId: app.random.uuid() },
      earlierCall: async () => null,
    }
    await createOrUpdateGuest(app, scope, { id: guestId, phone: null, card, changes: noGuestChanges })
    const { walletId } = await joinProgram(app, scope, guestId, programId)
    await changeBalance(app, scope, 'topUp', { guestId, walletId, sum: bonuses, comment: null })
    if (categoryId) await changeCategory(app, scope, { guestId, categoryId, isMember: true })
  }
}
