/** Cash sessions, pay-ins and pay-outs, X and Z (front-api §2.11). */
import { shiftReport } from '../../../domain/shifts/shift-report.ts'
import { presentShift } from '../../till/receipts.ts'
import { notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { cafeSessionOf } from '../model/organisation.ts'
import { money } from '../model/till-place.ts'
import { runOne } from '../run-one.ts'
import { type Asking, directory, operation } from './define.ts'
import { hostGroup, isHostRegister } from './organisation.ts'

const openShift = ({ door: { app, till } }: Asking) =>
  app.storage.now.shifts.openCashShift(till.tenantId, till.terminalGroupId)

/** Those that are open: a till has one register. */
async function sessions(asking: Asking) {
  const shift = await openShift(asking)
  return shift ? [cafeSessionOf(asking.place, hostGroup(asking), shift)] : []
}

const by = ({ caller }: Asking) => caller.actor?.employeeId ?? null

/** What the X report says of the running shift, or the Z report of the one that was closed last; sums are decimals. */
async function report(asking: Asking) {
  const { place, door } = asking
  const shift = await presentShift(door.app, door.till)
  if (!shift) throw notFound('CafeSession', null)
  const { kind, net, byPaymentType, prepayments, expectedCash, countedCash, difference } = shiftReport(shift)
  const session = cafeSessionOf(place, hostGroup(asking), shift)
  return {
    kind,
    session,
    orders: shift.closedOrders,
    guests: shift.guests,
    revenue: money(place, shift.revenue),
    discounts: money(place, shift.discounts),
    returns: money(place, shift.returns.sum),
    net: money(place, net),
    byPaymentType: byPaymentType.map(({ id, name, sold, returned, net: left }) => ({
      ...{ id, name, sold: money(place, sold), returned: money(place, returned), net: money(place, left) },
    })),
    prepayments: prepayments && {
      taken: money(place, prepayments.taken),
      returned: money(place, prepayments.returned),
      settled: money(place, prepayments.settled),
    },
    payIn: money(place, shift.payIn),
    payOut: money(place, shift.payOut),
    collected: money(place, shift.collected),
    expectedCash: money(place, expectedCash),
    countedCash: countedCash === null ? null : money(place, countedCash),
    difference: difference === null ? null : money(place, difference),
  }
}

const openSession = async (asking: Asking): Promise<void> => {
  const { door, caller, args, place } = asking
  const startCash = args.optionalMoney('startCash', place.scale)
  const shiftId = args.optionalId('id') ?? door.app.random.uuid()
  await runOne(door, caller, { kind: 'shift.open', shiftId, employeeId: by(asking), startCash })
}

const closeSession = async (asking: Asking): Promise<void> => {
  const { door, caller, args, place } = asking
  const countedCash = args.optionalMoney('countedCash', place.scale)
  await runOne(door, caller, { kind: 'shift.close', employeeId: by(asking), countedCash })
}

/** The original has no such call: plugins of V9 only watch cash move. */
const moveCash = async (asking: Asking): Promise<void> => {
  const { door, caller, args, place } = asking
  await runOne(door, caller, {
    kind: 'shift.moveCash',
    movementId: args.optionalId('id') ?? door.app.random.uuid(),
    typeId: args.id('payInOutType'),
    sum: args.money('sum', place.scale),
    counteragentId: args.optionalId('counteragent'),
    comment: args.optionalText('comment', 255),
    employeeId: by(asking),
  })
}

export const cashOperations: readonly FrontOperation[] = [
  ...directory({ entity: 'CafeSession', list: 'getCafeSessions', needs: 'cash:read', all: sessions }),
  operation('isAllCafeSessionsOpen', 'cash:read', async (asking) => (await openShift(asking)) !== null),
  operation('isAllCafeSessionsClosed', 'cash:read', async (asking) => (await openShift(asking)) === null),
  operation('tryGetCafeSessionByCashRegister', 'cash:read', async (asking) => {
    const isHost = isHostRegister(asking, asking.args.id('cashRegister'))
    return isHost ? (await sessions(asking))[0] : undefined
  }),
  operation('getHostTerminalCafeSessionCashSum', 'cash:read', async (asking) => {
    const id = asking.args.id('cafeSession')
    const session = (await sessions(asking)).find((one) => one.id === id)
    if (!session) throw notFound('CafeSession', id)
    return session.cashSum
  }),
  operation('openCafeSession', 'cash:write', openSession),
  operation('closeCafeSession', 'cash:write', closeSession),
  operation('moveCash', 'cash:write', moveCash),
  operation('getCafeSessionReport', 'cash:read', report),
]
