import { expect, test } from 'vitest'
import { Agenda } from './agenda.ts'

test('deeds are done in the order of their times, each once', async () => {
  const agenda = new Agenda(() => {})
  const done: string[] = []
  const note = (name: string) => async () => void done.push(name)
  agenda.add(30, 'a', note('third'))
  agenda.add(10, 'a', note('first'))
  agenda.add(20, 'b', note('second'))
  expect(agenda.nextAt).toBe(10)
  await Promise.all([agenda.runDue(20), agenda.runDue(20)])
  expect(done).toEqual(['first', 'second'])
  expect(agenda.nextAt).toBe(30)
  await agenda.runDue(30)
  expect(done).toEqual(['first', 'second', 'third'])
  expect([agenda.nextAt, agenda.done]).toEqual([null, 3])
})

test('a deed may drop a later one of its round, and a failed one holds up nobody', async () => {
  const problems: unknown[] = []
  const agenda = new Agenda((error) => problems.push(error))
  const done: string[] = []
  agenda.add(1, 'a', async () => agenda.drop('b'))
  agenda.add(2, 'b', async () => void done.push('dropped'))
  agenda.add(3, 'c', () => Promise.reject(new Error('no')))
  agenda.add(4, 'd', async () => void done.push('last'))
  await agenda.runDue(10)
  expect(done).toEqual(['last'])
  expect(problems).toHaveLength(1)
})
