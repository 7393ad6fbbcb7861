import { setTimeout as sleep } from 'node:timers/promises'
import { acceptCommand } from '../../src/app/cloud/accept-command.ts'
import { acceptDelivery } from '../../src/app/cloud/accept-delivery.ts'
import type { DeliveryRequest } from '../../src/app/cloud/delivery-request.ts'
import type { Login } from '../../src/app/cloud/login.ts'
import type { LinkPeer } from '../../src/app/ports.ts'
import type { TillCommand } from '../../src/app/till/till-command.ts'
import type { ChangeDelivery } from '../../src/domain/orders/commands.ts'
import type { DeliveryOrder } from '../../src/domain/orders/order.ts'
import { Refusal } from '../../src/kernel/refusals.ts'
import type { Node } from '../../src/main/node.ts'
import type { Chance } from '../support/chance.ts'
import { aPickup, demoLogin, productByCode } from '../support/orders.ts'
import type { TillNode } from './nodes.ts'
import { dishCodes } from './small-chain.ts'
import type { World } from './world.ts'

const aMoment = (chance: Chance, longest = 12): Promise<void> => sleep(1 + chance.int(longest))

/**
 * Does a deed on a node that may be dead or die on the way, again and again until it is answered; the deed is the same
 * each time, with the same ids.
 */
async function insist<T>(
  world: Pick<World, 'counts'>,
  node: () => Node | null,
  deed: (node: Node) => Promise<T>,
): Promise<T> {
  for (;;) {
    const living = node()
    if (living) {
      try {
        return await unlessItDies(node, living, deed(living))
      } catch (error) {
        if (error instanceof Refusal) throw error
        world.counts.add('calls that got no answer')
        // A node that lives has no excuse.
        if (node() === living) throw error
      }
    }
    await sleep(10)
  }
}

/** A call that still waits for a connection when its node is killed is never answered: the pool forgets it. */
export async function unlessItDies<T>(node: () => Node | null, living: Node, answer: Promise<T>): Promise<T> {
  const isAnswered = answer.then(
    () => true,
    () => true,
  )
  while (!(await Promise.race([isAnswered, sleep(50, false)]))) {
    if (node() !== living) throw new Error('the node died')
  }
  return answer
}

/** What a program outside sees of a world. */
type Street = Pick<World, 'cloud' | 'stage' | 'counts' | 'acknowledged'> & {
  readonly tills: readonly { peer: LinkPeer }[]
}

/** A program that creates `count` deliveries, repeats some of its calls and changes some of its orders. */
export async function runClient(world: Street, chance: Chance, count: number): Promise<void> {
  const { cloud, stage, counts } = world
  const login = await insist(
    world,
    () => cloud.node,
    ({ app }) => demoLogin(app, stage.chain),
  )
  for (let i = 0; i < count; i++) {
    const request = anOrder(world, chance)
    const create = (): Promise<unknown> =>
      insist(
        world,
        () => cloud.node,
        ({ app }) => acceptDelivery(app, login, request),
      )
    await create()
    world.acknowledged.add(request.order.orderId ?? '')
    counts.add('orders')
    // The answer was lost, or a person pressed twice.
    if (chance.often(0.2)) await create()
    if (chance.often(0.5)) await changeThroughCloud(world, chance, login, request)
    await aMoment(chance, 40)
  }
}

function anOrder({ stage, tills }: Street, chance: Chance): DeliveryRequest {
  const { peer } = chance.pick(tills)
  const request = aPickup({ random: { uuid: () => chance.uuid() } }, stage.chain, peer)
  return {
    ...request,
    contact: { ...request.contact, phone: `+7900555${String(chance.int(30)).padStart(4, '0')}` },
    order: {
      ...request.order,
      orderId: chance.uuid(),
      items: [1, 2].map(() => ({
        ...(request.order.items[0] as (typeof request.order.items)[number] & { kind: 'Product' }),
        productId: productByCode(stage.chain, chance.pick(dishCodes)),
        amount: chance.pick([1_000n, 2_000n]),
        positionId: chance.uuid(),
      })),
    },
  }
}

