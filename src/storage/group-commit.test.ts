import { expect, test } from 'vitest'
import { groupCommit } from './group-commit.ts'

type Group = { items: readonly string[]; end(error?: Error): void }

/** Writes that end when the test says so. */
function writes(
  options: { groupsMax?: number; sizeMax?: number; onGroup?: (together: number) => void } = {},
) {
  const groups: Group[] = []
  const commit = groupCommit<string, string>({
    sizeMax: options.sizeMax ?? 10,
    groupsMax: () => options.groupsMax ?? 1,
    keyOf: (item) => item.slice(0, 1),
    onGroup: (together) => options.onGroup?.(together),
    write: (items) =>
      new Promise((resolve, reject) => {
        const end = (error?: Error): void =>
          error ? reject(error) : resolve(items.map((item) => `${item}!`))
        groups.push({ items, end })
      }),
  })
  /** The group of this number, once it is on its way. */
  const group = async (index: number): Promise<Group> => {
    for (;;) {
      const found = groups[index]
      if (found) return found
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { commit, group, groups }
}

test('what arrives in one turn is written together, and each gets its own answer', async () => {
  const { commit, group } = writes()
  const answers = Promise.all(['a', 'b', 'c'].map(commit))
  const first = await group(0)
  expect(first.items).toEqual(['a', 'b', 'c'])
  first.end()
  expect(await answers).toEqual(['a!', 'b!', 'c!'])
})

test('what arrives while a group is on its way is the next group', async () => {
  const { commit, group, groups } = writes({ sizeMax: 2 })
  const early = commit('a')
  const first = await group(0)
  const late = Promise.all(['b', 'c', 'd'].map(commit))
  await new Promise((resolve) => setImmediate(resolve))
  expect(groups).toHaveLength(1)
  first.end()
  const second = await group(1)
  expect(second.items).toEqual(['b', 'c'])
  second.end()
  const third = await group(2)
  expect(third.items).toEqual(['d'])
  third.end()
  expect([await early, ...(await late)]).toEqual(['a!', 'b!', 'c!', 'd!'])
})

test('two of one key are never in one group', async () => {
  const { commit, group } = writes()
  const answers = Promise.all(['a1', 'a2', 'b'].map(commit))
  const first = await group(0)
  expect(first.items).toEqual(['a1', 'b'])
  first.end()
  const second = await group(1)
  expect(second.items).toEqual(['a2'])
  second.end()
  await answers
})

test('nobody fails for the sake of another', async () => {
  const { commit, group } = writes()
  const answers = Promise.allSettled(['a', 'bad', 'c'].map(commit))
  const whole = await group(0)
  whole.end(new Error('one of them is bad'))
  for (const index of [1, 2, 3]) {
    const alone = await group(index)
    alone.end(alone.items[0] === 'bad' ? new Error('bad') : undefined)
  }
  expect(await answers).toMatchObject([
    { status: 'fulfilled', value: 'a!' },
    { status: 'rejected' },
    { status: 'fulfilled', value: 'c!' },
  ])
})

test('a crowd is told from all that are on their way, in however many groups', async () => {
  const heard: number[] = []
  const { commit, group } = writes({ groupsMax: 2, onGroup: (together) => heard.push(together) })
  const early = Promise.all(['a', 'b', 'c'].map(commit))
  const first = await group(0)
  const late = Promise.all(['d', 'e'].map(commit))
  const second = await group(1)
  first.end()
  await early
  const last = commit('f')
  const third = await group(2)
  second.end()
  third.end()
  await Promise.all([late, last])
  expect(heard).toEqual([3, 5, 3])
})
