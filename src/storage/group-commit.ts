type Waiting<Item, Answer> = {
  item: Item
  resolve(answer: Answer): void
  reject(error: unknown): void
}

export type GroupCommitOptions<Item, Answer> = {
  /** Writes a group in one transaction; answers in its order. Writing an item again must be harmless. */
  write(items: readonly Item[]): Promise<Answer[]>
  /** Items of equal keys never stand in one group. */
  keyOf(item: Item): string
  sizeMax: number
  /** Groups on their way at once: while one is synced the next is prepared. */
  groupsMax(): number
  /** Hears how many are on their way when another group sets out, with it. */
  onGroup?: (together: number) => void
  /** How long the next group has to wait, in milliseconds: those who do what follows are behind. */
  pauseMs?: () => number
}

/**
 * Writes what arrives together together: a group is what came while the groups before it were on their way. Each item is
 * answered after the commit of its group. When a group fails its items are written one by one, so that nobody fails for
 * another's sake.
 */
export function groupCommit<Item, Answer>(
  options: GroupCommitOptions<Item, Answer>,
): (item: Item) => Promise<Answer> {
  const { write, keyOf, sizeMax, groupsMax, onGroup, pauseMs } = options
  let waiting: Waiting<Item, Answer>[] = []
  let onTheWay = 0
  let together = 0
  let isScheduled = false

  function takeGroup(): Waiting<Item, Answer>[] {
    const group = new Map<string, Waiting<Item, Answer>>()
    const rest: Waiting<Item, Answer>[] = []
    for (const one of waiting) {
      const key = keyOf(one.item)
      if (group.size < sizeMax && !group.has(key)) group.set(key, one)
      else rest.push(one)
    }
    waiting = rest
    return [...group.values()]
  }

  async function commit(group: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const answers = await write(group.map(({ item }) => item))
      group.forEach((one, index) => {
        one.resolve(answers[index] as Answer)
      })
    } catch (error) {
      if (group.length === 1) group[0]?.reject(error)
      else for (const one of group) await commit([one])
    }
  }

  /** After the sockets that have something to say in this turn of the loop were read, or a little later. */
  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    const pause = pauseMs?.() ?? 0
    if (pause >= 1) setTimeout(start, pause)
    else setImmediate(start)
  }

  function start(): void {
    isScheduled = false
    while (waiting.length > 0 && onTheWay < groupsMax()) {
      onTheWay += 1
      const group = takeGroup()
      together += group.length
      onGroup?.(together)
      void commit(group).finally(() => {
        onTheWay -= 1
        together -= group.length
        if (pauseMs && pauseMs() >= 1) schedule()
        else if (!isScheduled) start()
      })
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (onTheWay < groupsMax()) schedule()
    })
}
