import { demoChain } from '../../src/seed/demo/index.ts'
import { walletId } from '../../src/seed/demo/loyalty.ts'
import { productByCode } from '../support/orders.ts'
import { apiLogin, organizationId, terminalGroupId } from './demo.ts'
import { compare, type Target } from './measure.ts'
import type { World } from './world.ts'

/** What a token of iiko.biz costs is not measured; it lives a quarter of an hour, so each bench asks for its own. */
async function tokenOf({ ours }: World): Promise<string> {
  const asked = new URLSearchParams({ user_id: apiKeyId, user_secret: apiLogin })
  const answer = await fetch(`${ours}/api/0/auth/access_token?${asked}`)
  if (!answer.ok) throw new Error(`access_token: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as string
}

const chain = demoChain()
const apiKeyId = chain.apiKeys[0]?.id ?? ''
const itemCodes = ['10101', '10102', '10103', '10104', '10105', '10101', '10102', '10103']

const bizOrder = (): string =>
  JSON.stringify({
    organization: organizationId,
    deliveryTerminalId: terminalGroupId,
    customer: { name: 'Bench', phone: '+79005550178' },
    order: {
      phone: '+79005550178',
      isSelfService: true,
      items: itemCodes.map((code) => ({ id: productByCode(chain, code), code, amount: 1, sum: 390 })),
      fullSum: 8 * 390,
      paymentItems: [],
    },
  })

/** An order by the legacy scheme: the answer comes when the till has taken it, with its number. */
export async function benchBizAdd(world: World): Promise<void> {
  const url = `${world.ours}/api/0/orders/add?access_token=${await tokenOf(world)}`
  const body = bizOrder()
  const answer = await fetch(url, { method: 'POST', body })
  const order = (await answer.json()) as { number?: string }
  if (!order.number) throw new Error(`orders/add: ${answer.status} ${JSON.stringify(order)}`)
  await compare(
    world,
    'biz orders/add',
    { name: 'orders/add', url, body: () => body },
    { name: 'reference', url: `${world.reference}/biz/orders/add`, body: () => body },
  )
}

/** The whole menu against a handler that holds the same bytes and does nothing but send them. */
export async function benchBizNomenclature(world: World): Promise<void> {
  const url = `${world.ours}/api/0/nomenclature/${organizationId}?access_token=${await tokenOf(world)}`
  const answer = await fetch(url)
  const bytes = Buffer.from(await answer.arrayBuffer())
  if (!answer.ok) throw new Error(`nomenclature: ${answer.status} ${bytes}`)
  const copy = `${world.reference}/static/biz-nomenclature`
  const headers = { 'content-type': 'application/octet-stream' }
  await fetch(copy, { method: 'PUT', headers, body: bytes })
  process.stdout.write(`biz nomenclature: ${bytes.length} bytes\n`)
  await compare(
    world,
    'biz nomenclature',
    { name: 'nomenclature', url, method: 'GET', body: () => '' },
    { name: 'bare static handler', url: copy, body: () => '{}' },
  )
}

/** Another member with each call, far from the one before. */
function turns(count: number): () => number {
  let at = 0
  return () => {
    at = (at + 7919) % count
    return at
  }
}

/** A guest by phone, all that iikoCard tells of one. */
export async function benchBizCustomer(world: World): Promise<void> {
  const query = `access_token=${await tokenOf(world)}&organization=${organizationId}`
  const next = turns(world.members.ids.length)
  const byPhone = (path: string) => (): string =>
    `${path}?${query}&phone=${encodeURIComponent(world.members.phoneOf(next()))}`
  const path = '/api/0/customers/get_customer_by_phone'
  const ours: Target = {
    ...{ name: 'get_customer_by_phone', url: `${world.ours}${path}`, method: 'GET', body: () => '' },
    path: byPhone(path),
  }
  const theirs: Target = {
    ...{ name: 'reference', url: `${world.reference}/biz/customer`, method: 'GET', body: () => '' },
    path: byPhone('/biz/customer'),
  }
  await compare(world, `biz customer by phone of ${world.members.ids.length}`, ours, theirs)
}

/** Money for one guest by many at once, and for another guest with each call. */
export async function benchBizRefills(world: World): Promise<void> {
  const token = await tokenOf(world)
  const bodyFor = (customerId: string | undefined): string =>
    JSON.stringify({
      ...{ customerId, organizationId, walletId: walletId('bonuses'), sum: 10, comment: 'Bench' },
    })
  const next = turns(world.members.ids.length)
  const one = bodyFor(world.members.ids[0])
  const ours = {
    name: 'refill_balance',
    url: `${world.ours}/api/0/customers/refill_balance?access_token=${token}`,
  }
  const theirs = { name: 'reference', url: `${world.reference}/biz/refill` }
  const storms: [string, Pick<Target, 'body' | 'isVaried'>][] = [
    ['biz refills of one wallet', { body: () => one }],
    ['biz refills of many wallets', { body: () => bodyFor(world.members.ids[next()]), isVaried: true }],
  ]
  for (const [title, storm] of storms)
    await compare(world, title, { ...ours, ...storm }, { ...theirs, ...storm })
}
