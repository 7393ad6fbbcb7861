import type { Uuid } from '../../kernel/ids.ts'
import type { App } from '../ports.ts'

export const enteredKind = 'backOffice.entered'
export const leftKind = 'backOffice.left'

type Session = { tenantId: Uuid; organizationId: Uuid | null; employeeId: Uuid; login: string | null }

/** Notes in the journal that somebody came into the back office or left it; support looks for that (server-api §18). */
export async function noteSession(
  app: App,
  kind: typeof enteredKind | typeof leftKind,
  { tenantId, organizationId, employeeId, login }: Session,
): Promise<void> {
  await app.storage.now.journal.append([
    {
      tenantId,
      organizationId,
      terminalGroupId: null,
      entryId: app.random.uuid(),
      at: app.clock.now(),
      actor: `employee:${employeeId}`,
      kind,
      entity: 'employee',
      entityId: employeeId,
      correlationId: null,
      completes: false,
      payload: login === null ? {} : { login },
    },
  ])
  app.wake()
}
