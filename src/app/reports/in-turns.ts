import { setImmediate as othersTurn } from 'node:timers/promises'

const aTurn = 1000

/** Works through a long list; after every thousand of it others on the event loop, such as tills, have their turn. */
export async function inTurns<One, Made>(list: readonly One[], make: (one: One) => Made): Promise<Made[]> {
  const made: Made[] = []
  for (const one of list) {
    if (made.length % aTurn === aTurn - 1) await othersTurn()
    made.push(make(one))
  }
  return made
}
