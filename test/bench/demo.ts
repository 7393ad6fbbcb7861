import { demoChain } from '../../src/seed/demo/index.ts'
import { productByCode } from '../support/orders.ts'

const chain = demoChain()
const group = chain.items.find((item) => item.book === 'terminalGroup' && item.body.code === 'pokrovka')

export const apiLogin = chain.apiKeys[0]?.apiLogin ?? ''
export const organizationId = group?.organizationId ?? ''

export const terminalGroupId = group?.id ?? ''

/** Eight lines, of which some carry modifiers: a big but ordinary order. */
export function benchItems(): unknown[] {
  const coffee = chain.items.find((item) => item.book === 'product' && item.body.code === '60111')
  const milk = coffee?.book === 'product' ? coffee.body.groupModifiers[0] : undefined
  const size = sizeOf(coffee?.book === 'product' ? coffee.body.sizeScaleId : null)
  const line = (code: string, price: number): unknown => ({
    type: 'Product',
    productId: productByCode(chain, code),
    amount: 1,
    price,
  })
  const coffeeLine = (price: number): unknown => ({
    type: 'Product',
    productId: coffee?.id,
    amount: 2,
    price,
    ...(size ? { productSizeId: size } : {}),
    modifiers: milk
      ? [{ productId: milk.children[0]?.productId, productGroupId: milk.id, amount: 1, price: 0 }]
      : [],
  })
  return [
    line('10101', 390),
    line('10102', 390),
    line('10103', 390),
    line('10104', 390),
    line('10105', 390),
    coffeeLine(240),
    coffeeLine(250),
    coffeeLine(260),
  ]
}

export const benchOrder = () => ({
  organizationId,
  terminalGroupId,
  order: {
    phone: '+79005550177',
    orderServiceType: 'DeliveryByClient',
    comment: 'Bench',
    customer: { type: 'regular', name: 'Bench' },
    items: benchItems(),
  },
})

function sizeOf(scaleId: string | null): string | undefined {
  const scale = chain.items.find((item) => item.book === 'sizeScale' && item.id === scaleId)
  return scale?.book === 'sizeScale' ? scale.body.sizes[0]?.id : undefined
}
