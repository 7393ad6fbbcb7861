import { countMovement, movedCash } from '../../domain/shifts/move-cash.ts'
import type { CashShift, PersonalShift, ShiftCommand, ShiftEvent } from '../../domain/shifts/shifts.ts'
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
      return closeShift(day, request, employeeOf(day, command.employeeId))
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
  const shift: CashShift = {
    id: command.shiftId,
    number: day.takeShiftNumber(),
    openedAt: day.now,
    openedBy: employeeOf(day, command.employeeId),
    closedAt: null,
    closedBy: null,
    accountingDay: day.accountingDay,
    closedOrders: 0,
    revenue: 0n,
    byPaymentType: [],
    payIn: 0n,
    payOut: 0n,
    collected: 0n,
  }
  day.keepCashShift(shift)
  note(day, request, { kind: 'shift.opened', shift }, 'cashShift', shift.id)
}

function closeShift(day: TillDay, request: TillRequest, by: { id: Uuid; name: string } | null): void {
  const shift = day.cashShift
  if (!shift) throw refuse('shift.not-open')
  day.keepCashShift({ ...shift, closedAt: day.now, closedBy: by })
  note(day, request, { kind: 'shift.closed', shiftId: shift.id, at: day.now, by }, 'cashShift', shift.id)
}

function moveCash(
  day: TillDay,
  request: TillRequest,
  command: Extract<ShiftCommand, { kind: 'shift.moveCash' }>,
): void {
  const shift = day.cashShift
  if (!shift) throw refuse('shift.not-open')
  const by = employeeOf(day, command.employeeId)
  const { catalog, now, organization } = day
  const movement = movedCash(command, { catalog, now, scale: organization.currency.scale, by })
  day.keepCashShift(countMovement(shift, movement))
  note(day, request, { kind: 'shift.cashMoved', shiftId: shift.id, movement }, 'cashShift', shift.id)
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
