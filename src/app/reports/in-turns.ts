import { setImmediate as nextLoop } from 'node:timers/promises'

/** Steps of a turn: some tenths of a millisecond, for an order waits for several turns of the loop. */
const aTurn = 100

let queue: Promise<void> = Promise.resolve()

/** Lets others on the event loop go first. Of all that work in turns one goes on in each turn of the loop. */
async function othersTurn(): Promise<void> {
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

/** Sorts a long list by merging; others on the event loop have their turn now and then. */
export async function sortInTurns<One>(
  list: readonly One[],
  inOrder: (a: One, b: One) => number,
): Promise<One[]> {
  let runs: One[][] = []
  for (let start = 0; start < list.length; start += aTurn) {
    if (start > 0) await othersTurn()
    runs.push(list.slice(start, start + aTurn).sort(inOrder))
  }
  while (runs.length > 1) {
    const merged: One[][] = []
    for (let index = 0; index < runs.length; index += 2)
      merged.push(await merge(runs[index] ?? [], runs[index + 1] ?? [], inOrder))
    runs = merged
  }
  return runs[0] ?? []
}

async function merge<One>(
  left: readonly One[],
  right: readonly One[],
  inOrder: (a: One, b: One) => number,
): Promise<One[]> {
  const made: One[] = []
  let [l, r] = [0, 0]
  while (l < left.length || r < right.length) {
    if (made.length % aTurn === aTurn - 1) await othersTurn()
    const [a, b] = [left[l], right[r]]
    // Equal ones keep their order.
    const isLeft = r >= right.length || (l < left.length && inOrder(a as One, b as One) <= 0)
    made.push((isLeft ? a : b) as One)
    if (isLeft) l += 1
    else r += 1
  }
  return made
}
