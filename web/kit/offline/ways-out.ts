import type { TableOrder } from '../till-types.ts'
import type { Action } from './action.ts'

/** What a person may make of an action that the till refused. */
export type WayOut =
  /** A new order on the same tables takes the dishes. */
  | { kind: 'new-order'; tableIds: string[]; guests: number }
  /** An order that sits at the table takes them. */
  | { kind: 'join'; orderId: string; number: number }
  /** Each dish by itself, so that one which is sold out does not hold the others. */
  | { kind: 'one-by-one' }
  | { kind: 'again' }
  /** In the name of the person who is logged in now. */
  | { kind: 'take-over' }
  | { kind: 'discard' }

type Hall = { tableOrders: readonly TableOrder[] }
type Person = Action['author']

/** The sensible ones first; discarding is always there and always the last. */
export function waysOut(action: Action, hall: Hall, me: Person): WayOut[] {
  const { command, refusal, author } = action
  const ways: WayOut[] = []
  if (refusal && command.kind === 'tableOrder.place') {
    const here = hall.tableOrders.filter(
      ({ id, status, tableIds }) =>
        status === 'New' &&
        id !== command.orderId &&
        tableIds.some((table) => command.tableIds.includes(table)),
    )
    ways.push(...here.map(({ id, number }) => ({ kind: 'join' as const, orderId: id, number })))
  }
  if (refusal && command.kind === 'tableOrder.addItems') {
    const order = hall.tableOrders.find(({ id }) => id === command.orderId)
    if (order && order.status !== 'New')
      ways.push({ kind: 'new-order', tableIds: order.tableIds, guests: order.guests })
  }
  if (refusal && itemsOf(action).length > 1) ways.push({ kind: 'one-by-one' })
  if (author.id !== me.id) ways.push({ kind: 'take-over' })
  else if (refusal) ways.push({ kind: 'again' })
  return [...ways, { kind: 'discard' }]
}

const itemsOf = ({ command }: Action) => ('items' in command ? (command.items ?? []) : [])

type Making = { newId(): string; me: Person }

/**
 * The actions once a person chose a way out of one of them; unchanged where it is gone, as when the other tab was
 * quicker. What was refused is sent again by a new id: the old one has its answer. What was never answered keeps its own:
 * the till may have done it. Positions keep theirs, so no dish is taken twice.
 */
export function afterWayOut(
  actions: readonly Action[],
  id: string,
  way: WayOut,
  { newId, me }: Making,
): Action[] {
  const action = actions.find((each) => each.id === id)
  if (!action) return [...actions]
  const fresh = (changed: Partial<Action> = {}): Action => ({
    ...action,
    ...changed,
    id: newId(),
    refusal: null,
  })
  const isAnswered = action.refusal !== null
  switch (way.kind) {
    case 'discard':
      return withoutDiscarded(actions, action)
    case 'again':
      return instead(actions, action, [fresh()])
    case 'take-over':
      return instead(actions, action, [isAnswered ? fresh({ author: me }) : { ...action, author: me }])
    case 'one-by-one':
      return instead(actions, action, singly(action, fresh))
    case 'join':
      return joined(actions, action, way.orderId, fresh)
    case 'new-order': {
      const { tableIds, guests: guestCount } = way
      const items = [...itemsOf(action)]
      const command = { kind: 'tableOrder.place', orderId: newId(), tableIds, guestCount, items } as const
      return instead(actions, action, [fresh({ command })])
    }
  }
}

const instead = (actions: readonly Action[], action: Action, by: Action[]): Action[] =>
  actions.flatMap((each) => (each === action ? by : [each]))

/** An order that is not opened takes with it what was added to it. */
function withoutDiscarded(actions: readonly Action[], action: Action): Action[] {
  const { command } = action
  if (command.kind !== 'tableOrder.place') return actions.filter((each) => each !== action)
  return actions.filter((each) => each.command.orderId !== command.orderId)
}

type Fresh = (changed?: Partial<Action>) => Action

function singly(action: Action, fresh: Fresh): Action[] {
  const { command } = action
  if (!('items' in command)) return [action]
  const [first, ...others] = itemsOf(action)
  const pictureOf = (item: { positionId?: string }) =>
    action.picture.filter(({ positionId }) => positionId === item.positionId)
  if (command.kind === 'tableOrder.place') {
    // The order is opened without its dishes; each then comes by itself.
    const { orderId } = command
    const opening = fresh({ command: { ...command, items: [] }, picture: [] })
    const rest = itemsOf(action).map((item) =>
      fresh({ command: { kind: 'tableOrder.addItems', orderId, items: [item] }, picture: pictureOf(item) }),
    )
    return [opening, ...rest]
  }
  return (first ? [first, ...others] : []).map((item) =>
    fresh({ command: { ...command, items: [item] }, picture: pictureOf(item) }),
  )
}

/** What was to open an order, and what was added to it, goes to another order of the table. */
function joined(actions: readonly Action[], action: Action, orderId: string, fresh: Fresh): Action[] {
  const refused = action.command.orderId
  const items = [...itemsOf(action)]
  const moved = items.length > 0 ? [fresh({ command: { kind: 'tableOrder.addItems', orderId, items } })] : []
  return actions.flatMap((each): Action[] => {
    if (each === action) return moved
    const { command } = each
    if (command.kind !== 'tableOrder.addItems' || command.orderId !== refused) return [each]
    return [{ ...each, command: { ...command, orderId } }]
  })
}
