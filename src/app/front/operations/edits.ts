/** Edit sessions, and each of their actions alone (front-api §2.4). */
import { Args } from '../arguments.ts'
import { editActions } from '../edit/actions.ts'
import { type RecordedAction, submitChanges } from '../edit/submit.ts'
import { badArgument } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { type Asking, operation } from './define.ts'

/** `actions`: `{ name, args }` in their order. `session`: its id, which makes a repeat harmless. */
async function submit({ door, caller, args }: Asking) {
  const actions = args.parts('actions').map((part, index): RecordedAction => {
    const name = part.text('name', 100)
    const action = editActions.get(name)
    if (!action) throw badArgument(`actions[${index}].name`, `no edit session does ${name}`)
    return { action, args: Object.fromEntries(part.entries('args')) }
  })
  return submitChanges(door, caller, args.id('session'), actions)
}

export const editOperations: readonly FrontOperation[] = [
  // A session is recorded by whoever makes it; the till hears of it when it is submitted.
  operation('createEditSession', null, ({ door }) => ({ session: door.app.random.uuid() })),
  operation('submitChanges', null, submit),
  ...[...editActions.values()].map(
    (action): FrontOperation => ({
      name: action.name,
      needs: action.needs,
      run: (door, caller, { session, ...args }) => {
        const own = new Args({ session }).optionalId('session') ?? door.app.random.uuid()
        return submitChanges(door, caller, own, [{ action, args }])
      },
    }),
  ),
]