async function changeThroughCloud(
  world: Street,
  chance: Chance,
  login: Login,
  { organizationId, terminalGroupId, order }: DeliveryRequest,
): Promise<void> {
  const orderId = order.orderId ?? ''
  const command = chance.pick<ChangeDelivery>([
    { kind: 'delivery.changeComment', orderId, comment: `note ${chance.int(1000)}` },
    { kind: 'delivery.updateStatus', orderId, status: 'OnWay', deliveryDate: null },
    { kind: 'delivery.confirm', orderId },
    {
      kind: 'delivery.addItems',
      orderId,
      items: order.items.map((item) => ({ ...item, positionId: chance.uuid() })),
      combos: [],
    },
    aCancellation(orderId),
  ])
  const correlationId = chance.uuid()
  await insist(
    world,
    () => world.cloud.node,
    ({ app }) =>
      acceptCommand(app, login, {
        correlationId,
        organizationId,
        terminalGroupId,
        command,
        idempotencyKey: null,
      }),
  )
  world.counts.add('changes through the cloud')
}

const aCancellation = (orderId: string): ChangeDelivery => ({
  kind: 'delivery.cancel',
  orderId,
  cancelCauseId: null,
  comment: null,
  movedOrderId: null,
  removalTypeId: null,
  removalComment: null,
  userIdForWriteoff: null,
})

/** A cashier who opens the shift and does `count` deeds to orders or to the stop list. */
export async function runCashier(world: World, chance: Chance, till: TillNode, count: number): Promise<void> {
  let isShiftOpen = false
  for (let done = 0; done < count; ) {
    await aMoment(chance)
    const { node } = till
    if (!node || !till.screen) continue
    const command: TillCommand | null = isShiftOpen
      ? await aDeed(world, chance, till, node).catch(() => null)
      : { kind: 'shift.open', shiftId: chance.uuid(), employeeId: null }
    if (!command) continue
    const id = chance.uuid()
    const outcome = await insist(
      world,
      () => (till.screen ? till.node : null),
      () => {
        const { screen } = till
        if (!screen) throw new Error('the till is dead')
        return screen.run({ id, command, actor: 'cashier', deadline: null })
      },
    )
    if (command.kind === 'shift.open' && outcome.refusal === null) isShiftOpen = true
    world.counts.add(outcome.refusal ? 'deeds at tills refused' : 'deeds at tills')
    done += 1
  }
}

async function aDeed(
  { stage, clock }: World,
  chance: Chance,
  { peer }: TillNode,
  node: Node,
): Promise<TillCommand | null> {
  if (chance.often(0.1)) return aStopListDeed(stage.chain, chance)
  const { tenantId, terminalGroupId } = peer
  const orders = await node.storage.now.tillOrders.board(tenantId, terminalGroupId, clock.now())
  return orders.length > 0 ? aDeedOn(chance.pick(orders), chance) : null
}

function aStopListDeed(chain: World['stage']['chain'], chance: Chance): TillCommand {
  const item = { productId: productByCode(chain, chance.pick(dishCodes)), sizeId: null }
  return chance.pick<TillCommand>([
    { kind: 'stopList.put', items: [{ ...item, balance: BigInt(100_000 + chance.int(50_000)) }] },
    { kind: 'stopList.remove', items: [item] },
    { kind: 'stopList.clear' },
  ])
}

/** The next step of an order's life, or one of its turns. */
export function aDeedOn(order: DeliveryOrder, chance: Chance): TillCommand {
  const orderId = order.id
  const positionIds = order.items.filter((item) => !item.deleted).map(({ positionId }) => positionId)
  return chance.pick<TillCommand>([
    { kind: 'delivery.printToKitchen', orderId },
    { kind: 'delivery.setCooking', orderId, positionIds, status: 'CookingStarted' },
    { kind: 'delivery.setCooking', orderId, positionIds, status: 'CookingCompleted' },
    {
      kind: 'delivery.updateStatus',
      orderId,
      status: chance.pick(['Waiting', 'OnWay', 'Delivered']),
      deliveryDate: null,
    },
    { kind: 'delivery.printBill', orderId },
    { kind: 'delivery.changeComment', orderId, comment: `said ${chance.int(1000)}` },
    { kind: 'delivery.changeItemAmount', orderId, positionId: chance.pick(positionIds), by: 1_000n },
    chance.often(0.3) ? aCancellation(orderId) : { kind: 'delivery.confirm', orderId },
  ])
}
