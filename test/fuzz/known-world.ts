import type { DemoChain } from '../../src/seed/demo/index.ts'
import type { Chance } from '../support/chance.ts'

type BookName = DemoChain['items'][number]['book']

/** Fields whose values come from a book of the seed. */
const bookOfField: Record<string, BookName> = {
  organizationId: 'organization',
  organizationIds: 'organization',
  terminalGroupId: 'terminalGroup',
  terminalGroupIds: 'terminalGroup',
  terminalGroupsIds: 'terminalGroup',
  productId: 'product',
  productGroupId: 'productGroup',
  paymentTypeId: 'paymentType',
  tipsTypeId: 'tipsType',
  orderTypeId: 'orderType',
  orderTypeIds: 'orderType',
  cityId: 'city',
  streetId: 'street',
  regionId: 'region',
  cancelCauseId: 'cancelCause',
  removalTypeId: 'removalType',
  marketingSourceId: 'marketingSource',
  priceCategoryId: 'priceCategory',
  discountTypeId: 'discountType',
  operatorId: 'employee',
  operatorIds: 'employee',
  driverId: 'employee',
  employeeId: 'employee',
  courierIds: 'employee',
  userIdForWriteoff: 'employee',
  roleId: 'role',
  comboSourceId: 'comboAction',
  sourceId: 'comboAction',
  programId: 'comboAction',
  restaurantSectionIds: 'restaurantSection',
}

const ordersKept = 200

/** Ids that exist: of the seed's books, and of the orders that the run itself has asked for. */
export class KnownWorld {
  readonly chain: DemoChain
  readonly #ids = new Map<string, string[]>()
  readonly #all: string[]
  readonly #orders: string[] = []
  readonly #places: { organizationId: string; terminalGroupId: string }[]

  constructor(chain: DemoChain) {
    this.chain = chain
    for (const item of chain.items) {
      const ids = this.#ids.get(item.book) ?? []
      ids.push(item.id)
      this.#ids.set(item.book, ids)
    }
    this.#all = chain.items.map(({ id }) => id)
    this.#places = chain.items.flatMap((item) =>
      item.book === 'terminalGroup' && item.organizationId
        ? [{ organizationId: item.organizationId, terminalGroupId: item.id }]
        : [],
    )
  }

  /** An order id that was used lately, or a new one. */
  orderId(chance: Chance): string {
    return this.#orders.length > 0 && chance.often(0.9) ? chance.pick(this.#orders) : chance.uuid()
  }

  newOrderId(chance: Chance): string {
    const id = chance.uuid()
    this.#orders.push(id)
    if (this.#orders.length > ordersKept) this.#orders.shift()
    return id
  }

  /** An id that fits the field more often than not. */
  idFor(field: string, chance: Chance): string {
    if (/^(order|posOrder|movedOrder)Ids?$/.test(field)) return this.orderId(chance)
    const book = bookOfField[field]
    if (book && chance.often(0.93)) return chance.pick(this.#ids.get(book) ?? this.#all)
    return chance.often(0.5) ? chance.uuid() : chance.pick(this.#all)
  }

  /** Groups that play together: an organization and one of its terminal groups. */
  place(chance: Chance): { organizationId: string; terminalGroupId: string } {
    return chance.pick(this.#places)
  }
}
