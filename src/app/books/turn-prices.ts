import type { Validity } from '../../domain/reference/prices/dated-prices.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'
import { saveBooks } from './save-books.ts'

/** Orders of prices are written elsewhere too; whose prices have dates is asked again after this long. */
const listMs = 60_000

const actor = 'clock'
/** Before the first price of all. */
const never = 0

/**
 * Tells the world that a dated price began or ended: tills and menus have it at once, each by the clock, but clients that
 * read by revision and subscribers of menus would not ask. It is one save of the books, so both hear as of any other
 * change, and a restart does not tell it twice (ADR 17).
 */
export class PriceTurns {
  readonly #app: App
  readonly #validities = new Map<Uuid, Validity | null>()
  #listedAt = Number.NEGATIVE_INFINITY

  constructor(app: App) {
    this.#app = app
  }

  /** Cheap until a price turns. */
  async tell(): Promise<void> {
    const { clock, storage } = this.#app
    const now = clock.now()
    if (now < this.#listedAt || now - this.#listedAt >= listMs) {
      const tenantIds = await storage.now.tenants.withPriceOrders()
      this.#validities.clear()
      for (const id of tenantIds) this.#validities.set(id, null)
      this.#listedAt = now
    }
    for (const [tenantId, validity] of this.#validities) {
      if (validity && now >= validity.since && now < validity.until) continue
      await this.#turn(tenantId)
      this.#validities.set(tenantId, (await this.#app.catalog(tenantId)).validity)
    }
  }

  forget(): void {
    this.#listedAt = Number.NEGATIVE_INFINITY
  }

  async #turn(tenantId: Uuid): Promise<void> {
    const catalog = await this.#app.catalog(tenantId)
    const at = Math.max(catalog.validity?.since ?? never, never)
    if (at === (catalog.find('priceMoment', tenantId)?.body.at ?? never)) return
    const item = { book: 'priceMoment' as const, id: tenantId, organizationId: null, isDeleted: false }
    await saveBooks(this.#app, tenantId, [{ ...item, body: { at } }], actor)
  }
}
