import type { StopListCommand } from '../../domain/stop-list/stop-list.ts'
import type { StopListChange } from '../../domain/stop-list/stop-list-changes.ts'
import { changeStopList } from '../../domain/stop-list/stop-list-changes.ts'
import type { TillRequest } from './till-command.ts'
import type { TillDay } from './till-day.ts'

/** Changes the stop list of the till and tells the whole list (cloud-api §6.4). */
export function runStopListCommand(day: TillDay, request: TillRequest, command: StopListCommand): void {
  const { catalog, till, now } = day
  keepStopList(
    day,
    request,
    changeStopList({ catalog, organizationId: till.organizationId, now }, day.stopList, command),
  )
}

/** Keeps a changed list and journals it; null means that nothing changed. */
export function keepStopList(day: TillDay, request: TillRequest, change: StopListChange | null): void {
  if (!change) return
  day.keepStopList(change.list)
  day.note(request, change.event.kind, 'stopList', day.till.terminalGroupId, change.event)
}
