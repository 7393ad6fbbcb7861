import { Decimal, type Picture, type PluginContext } from '@trapeza/plugin'
import { type LoyaltyService, ServiceRefused } from './loyalty-service.ts'
import { guestOf } from './meet-guest.ts'
import { minor } from './pay-by-bonuses.ts'

type Owed = { deed: 'accrue'; guest: string; sum: number } | { deed: 'cancel' }
type Payment = { sum: number; type: { kind: string } }

const prefix = 'external-loyalty:owed:'
const zero = Decimal.of(0)

/**
 * What the service has to hear of closed orders and of returns. It is written down before it is told and struck off after,
 * so a service that is away, a plugin or a till that dies lose nothing; the ledger takes each order once.
 */
export class Accruals {
  readonly #ctx: PluginContext
  readonly #service: LoyaltyService
  readonly #percent: number
  /** One thing after another, so that nothing is struck off which came meanwhile. */
  #turn: Promise<void> = Promise.resolve()

  constructor(ctx: PluginContext, service: LoyaltyService, percent: number) {
    this.#ctx = ctx
    this.#service = service
    this.#percent = percent
  }

  /** Bonuses for what was paid otherwise than by bonuses. */
  saw(order: Picture): void {
    const guest = guestOf(order)
    if (order['status'] !== 'Closed' || guest === undefined) return
    const paid = (order['payments'] as Payment[])
      .filter(({ type }) => type.kind !== 'External')
      .reduce((sum, payment) => sum.plus(Decimal.of(payment.sum)), zero)
    const sum = Math.floor((minor(paid) * this.#percent) / 100)
    this.#owe(order.id, { deed: 'accrue', guest, sum })
  }

  /** The order was returned: what it gave is taken back. */
  returned(order: Picture): void {
    if (guestOf(order) !== undefined) this.#owe(order.id, { deed: 'cancel' })
  }

  /** Tells the service what it has not heard yet. */
  tell(): void {
    this.#queue(() => this.#tellAll())
  }

  /** Keys that must not be cleared away: the service is owed them. */
  readonly keep = (data: ReadonlyMap<string, string>): string[] =>
    [...data.keys()].filter((key) => key.startsWith(prefix))

  #owe(order: string, owed: Owed): void {
    this.#queue(async () => {
      await this.#ctx.storage.shared.set(`${prefix}${order}`, JSON.stringify(owed))
      await this.#tellAll()
    })
  }

  #queue(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work).catch((error: unknown) => {
      // It is tried again with the next order, and now and then.
      this.#ctx.log.warn(error instanceof Error ? error.message : String(error))
    })
  }

  async #tellAll(): Promise<void> {
    const { storage, log } = this.#ctx
    for (const [key, text] of await storage.shared.all()) {
      if (!key.startsWith(prefix)) continue
      const order = key.slice(prefix.length)
      const owed = JSON.parse(text) as Owed
      try {
        if (owed.deed === 'cancel') await this.#service.cancelAccrual(order)
        else await this.#service.accrue(order, owed.guest, owed.sum)
      } catch (error) {
        if (!(error instanceof ServiceRefused)) throw error
        // It will not say otherwise next time.
        log.error(`${order} was not accrued`, error)
      }
      await storage.shared.remove(key)
    }
  }
}
