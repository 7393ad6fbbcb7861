import { setTimeout as sleep } from 'node:timers/promises'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { benchItems, benchOrder, organizationId, terminalGroupId } from './demo.ts'
import { compare } from './measure.ts'
import { post, type World } from './world.ts'

const drainMsMax = 2000

/** Deliveries: from the call until the till has decided. */
export async function benchCreate(world: World): Promise<void> {
  await placed(world)
  const body = JSON.stringify(benchOrder())
  const path = '/api/1/deliveries/create'
  await compare(
    world,
    'create',
    { name: 'deliveries/create', url: `${world.ours}${path}`, body: () => body, headers: world.headers },
    { name: 'reference', url: `${world.reference}/create`, body: () => body },
    () => tellDrained(world, 'cloud_order'),
  )
}

/** The picture of one order. */
export async function benchById(world: World): Promise<void> {
  const ours = JSON.stringify({ organizationId, orderIds: [await placed(world)] })
  const { orderInfo } = await post(`${world.reference}/create`, benchOrder())
  const theirs = JSON.stringify({ organizationId, orderIds: [orderInfo.id] })
  const path = '/api/1/deliveries/by_id'
  await compare(
    world,
    'by_id',
    { name: 'deliveries/by_id', url: `${world.ours}${path}`, body: () => ours, headers: world.headers },
    { name: 'reference', url: `${world.reference}/by_id`, body: () => theirs },
  )
}

/** Orders on tables: the same guests who sit down. */
export async function benchTables(world: World): Promise<void> {
  const order = { tableIds: [demoId('table', 'main/3')], items: benchItems() }
  const body = JSON.stringify({ organizationId, terminalGroupId, order })
  const path = '/api/1/order/create'
  await post(`${world.ours}${path}`, JSON.parse(body), world.headers)
  await drained(world, 'cloud_table_order')
  await compare(
    world,
    'table order create',
    { name: 'order/create', url: `${world.ours}${path}`, body: () => body, headers: world.headers },
    { name: 'reference', url: `${world.reference}/table-orders/create`, body: () => body },
    () => tellDrained(world, 'cloud_table_order'),
  )
}

/** A delivery that the till has taken; the bench would be worth nothing if it refused. */
async function placed(world: World): Promise<string> {
  const { orderInfo } = await post(`${world.ours}/api/1/deliveries/create`, benchOrder(), world.headers)
  await drained(world, 'cloud_order')
  return orderInfo.id
}

async function tellDrained(world: World, table: OrderTable): Promise<void> {
  const { succeeded, drainMs } = await drained(world, table)
  const late = drainMs > drainMsMax ? ' LATE' : ''
  process.stdout.write(`    all decided ${drainMs} ms after the load, ${succeeded} Success${late}\n`)
}

type OrderTable = 'cloud_order' | 'cloud_table_order'

/** Waits until no order is undecided; throws when one failed. */
async function drained({ pool }: World, table: OrderTable): Promise<{ succeeded: number; drainMs: number }> {
  const startedAt = Date.now()
  // By an index: to count all orders again and again would take the CPU that is measured.
  const isWaiting = async (): Promise<boolean> =>
    (await pool.query(`select from command where state = 'InProgress' limit 1`)).rows.length > 0
  while (await isWaiting()) await sleep(20)
  const drainMs = Date.now() - startedAt
  const {
    rows: [counts],
  } = await pool.query<{ waiting: number; succeeded: number; error: string | null }>(
    `select count(*) filter (where creation_status = 'InProgress')::int as waiting,
      count(*) filter (where creation_status = 'Success')::int as succeeded,
      min(error::text) filter (where creation_status = 'Error') as error from ${table}`,
  )
  if (!counts || counts.waiting > 0 || counts.error)
    throw new Error(`orders failed or are undecided: ${JSON.stringify(counts)}`)
  return { succeeded: counts.succeeded, drainMs }
}
