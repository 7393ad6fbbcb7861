import type { AdminServices } from '../api/admin/services.ts'
import type { App, WebhookEvent } from '../app/ports.ts'
import { countWaitingEntries } from '../app/till/waiting-entries.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Licensing } from '../licences/licences.ts'
import { licencePackages } from '../licences/modules.ts'
import type { PluginView } from '../plugins/plugin-host.ts'
import type { TargetGuard } from '../webhooks/target-guard.ts'
import { callReceiver } from '../webhooks/test-call.ts'
import { cloudRights } from './cloud-rights.ts'
import type { News } from './news.ts'
import type { LocalTill } from './tills.ts'
import { webhookBody } from './webhook-body.ts'

type Parts = {
  app: App
  licences: Licensing
  guard: TargetGuard
  keyChanges: News<Uuid | null>
  tills: () => Iterable<LocalTill>
  plugins: () => readonly PluginView[]
}

/** It should run and does not. One that stopped by its own wish is not missed. */
const downStates: ReadonlySet<string> = new Set(['crashed', 'waiting', 'disabled'])

/** What the admin page needs of rooms that its family does not know. */
export const adminServices = ({
  app,
  licences,
  guard,
  keyChanges,
  tills,
  plugins,
}: Parts): AdminServices => ({
  rights: cloudRights,
  licences: { ...licences, packages: licencePackages },
  lines: () =>
    Promise.all(
      [...tills()].map(async ({ till, isConnected }) => ({
        terminalGroupId: till.terminalGroupId,
        isConnected,
        waitingEntries: await countWaitingEntries(app, till, null),
        plugins: plugins()
          .filter(({ terminalGroupId }) => terminalGroupId === till.terminalGroupId)
          .map(({ name, version, state, reason, crashes, jobs }) => ({
            ...{ name, version, state, reason, crashes, jobs },
            isDown: downStates.has(state),
          })),
      })),
    ),
  keyChanged: keyChanges.tell,
  webhooks: {
    check: guard.check,
    testCall: (subscription) => {
      const render = (event: WebhookEvent) => webhookBody(app, event)
      return callReceiver({ app, guard, render }, subscription)
    },
  },
})
