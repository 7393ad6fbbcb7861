import { ConstraintViolationError, PaymentActionFailedError } from '@trapeza/plugin'
import { createTestHost } from '@trapeza/plugin/testing'
import { expect, test } from 'vitest'
import plugin from './index.ts'

const id = (last: number): string => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`
const soups = { id: id(1), name: 'Супы', menuIndex: 0, isGroupModifier: false }
const dish = (last: number, name: string, more: object = {}) => ({
  ...{ id: id(last), name, foreignName: '', type: 'Dish', number: String(last), description: '' },
  ...{ menuIndex: last, price: 420, useBalanceForSell: false, parentGroup: soups, scale: null },
  ...{ template: null, ...more },
})
const scale = { id: id(50), name: 'Диаметр' }
const products = [
  dish(10, 'Борщ'),
  dish(11, 'Пицца', { price: null, scale }),
  dish(12, 'Рыба на вес', { useBalanceForSell: true }),
  dish(13, 'Из половинок', { template: { id: id(60), name: 'Схема' } }),
  dish(14, 'Сметана', { type: 'Modifier', price: 30, parentGroup: null }),
]
const limits = { minimumAmount: 0, maximumAmount: 1, defaultAmount: 0, freeOfChargeAmount: 0 }

/** A till with one order, whose bank does what `bank` says. */
async function aKiosk(bank: () => void = () => {}) {
  let order: Record<string, unknown> | undefined
  const host = await createTestHost(plugin, {
    operations: {
      getHierarchicalMenu: () => ({ productGroups: [soups], products }),
      getAllProducts: () => products,
      getProductById: ({ id: wanted }) => products.find((one) => one.id === wanted),
      getGroupModifiers: () => [
        {
          ...{
            productGroup: { id: id(40), name: 'Добавки' },
            minimumAmount: 0,
            maximumAmount: 2,
            freeOfChargeAmount: 1,
          },
          items: [{ product: { id: id(14), name: 'Сметана' }, ...limits }],
        },
      ],
      getSimpleModifiers: () => [],
      getProductScaleSizes: () => [
        { id: id(51), name: '25 см' },
        { id: id(52), name: '40 см' },
      ],
      getDisabledSizesByProduct: () => [{ id: id(52), name: '40 см' }],
      getPrice: ({ productSize }) => (productSize === id(51) ? 590 : 900),
      getStopListProductsRemainingAmounts: () => [
        { product: { id: id(11) }, productSize: null, amount: 0 },
        { product: { id: id(10) }, productSize: null, amount: 3 },
      ],
      getPaymentTypes: () => [
        { id: id(70), name: 'Сайт', kind: 'Card', isEnabled: true, canBeExternalProcessed: true },
        { id: id(71), name: 'Карта', kind: 'Card', isEnabled: true, canBeExternalProcessed: false },
      ],
      getOrderById: () => order,
      deleteOrder: () => {
        order = { ...order, status: 'Deleted' }
      },
      submitChanges({ actions }) {
        const names = (actions as { name: string }[]).map(({ name }) => name)
        if (names[0] === 'createOrder') {
          if (JSON.stringify(actions).includes(id(11))) throw new ConstraintViolationError('the dish is out')
          order = { number: 17, status: 'New', resultSum: 450, originName: 'kiosk', isBankAsked: false }
        } else {
          bank()
          order = { ...order, status: 'Closed' }
        }
      },
    },
  })
  await expect.poll(() => host.till.log.length).toBe(1)
  const [, url = ''] = /(http:\S+)/.exec(host.till.log[0]?.message ?? '') ?? []
  return {
    host,
    get: async (path: string): Promise<any> => (await fetch(`${url}${path}`)).json(), // any: a test looks where it likes
    async post(path: string, body: unknown): Promise<unknown> {
      const response = await fetch(`${url}${path}`, { method: 'POST', body: JSON.stringify(body) })
      return [response.status, await response.json()]
    },
    sessions: () => host.till.calls.filter(({ name }) => name === 'submitChanges').map(({ args }) => args),
  }
}
const order = {
  id: id(100),
  items: [
    {
      ...{ id: id(101), productId: id(10), sizeId: null, amount: 1 },
      modifiers: [{ productId: id(14), groupId: id(40), amount: 1 }],
    },
  ],
}

test('the menu has what a kiosk can sell, a dish its sizes and modifiers with their prices', async () => {
  const { host, get } = await aKiosk()
  const menu = await get('menu')
  expect(menu.groups).toEqual([{ id: id(1), name: 'Супы' }])
  expect(menu.dishes.map(({ name, price }: { name: string; price: number }) => [name, price])).toEqual([
    ['Борщ', 420],
    ['Пицца', null],
  ])
  expect(await get(`dishes/${id(11)}`)).toMatchObject({
    sizes: [{ id: id(51), price: 590 }],
    choices: [{ groupId: id(40), max: 2, free: 1, options: [{ id: id(14), price: 30 }] }],
  })
  expect(await get('stopped')).toEqual([id(11)])
  await host.stop()
})

test('an order is one session, paid once by the card; what the bank declines is said in its words', async () => {
  let [isDeclined, isUnclear] = [true, false]
  const { host, post, sessions } = await aKiosk(() => {
    const data = isUnclear ? { refusal: { code: 'payment.unclear' } } : {}
    if (isDeclined) throw new PaymentActionFailedError('Недостаточно средств', { data })
  })
  expect(await post('orders', order)).toEqual([201, { id: order.id, number: 17, sum: 450 }])
  expect(await post('orders', order)).toEqual([201, { id: order.id, number: 17, sum: 450 }])
  const [first, second] = sessions()
  expect(second).toEqual(first)
  expect(first).toMatchObject({
    actions: [
      { name: 'createOrder', args: { id: order.id } },
      { name: 'changeOrderOriginName', args: { originName: 'kiosk' } },
      { name: 'addOrderProductItem', args: { id: id(101), product: id(10), amount: 1 } },
      { name: 'addOrderModifierItem', args: { modifier: id(14), parentGroup: id(40), amount: 1 } },
    ],
  })

  const pay = (attempt: number) => post(`orders/${order.id}/pay`, { attempt: id(attempt) })
  expect(await pay(200)).toEqual([402, { problem: 'declined', words: 'Недостаточно средств' }])
  isUnclear = true
  expect(await pay(203)).toMatchObject([402, { problem: 'unclear' }])
  isDeclined = false
  expect(await pay(201)).toEqual([200, { isPaid: true }])
  expect(sessions().at(-1)).toMatchObject({
    actions: [
      { name: 'addPaymentItem', args: { order: order.id, paymentType: id(71), paymentSum: 450 } },
      { name: 'payOrder', args: { order: order.id } },
    ],
  })
  // It is closed: asked once more nothing is charged.
  const charged = sessions().length
  expect(await pay(202)).toEqual([200, { isPaid: true }])
  expect(sessions()).toHaveLength(charged)
  await host.stop()
})

test('what is wrong is named, what the till refuses is said, and an order can be left', async () => {
  const { host, post } = await aKiosk()
  const item = order.items[0]
  const wrong: [object, string][] = [
    [{ ...order, items: [] }, 'items'],
    [{ ...order, id: 'x' }, 'id'],
    [{ ...order, items: [{ ...item, amount: 0 }] }, 'items.amount'],
    [{ ...order, items: [{ ...item, modifiers: [{ productId: 1 }] }] }, 'items.modifiers.productId'],
  ]
  for (const [body, field] of wrong)
    expect(await post('orders', body)).toEqual([400, { problem: 'field', field }])
  expect(await post('orders', 'x'.repeat(60_000))).toEqual([400, { problem: 'field', field: 'body' }])
  const stopped = { ...order, items: [{ ...item, productId: id(11) }] }
  expect(await post('orders', stopped)).toMatchObject([409, { problem: 'refused' }])
  await post('orders', order)
  expect(await post(`orders/${order.id}/leave`, {})).toEqual([200, { isLeft: true }])
  expect(await post(`orders/${order.id}/pay`, {})).toEqual([400, { problem: 'field', field: 'attempt' }])
  expect(await post('nothing', {})).toEqual([404, { problem: 'unknown' }])
  await host.stop()
})
