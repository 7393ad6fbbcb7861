import { loyaltyProgramId, walletId } from '../../src/seed/demo/loyalty.ts'
import { benchItems, organizationId } from './demo.ts'
import { compare } from './measure.ts'
import { post, type World } from './world.ts'

const itemCount = 20
const path = (operation: string): string => `/api/1/loyalty/iiko/${operation}`

/** Another member with each call, far from the one before. */
function turns(count: number): () => number {
  let at = 0
  return () => {
    at = (at + 7919) % count
    return at
  }
}

/** Thirty programmes on an order of twenty items of a member. */
export async function benchCalculate(world: World): Promise<void> {
  const eight = benchItems()
  const items = Array.from({ length: itemCount }, (_, index) => eight[index % eight.length])
  const next = turns(world.members.ids.length)
  const body = (): string => {
    const phone = world.members.phoneOf(next())
    return JSON.stringify({ organizationId, order: { phone, orderServiceType: 'DeliveryByClient', items } })
  }
  const { loyaltyProgramResults } = await post(
    `${world.ours}${path('calculate')}`,
    JSON.parse(body()),
    world.headers,
  )
  if (loyaltyProgramResults.length < 10)
    throw new Error(`only ${loyaltyProgramResults.length} programmes did something`)
  await compare(
    world,
    'loyalty calculate',
    { ...ours(world, 'calculate'), body, isVaried: true },
    { ...theirs(world, 'calculate'), body, isVaried: true },
  )
}

/** Money for another member with each call. */
export async function benchTopUp(world: World): Promise<void> {
  const next = turns(world.members.ids.length)
  const body = (): string =>
    JSON.stringify({
      ...{ organizationId, customerId: world.members.ids[next()], walletId: walletId('bonuses'), sum: 10 },
      ...{ programId: loyaltyProgramId('bonuses'), comment: 'Bench' },
    })
  await compare(
    world,
    'wallet topup',
    { ...ours(world, 'customer/wallet/topup'), body, isVaried: true },
    { ...theirs(world, 'topup'), body, isVaried: true },
  )
}

/** A member by phone. */
export async function benchInfo(world: World): Promise<void> {
  const next = turns(world.members.ids.length)
  const body = (): string =>
    JSON.stringify({ organizationId, type: 'phone', phone: world.members.phoneOf(next()) })
  await compare(
    world,
    `customer info of ${world.members.ids.length}`,
    { ...ours(world, 'customer/info'), body, isVaried: true },
    { ...theirs(world, 'info'), body, isVaried: true },
  )
}

const ours = (world: World, operation: string) => ({
  name: operation,
  url: `${world.ours}${path(operation)}`,
  headers: world.headers,
})
const theirs = (world: World, name: string) => ({
  name: 'reference',
  url: `${world.reference}/loyalty/${name}`,
})
