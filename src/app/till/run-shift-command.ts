import { cashInDrawer, newCashShift } from '../../domain/shifts/cash-shift.ts'
import { countMovement, movedCash } from '../../domain/shifts/move-cash.ts'
import type {
  CashMovement,
  CashShift,
  PersonalShift,
  ShiftCommand,
  ShiftEvent,
} from '../../domain/shifts/shifts.ts'
import { printDecimal } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { TillRequest } from './till-command.ts'
import type { TillDay } from './till-day.ts'

/** Opens and closes the cash shift of the till and the personal shifts of its staff. */
export function runShiftCommand(day: TillDay, request: TillRequest, command: ShiftCommand): void {
  switch (command.kind) {
    case 'shift.open':
      return openShift(day, request, command)
    case 'shift.close':
      return closeShift(day, request, command)
    case 'shift.moveCash':
      return moveCash(day, request, command)
    case 'personalShift.open':
      return openPersonalShift(day, request, command)
    case 'personalShift.close':
      return closePersonalShift(day, request, command.employeeId)
    case 'personalShift.ask':
      return tellPersonalShift(day, request, command.employeeId)
  }
}

function openShift(
  day: TillDay,
  request: TillRequest,
  command: Extract<ShiftCommand, { kind: 'shift.open' }>,
): void {
  if (day.cashShift) throw refuse('shift.already-open')
  const { startCash } = command
  if (startCash !== undefined && startCash !== null && startCash < 0n) throw negative('startCash')
  const shift = newCashShift({
    id: command.shiftId,
    number: day.takeShiftNumber(),
    openedAt: day.now,
    openedBy: employeeOf(day, command.employeeId),
    accountingDay: day.accountingDay,
    startCash: startCash ?? day.leftCash,
  })
  day.keepCashShift(shift)
  note(day, request, { kind: 'shift.opened', shift }, 'cashShift', shift.id)
}

function closeShift(
  day: TillDay,
  request: TillRequest,
  command: Extract<ShiftCommand, { kind: 'shift.close' }>,
): void {
  const shift = day.cashShift
  if (!shift) throw refuse('shift.not-open')
  const openOrders = day.openOrders
  if (day.organization.forbidsClosingShiftWithOpenOrders && openOrders > 0)
    throw refuse('shift.open-orders', { count: openOrders })
  // Money that a bank moves belongs to this shift, and its answer would find none.
  const atBank = day.countAtBank()
  if (atBank > 0) throw refuse('shift.bank-is-asked', { count: atBank })
  const countedCash = command.countedCash ?? null
  if (countedCash !== null && countedCash < 0n) throw negative('countedCash')
  const expectedCash = cashInDrawer(shift)
  const by = employeeOf(day, command.employeeId)
  day.keepCashShift({ ...shift, closedAt: day.now, closedBy: by, expectedCash, countedCash })
  const { id: shiftId } = shift
  const closed = { kind: 'shift.closed', shiftId, at: day.now, by, expectedCash, countedCash } as const
  note(day, request, closed, 'cashShift', shiftId)
}

const negative = (field: string) =>
  refuse('request.field-invalid', { field, message: 'must not be negative' })

function moveCash(
  day: TillDay,
  request: TillRequest,
  command: Extract<ShiftCommand, { kind: 'shift.moveCash' }>,
): void {
  const shift = day.cashShift
  if (!shift) throw refuse('shift.not-open')
  const by = employeeOf(day, command.employeeId)
  const { catalog, now, organization } = day
  const scale = organization.currency.scale
  const movement = movedCash(command, { catalog, now, scale, by })
  refuseBeyondDrawer(shift, movement, scale)
  day.keepCashShift(countMovement(shift, movement))
  note(day, request, { kind: 'shift.cashMoved', shiftId: shift.id, movement }, 'cashShift', shift.id)
}

/** What is not there cannot be taken out. */
function refuseBeyondDrawer(shift: CashShift, { type, sum }: CashMovement, scale: number): void {
  const cash = cashInDrawer(shift)
  if (type === 'PAYIN' || sum <= cash) return
  throw refuse('shift.drawer-too-small', {
    sum: printDecimal(sum, scale),
    cash: printDecimal(cash > 0n ? cash : 0n, scale),
  })
}

function openPersonalShift(
  day: TillDay,
  request: TillRequest,
  command: Extract<ShiftCommand, { kind: 'personalShift.open' }>,
): void {
  const employee = employeeOf(day, command.employeeId)
  if (!employee) throw refuse('order.operator-unknown', { id: command.employeeId })
  const open = day.personalShifts.get(employee.id)
  if (open && !isOwn(day, open))
    throw refuse('personal-shift.open-elsewhere', {
      employee: employee.name,
      terminalGroup: groupName(day, open),
    })
  if (open) return
  const shift = {
    id: command.personalShiftId,
    employeeId: employee.id,
    terminalGroupId: day.till.terminalGroupId,
    roleId: command.roleId,
    openedAt: day.now,
    closedAt: null,
  }
  day.keepPersonalShift(shift)
  note(day, request, { kind: 'personalShift.opened', shift }, 'personalShift', shift.id)
}

function closePersonalShift(day: TillDay, request: TillRequest, employeeId: Uuid): void {
  const shift = day.personalShifts.get(employeeId)
  if (!shift || !isOwn(day, shift))
    throw refuse('personal-shift.not-open', { employee: employeeOf(day, employeeId)?.name ?? employeeId })
  day.keepPersonalShift({ ...shift, closedAt: day.now })
  note(
    day,
    request,
    { kind: 'personalShift.closed', shiftId: shift.id, employeeId, roleId: shift.roleId, at: day.now },
    'personalShift',
    shift.id,
  )
}

/** The cloud's picture may be older than this till: what it hears now sets it right. */
function tellPersonalShift(day: TillDay, request: TillRequest, employeeId: Uuid): void {
  const open = day.personalShifts.get(employeeId)
  const shift = open && isOwn(day, open) ? open : null
  note(day, request, { kind: 'personalShift.told', employeeId, shift }, 'personalShift', employeeId)
}

const isOwn = (day: TillDay, { terminalGroupId }: PersonalShift): boolean =>
  terminalGroupId === day.till.terminalGroupId

const groupName = (day: TillDay, { terminalGroupId }: PersonalShift): string =>
  day.catalog.find('terminalGroup', terminalGroupId)?.body.name ?? terminalGroupId

function employeeOf(day: TillDay, id: Uuid | null): { id: Uuid; name: string } | null {
  const employee = day.catalog.living('employee', id)
  return employee ? { id: employee.id, name: employee.body.name } : null
}

const note = (day: TillDay, request: TillRequest, event: ShiftEvent, entity: string, entityId: Uuid): void =>
  day.note(request, event.kind, entity, entityId, event)
