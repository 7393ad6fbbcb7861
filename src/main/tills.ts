import { followTills, tillKinds } from '../app/cloud/follow-tills.ts'
import type { App } from '../app/ports.ts'
import { takeCommands } from '../app/till/take-commands.ts'
import { runTillCommands } from '../app/till/run-commands.ts'
import { type Till, tillCommandKind, type TillOutcome, type TillRequest } from '../app/till/till-command.ts'
import type { FollowerSpec } from '../journal/followers.ts'
import type { Uuid } from '../kernel/ids.ts'

/** A till that runs in this process. */
export type LocalTill = {
  till: Till
  code: string
  /** Decides a command of its own screen at once. */
  run(request: TillRequest): Promise<TillOutcome>
  /** False while a sandbox has pulled its cable: it works on, but neither hears the cloud nor is heard. */
  isConnected: boolean
}

/** A till at work on `app`; its screen's commands are decided in a transaction of their own. */
export function openLocalTill(app: App, till: Till, code: string): LocalTill {
  return {
    till,
    code,
    isConnected: true,
    async run(request) {
      const [outcome] = await app.storage.transaction((tx) => runTillCommands(app, tx, till, [request]))
      app.wake()
      if (!outcome) throw new Error('the till gave no outcome')
      return outcome
    },
  }
}

/** The two directions between a local till and the cloud: commands in, its journal out. Both stop with the cable. */
export function followersOfTill(app: App, local: LocalTill, roles: { till: boolean; cloud: boolean }): FollowerSpec[] {
  const { terminalGroupId } = local.till
  const isConnected = () => local.isConnected
  const specs: FollowerSpec[] = []
  if (roles.till) {
    specs.push({
      name: `till ${terminalGroupId} takes commands`,
      kinds: [tillCommandKind],
      terminalGroupId,
      isConnected,
      handle: (tx, entries) => takeCommands(app, tx, local.till, entries),
      afterBatch: () => app.wake(),
    })
  }
  if (roles.cloud) specs.push(pictureFollower(app, terminalGroupId, isConnected))
  return specs
}

/** The cloud's picture of one till, drawn from its journal, wherever the till runs. */
export const pictureFollower = (app: App, terminalGroupId: Uuid, isConnected: () => boolean): FollowerSpec => ({
  name: `cloud follows ${terminalGroupId}`,
  kinds: tillKinds,
  terminalGroupId,
  isConnected,
  handle: (tx, entries) => followTills(app, tx, entries),
})
