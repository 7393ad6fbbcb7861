import { productByCode } from '../../support/orders.ts'
import type { TestServer } from '../../support/start-server.ts'

type Line = {
  code: string
  amount?: number
  size?: string
  modifiers?: { code: string; group?: string; amount?: number }[]
  comment?: string
}
export type OrderWords = {
  name: string
  phone: string
  address?: { street: string; house: string; city?: string; flat?: string; entrance?: string; floor?: string }
  lines: Line[]
  comment?: string
  /** Minutes from now. */
  promisedIn?: number
  paidOnline?: number
  cash?: number
  externalNumber?: string
}

/** What a program of a site would send for an order told in words. */
export async function placeOrder(server: TestServer, till: string, words: OrderWords): Promise<string> {
  const { organizationId, terminalGroupId } = server.till(till)
  const { address } = words
  const answer = await server.post('/api/1/deliveries/create', {
    organizationId,
    terminalGroupId,
    order: {
      phone: words.phone,
      externalNumber: words.externalNumber ?? null,
      orderServiceType: address ? 'DeliveryByCourier' : 'DeliveryByClient',
      customer: { type: 'regular', name: words.name },
      comment: words.comment ?? null,
      ...(words.promisedIn === undefined ? {} : { completeBefore: localTime(server, words.promisedIn) }),
      ...(address
        ? {
            deliveryPoint: {
              address: {
                type: 'legacy',
                street: { name: address.street, city: address.city ?? 'Москва' },
                house: address.house,
                flat: address.flat ?? null,
                entrance: address.entrance ?? null,
                floor: address.floor ?? null,
              },
            },
          }
        : {}),
      items: words.lines.map((line) => itemOf(server, organizationId, line)),
      payments: paymentsOf(server, words),
    },
  })
  if (answer.status !== 200) throw new Error(`create answered ${answer.status} ${answer.text}`)
  await server.settle()
  const { id } = answer.json.orderInfo
  const [info] = (await server.post('/api/1/deliveries/by_id', { organizationId, orderIds: [id] })).json
    .orders
  if (info?.creationStatus !== 'Success')
    throw new Error(`${words.name}'s order: ${JSON.stringify(info?.errorInfo)}`)
  return id
}

type Json = any // any: what an integrator would look into

/** The order as the API tells it, once nothing is under way any more. */
export async function orderOf(server: TestServer, till: string, id: string): Promise<Json> {
  await server.settle()
  const { organizationId } = server.till(till)
  const answer = await server.post('/api/1/deliveries/by_id', { organizationId, orderIds: [id] })
  const [info] = answer.json.orders
  if (!info?.order) throw new Error(`no order ${id}: ${answer.text}`)
  return info.order
}

const idOf = (server: TestServer, book: string, code: string): string => {
  const item = server.chain.items.find(
    (one) => one.book === book && 'code' in one.body && one.body.code === code,
  )
  if (!item) throw new Error(`no ${book} ${code}`)
  return item.id
}

function sizeOf(server: TestServer, shortName: string): string {
  for (const item of server.chain.items) {
    if (item.book !== 'sizeScale') continue
    const size = item.body.sizes.find((one) => one.shortName === shortName)
    if (size) return size.id
  }
  throw new Error(`no size ${shortName}`)
}

/** What the till asks for it, rubles. */
function priceOf({ chain }: TestServer, organizationId: string, key: string): number {
  for (const item of chain.items) {
    if (item.book !== 'priceList' || item.organizationId !== organizationId) continue
    const found = item.body.priceCategoryId === null ? item.body.prices[key] : undefined
    if (found) return Number(found.price) / 100
  }
  throw new Error(`no price ${key}`)
}

const itemOf = (server: TestServer, organizationId: string, line: Line): object => ({
  type: 'Product',
  productId: productByCode(server.chain, line.code),
  amount: line.amount ?? 1,
  price: priceOf(
    server,
    organizationId,
    [productByCode(server.chain, line.code), line.size && sizeOf(server, line.size)]
      .filter(Boolean)
      .join(':'),
  ),
  ...(line.size ? { productSizeId: sizeOf(server, line.size) } : {}),
  ...(line.comment ? { comment: line.comment } : {}),
  modifiers: (line.modifiers ?? []).map(({ code, group, amount = 1 }) => ({
    productId: productByCode(server.chain, code),
    amount,
    ...(group ? { productGroupId: idOf(server, 'productGroup', group) } : {}),
  })),
})

function paymentsOf(server: TestServer, { paidOnline, cash }: OrderWords): object[] {
  const payment = (code: string, kind: string, sum: number, isProcessedExternally: boolean) => ({
    paymentTypeId: idOf(server, 'paymentType', code),
    paymentTypeKind: kind,
    sum,
    isProcessedExternally,
  })
  return [
    ...(paidOnline ? [payment('SITE', 'Card', paidOnline, true)] : []),
    ...(cash ? [payment('CASH', 'Cash', cash, false)] : []),
  ]
}

/** Wall clock of Moscow, as the API speaks it. */
function localTime(server: TestServer, minutes: number): string {
  const moscowMs = 3 * 3_600_000
  return new Date(server.clock.now() + minutes * 60_000 + moscowMs)
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '')
}
