import type { ShiftEvent } from '../../domain/shifts/shifts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { NewEntry, Tx } from '../ports.ts'
import type { Happening } from './plan-webhooks.ts'

type PersonalEvent = Extract<ShiftEvent, { kind: `personalShift.${string}` }>

/** The cloud's picture of who is at work; gives what subscribers may want to hear (cloud-api §7.6). */
export async function followPersonalShift(
  tx: Tx,
  { tenantId, payload }: NewEntry,
  organizationId: Uuid,
  terminalGroupId: Uuid,
): Promise<Happening['what'] | null> {
  const event = payload as PersonalEvent
  const place = { tenantId, organizationId, terminalGroupId }
  switch (event.kind) {
    case 'personalShift.opened': {
      const { employeeId, roleId, openedAt } = event.shift
      await tx.knownShifts.opened({ ...place, employeeId, roleId, openedAt })
      return { kind: 'personalShift', employeeId, roleId, opened: true, terminalGroupId }
    }
    case 'personalShift.closed': {
      const { employeeId, roleId } = event
      await tx.knownShifts.closed({ ...place, employeeId })
      return { kind: 'personalShift', employeeId, roleId, opened: false, terminalGroupId }
    }
    case 'personalShift.told': {
      const { employeeId, shift } = event
      if (shift) await tx.knownShifts.opened({ ...place, ...shift })
      else await tx.knownShifts.closed({ ...place, employeeId })
      return null
    }
  }
}
