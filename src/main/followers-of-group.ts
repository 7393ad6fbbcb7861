import { followTills, picturedKinds } from '../app/cloud/follow-tills.ts'
import { eventKindsOfTills, followJournal } from '../app/event-log/follow-journal.ts'
import { followOrders, loyaltyKinds } from '../app/loyalty/follow-orders.ts'
import type { App } from '../app/ports.ts'
import { cashShiftKinds, followCashShifts } from '../app/shifts/follow-cash-shifts.ts'
import { walletKinds } from '../app/till/follow-wallets.ts'
import { followForPapers, printedKinds } from '../app/till/printing/follow-for-papers.ts'
import { followForRegister } from '../app/till/register/follow-for-register.ts'
import { takeCommands } from '../app/till/take-commands.ts'
import { type Till, tillCommandKind } from '../app/till/till-command.ts'
import { fiscalKinds } from '../domain/fiscal/tasks-of-event.ts'
import type { FollowerSpec } from '../journal/followers.ts'
import type { LocalTill } from './tills.ts'

/** What printers and the fiscal register of a till have to print. */
function followersOfDevices(app: App, till: Till, { printing, register }: LocalTill): FollowerSpec[] {
  const { terminalGroupId } = till
  const specs: FollowerSpec[] = []
  if (printing)
    specs.push({
      name: `till ${terminalGroupId} prints`,
      kinds: printedKinds,
      terminalGroupId,
      handle: (tx, entries) => followForPapers(app, tx, till, entries),
      afterBatch: () => printing.look(),
    })
  if (register)
    specs.push({
      name: `till ${terminalGroupId} has cheques printed`,
      kinds: fiscalKinds,
      terminalGroupId,
      handle: (tx, entries) => followForRegister(app, tx, till, entries, register.isInstalled),
      afterBatch: () => register.look(),
    })
  return specs
}

/**
 * The two directions between a till and the cloud: commands in, its journal out. With a local till both rest while its
 * cable is pulled; a till of another node (null) takes its commands over the link. `onPictured` is called when the cloud has
 * drawn a batch.
 */
export function followersOfGroup(
  app: App,
  till: Till,
  local: LocalTill | null,
  roles: { till: boolean; cloud: boolean; server: boolean },
  onPictured: () => void,
): FollowerSpec[] {
  const { terminalGroupId } = till
  const isConnected = (): boolean => local?.isConnected ?? true
  const specs: FollowerSpec[] = []
  if (roles.till && local) {
    specs.push({
      name: `till ${terminalGroupId} takes commands`,
      // In one row: what was told of a wallet before a command is known when the till decides it.
      kinds: [tillCommandKind, ...walletKinds],
      terminalGroupId,
      hearsCompany: true,
      skipsDone: true,
      waitsInRush: true,
      isConnected,
      notAfter: () => (local.delayMs > 0 ? app.clock.now() - local.delayMs : null),
      handle: (tx, entries) =>
        takeCommands(app, tx, till, entries, { veto: local.veto, isLineUp: local.isLineUp() }),
      afterBatch: () => app.wake(),
    })
  }
  if (roles.till && local) specs.push(...followersOfDevices(app, till, local))
  if (roles.cloud) {
    specs.push({
      name: `cloud follows ${terminalGroupId}`,
      kinds: picturedKinds,
      terminalGroupId,
      skipsDone: true,
      isConnected,
      handle: (tx, entries) => followTills(app, tx, entries),
      afterBatch: () => {
        app.wake()
        onPictured()
      },
    })
    specs.push({
      name: `loyalty follows ${terminalGroupId}`,
      kinds: loyaltyKinds,
      terminalGroupId,
      // What bonuses pay for is never done at once.
      skipsDone: true,
      isConnected,
      handle: (tx, entries) => followOrders(app, tx, entries),
      afterBatch: () => app.wake(),
    })
  }
  if (roles.server) {
    specs.push({
      name: `back office follows ${terminalGroupId}`,
      kinds: cashShiftKinds,
      terminalGroupId,
      isConnected,
      handle: (tx, entries) => followCashShifts(app, tx, entries),
      afterBatch: () => {
        app.forgetCatalog(till.tenantId)
        app.wake()
      },
    })
    specs.push({
      name: `event log follows ${terminalGroupId}`,
      kinds: eventKindsOfTills,
      terminalGroupId,
      isConnected,
      waitsForCalm: true,
      handle: (tx, entries) => followJournal(app, tx, entries),
    })
  }
  return specs
}
