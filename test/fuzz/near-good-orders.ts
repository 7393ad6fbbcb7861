import type { Chance } from '../support/chance.ts'
import { productByCode } from '../support/orders.ts'
import type { KnownWorld } from './known-world.ts'

type Json = any // any: bodies of clients

/** Dishes without required modifiers, with the price of the demo menu. */
const dishes = [
  { code: '10101', price: 420 },
  { code: '10102', price: 390 },
  { code: '10103', price: 360 },
]

/** A delivery that a till may well accept: what a bad request has to be near to in order to reach the rules. */
export function aNearGoodDelivery(world: KnownWorld, chance: Chance): Json {
  const isPickup = chance.often(0.5)
  const items = Array.from({ length: 1 + chance.int(3) }, () => {
    const { code, price } = chance.pick(dishes)
    return {
      type: 'Product',
      productId: productByCode(world.chain, code),
      amount: chance.pick([1, 2, 0.5, 1.125]),
      price: chance.often(0.9) ? price : chance.pick([0, -1, 419.99, 0.001]),
      ...(chance.often(0.3) ? { positionId: chance.uuid() } : {}),
      ...(chance.often(0.2) ? { comment: 'Без лука' } : {}),
    }
  })
  return {
    ...world.place(chance),
    order: {
      ...(chance.often(0.9)
        ? { id: chance.often(0.95) ? world.newOrderId(chance) : world.orderId(chance) }
        : {}),
      phone: `+7900555${String(chance.int(10_000)).padStart(4, '0')}`,
      orderServiceType: isPickup ? 'DeliveryByClient' : 'DeliveryByCourier',
      customer: { type: chance.pick(['regular', 'one-time']), name: 'Анна' },
      ...(isPickup
        ? {}
        : {
            deliveryPoint: {
              address: { type: 'legacy', street: { name: 'Покровка', city: 'Москва' }, house: '17' },
            },
          }),
      items,
      ...(chance.often(0.2) ? { payments: [aPayment(world, chance)] } : {}),
      ...(chance.often(0.2) ? { comment: 'Позвонить' } : {}),
    },
  }
}

function aPayment({ chain }: KnownWorld, chance: Chance): Json {
  const types = chain.items.filter((item) => item.book === 'paymentType')
  const type = chance.pick(types)
  return {
    paymentTypeKind: chance.pick(['Cash', 'Card', 'External']),
    paymentTypeId: type.id,
    sum: chance.pick([0, 1, 100, 420, 1260.5]),
    isProcessedExternally: chance.often(0.5),
  }
}
