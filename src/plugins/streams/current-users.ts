import type { ChangeEvent } from '../../../sdk/plugin/src/events.ts'
import type { Till } from '../../app/till/till-command.ts'
import type { PluginHost } from '../plugin-host.ts'
import type { PresentScreen } from '../screens/present-screens.ts'
import type { PluginSession } from '../session.ts'
import type { EventLane } from './event-lane.ts'

export type CurrentUsersOptions = {
  host: PluginHost
  /** Somebody of the staff; null: nobody knows them any more. */
  userOf(till: Till, actor: string): Promise<{ id: string; name: string } | null>
  report(error: unknown): void
}

type Standing = Pick<PresentScreen, 'screenId' | 'employeeId'>

/**
 * Tells plugins who logs in and out at the till's screens (front-api §2.10, `CurrentUserChanged`). A till may have several
 * screens, so the entity is the screen; its `user` is null once nobody stands there. Whoever subscribes hears first who is
 * there now. Call the answer to stop.
 */
export function tellCurrentUsers({ host, userOf, report }: CurrentUsersOptions): () => void {
  let telling = Promise.resolve()
  /** One after another: names are read, and nobody may leave before they came. */
  const inTurn = (work: () => Promise<void>): void => {
    telling = telling.then(work).catch(report)
  }
  const came = async (till: Till, { screenId, employeeId }: Standing): Promise<ChangeEvent> => ({
    ...{ type: 'created', changedFields: null },
    entity: { id: screenId, user: await userOf(till, `employee:${employeeId}`) },
  })
  const went = ({ screenId }: Standing): ChangeEvent => ({
    ...{ type: 'removed', changedFields: ['user'], entity: { id: screenId, user: null } },
  })
  const stops = [
    host.present.listen(({ till: group, isThere, ...standing }) =>
      inTurn(async () => {
        for (const session of host.sessions(group)) {
          const lanes = lanesOf(session)
          if (lanes.length === 0) continue
          const event = isThere ? await came(session.till, standing) : went(standing)
          for (const lane of lanes) lane.put(event)
        }
      }),
    ),
    host.onSubscribed((session, stream, lane) => {
      if (stream !== 'currentUserChanged') return
      inTurn(async () => {
        for (const standing of host.present.of(session.till.terminalGroupId))
          lane.put(await came(session.till, standing))
      })
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

const lanesOf = (session: PluginSession): EventLane[] =>
  [...session.lanes.values()].filter(({ stream }) => stream === 'currentUserChanged')
