import type { TillCommand } from '../till/till-command.ts'
import { actorOf } from './edit/submit.ts'
import { FrontException } from './exceptions.ts'
import type { FrontDoor } from './front-door.ts'
import type { FrontCaller } from './front-operation.ts'
import { refusedBy } from './refused.ts'

/** One command of the till on behalf of a caller. Rejects with what it refused. */
export async function runOne(door: FrontDoor, caller: FrontCaller, command: TillCommand): Promise<void> {
  const needed = door.rightNeeded(command.kind)
  if (needed && caller.actor && !caller.actor.rights.has(needed))
    throw new FrontException('PermissionDeniedException', { codes: [needed] })
  const request = { id: door.app.random.uuid(), command, actor: actorOf(caller), deadline: null }
  const failure = await door.runWhole({ requests: [request], expected: [], contacts: [] }, caller)
  if (failure?.kind === 'refused') throw refusedBy(failure.refusal)
}
