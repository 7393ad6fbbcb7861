/** What a waiter does at a table between the order and the bill: guests, shares, removals, another table. */
import type { TillCommand } from '../../../src/app/till/till-command.ts'
import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { count, type House, type World } from './world.ts'

/** Some deeds or none; the till refuses what cannot be done, and the evening goes on. */
export async function serveGuests(world: World, house: House, orderId: string): Promise<void> {
  const { chance, server, chain } = world
  if (chance.often(0.6)) return
  const load = async () =>
    (await server.node.storage.now.tableOrders.load(chain.tenant.id, house.id, [orderId])).get(orderId)
  const serve = async (command: TillCommand): Promise<void> => {
    const { refusal } = await server.till(house.tillCode).run(command)
    count(world, refusal ? `refused ${command.kind} ${refusal.code}` : `served ${command.kind}`)
  }
  for (let deeds = 1 + chance.int(3); deeds > 0; deeds -= 1) {
    const order = await load()
    const living = order?.items.filter(({ deleted }) => deleted === null) ?? []
    // Something is left to pay for.
    if (!order || living.length < 2) return
    const { positionId, amount } = chance.pick(living)
    const part = [{ positionId, amount: chance.pick([null, 500n, amount > 1000n ? 1000n : null]) }]
    const guestIds = order.guests.map(({ id }) => id)
    await serve(
      chance.pick<TillCommand>([
        { kind: 'tableOrder.addGuest', orderId, guestId: chance.uuid(), name: null },
        { kind: 'tableOrder.shareItems', orderId, positionIds: [positionId], guestIds },
        { kind: 'tableOrder.changeCourse', orderId, positionIds: [positionId], course: 1 + chance.int(3) },
        { kind: 'tableOrder.changeItemAmount', orderId, positionId, by: 1000n },
        { kind: 'tableOrder.deleteItems', orderId, parts: part },
        {
          ...{ kind: 'tableOrder.deletePrintedItems', orderId, parts: part, comment: 'dropped' },
          ...{ removalTypeId: demoId('removalType', chance.pick(['cafe', 'return'])) },
          ...{ userIdForWriteoff: null, withoutWriteoff: chance.often(0.3) },
        },
        {
          kind: 'tableOrder.changeTables',
          orderId,
          tableIds: house.tables.length > 0 ? [chance.pick(house.tables)] : [],
        },
      ]),
    )
  }
}
