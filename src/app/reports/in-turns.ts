import { setImmediate as nextLoop } from 'node:timers/promises'

/** Steps of a turn: some tenths of a millisecond, for an order waits for several turns of the loop. */
const aTurn = 100

let queue: Promise<void> = Promise.resolve()

/** Lets others on the event loop go first. Of all that work in turns one goes on in each turn of the loop. */
export async function othersTurn(): Promise<void> {
  const before = queue
  let pass = (): void => {}
  queue = new Promise<void>((resolve) => {
    pass = resolve
  })
  await before
  await nextLoop()
  pass()
}

/** Works through a long list; now and then others on the event loop, such as tills, have their turn. */
export async function inTurns<One, Made>(list: readonly One[], make: (one: One) => Made): Promise<Made[]> {
  const made: Made[] = []
  for (const one of list) {
    if (made.length % aTurn === aTurn - 1) await othersTurn()
    made.push(make(one))
  }
  return made
}
