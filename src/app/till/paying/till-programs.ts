import type { CheckinGuest } from '../../../domain/loyalty/checkin.ts'
import type { ProgramsOutcome } from '../../../domain/loyalty/run-programs.ts'
import { discountsOfPrograms, programsOfSale } from '../../../domain/loyalty/sale-programs.ts'
import type { AppliedDiscount, Sale } from '../../../domain/orders/order.ts'
import type { ServiceType } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Money } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { localClock } from '../../../kernel/local-time.ts'
import { programsInForce } from '../../loyalty/loyalty-scope.ts'
import type { Coupon, GuestPicture } from '../../ports.ts'
import type { GuestWallets } from '../guest-wallets.ts'

/** What the till knows of those for whom programmes are run. */
export type KnownToPrograms = {
  guests: ReadonlyMap<Uuid, GuestPicture>
  /** By number. */
  coupons: ReadonlyMap<string, readonly Coupon[]>
}

export type BonusesOfType = { typeId: Uuid; walletId: Uuid; balance: Money; max: Money }

/**
 * Programmes at the till: books and wallets are its replicas, so they are run with the line cut too; of a guest whom it
 * knows by id alone those that ask about the person do nothing (corrections 10).
 */
export class TillPrograms {
  readonly #catalog: Catalog
  readonly #known: KnownToPrograms
  readonly #wallets: GuestWallets
  readonly #now: number

  constructor(catalog: Catalog, known: KnownToPrograms, wallets: GuestWallets, now: number) {
    this.#catalog = catalog
    this.#known = known
    this.#wallets = wallets
    this.#now = now
  }

  /** Discounts that the programmes give to a sale now. */
  discountsOf(sale: Sale, serviceType: ServiceType): AppliedDiscount[] {
    return discountsOfPrograms(this.outcomeOf(sale, serviceType).results)
  }

  /** What of a sale may be paid by bonuses, by payment type; those of which nothing may be are there too. */
  bonusesOf(sale: Sale, serviceType: ServiceType): BonusesOfType[] {
    const { payments } = this.outcomeOf(sale, serviceType)
    return this.#bonusTypes(sale).flatMap(({ id, campaignIds }) => {
      const own = this.#walletOf(campaignIds)
      if (!own) return []
      const offered = payments.find(
        ({ campaignId, walletId }) => walletId === own && campaignIds.includes(campaignId),
      )
      const balance = sale.guestId ? this.#wallets.available(sale.guestId, own, this.#now) : 0n
      return [{ typeId: id, walletId: own, balance, max: offered?.maxSum ?? 0n }]
    })
  }

  /** Coupons of this number that may still be used; undefined: the till did not ask. */
  coupons(number: string): readonly Coupon[] | undefined {
    return this.#known.coupons.get(number)
  }

  outcomeOf(sale: Sale, serviceType: ServiceType): ProgramsOutcome {
    const { organizationId, terminalGroupId, loyalty } = sale
    const zone =
      this.#catalog.find('terminalGroup', terminalGroupId)?.body.timeZone ??
      this.#catalog.find('organization', organizationId)?.body.timeZone ??
      'UTC'
    const { weekday, minutes, date } = localClock(this.#now, zone)
    const dynamic = loyalty?.dynamicDiscounts ?? []
    return programsOfSale(programsInForce(this.#catalog, organizationId, this.#now), sale, {
      ...{ serviceType, weekday, minutes, today: date },
      guest: this.#guestOf(sale),
      couponSeriesIds: loyalty?.coupon
        ? usable(this.coupons(loyalty.coupon)).map(({ seriesId }) => seriesId)
        : [],
      hasCoupon: Boolean(loyalty?.coupon),
      manualConditionIds: [
        ...(loyalty?.appliedManualConditions ?? []),
        ...dynamic.map(({ manualConditionId }) => manualConditionId),
      ],
      dynamicSums: new Map(dynamic.map(({ manualConditionId, sum }) => [manualConditionId, sum])),
      paymentCampaignIds: this.#bonusTypes(sale).flatMap(({ campaignIds }) => campaignIds),
    })
  }

  #guestOf({ guestId }: Sale): CheckinGuest | null {
    if (guestId === null) return null
    const known = this.#known.guests.get(guestId)
    const walletIds = this.#catalog.all('loyaltyProgram').flatMap(({ body }) => body.wallet?.id ?? [])
    return {
      id: guestId,
      categoryIds: known?.guest.categoryIds ?? [],
      birthday: known?.profile?.birthday ?? null,
      closedOrders: known?.closedOrders.count ?? 0,
      wallets: new Map(walletIds.map((id) => [id, this.#wallets.available(guestId, id, this.#now)])),
    }
  }

  #bonusTypes({ organizationId, terminalGroupId }: Sale): { id: Uuid; campaignIds: Uuid[] }[] {
    return this.#catalog
      .of('paymentType', organizationId)
      .filter(({ isDeleted, body }) => !isDeleted && body.kind === 'IikoCard')
      .filter(({ body }) => {
        const groups = body.terminalGroupIds
        return groups.length === 0 || groups.includes(terminalGroupId)
      })
      .map(({ id, body }) => ({ id, campaignIds: body.applicableMarketingCampaigns }))
  }

  #walletOf(campaignIds: readonly Uuid[]): Uuid | undefined {
    return this.#catalog
      .all('loyaltyProgram')
      .find(({ body }) => body.campaigns.some(({ id }) => campaignIds.includes(id)))?.body.wallet?.id
  }
}

export const usable = (coupons: readonly Coupon[] | undefined): Coupon[] =>
  (coupons ?? []).filter(({ isDeleted, activatedAt }) => !isDeleted && activatedAt === null)
