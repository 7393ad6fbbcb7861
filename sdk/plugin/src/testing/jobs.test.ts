import { expect, test } from 'vitest'
import { definePlugin } from '../index.ts'
import { createTestHost } from './index.ts'

const aPlugin = (runs: unknown[]) =>
  definePlugin({
    start(ctx) {
      ctx.jobs.schedule('send', { at: ['04:30'], days: ['mon'] }, (run) => void runs.push(run))
      ctx.jobs.schedule('endless', { everyMinutes: 5, timeLimitMinutes: 1 }, (_run, signal) => {
        signal.addEventListener('abort', () => runs.push('told to give up'))
        return new Promise(() => {})
      })
      const spare = ctx.jobs.schedule('spare', { everyMinutes: 5 }, () => {})
      ctx.bus.handle('spare.drop', () => spare[Symbol.dispose]())
    },
  })

test('a job is tried on a fake till: run, cut off when it takes too long, taken back', async () => {
  const runs: unknown[] = []
  const host = await createTestHost(aPlugin(runs))
  expect(host.till.jobs.get('send')?.options).toEqual({ at: ['04:30'], days: ['mon'] })
  await host.runJob('send', { dueAt: 2, previousAt: 1 })
  expect(runs).toEqual([{ name: 'send', dueAt: 2, previousAt: 1 }])
  await expect(host.runJob('endless', { limitMs: 20 })).rejects.toThrow('took longer than 20 ms')
  await expect.poll(() => runs.at(-1)).toBe('told to give up')
  // The first one never ended: a second one does not begin beside it.
  await expect(host.runJob('endless')).rejects.toThrow('has not ended')
  await host.call('spare.drop', null)
  await expect.poll(() => [...host.till.jobs.keys()]).toEqual(['send', 'endless'])
  await expect(host.runJob('spare')).rejects.toThrow('no job spare')
})

test('a job is not scheduled without its permission, nor twice under one name', async () => {
  const scheduled = (permissions: string[], names: string[]) => {
    const host = createTestHost(
      definePlugin({
        start(ctx) {
          for (const name of names) ctx.jobs.schedule(name, { everyMinutes: 5 }, () => {})
        },
      }),
      { permissions },
    )
    return host.then(({ till }) => [...till.jobs.keys()])
  }
  const failures: unknown[] = []
  const hear = (error: unknown): void => void failures.push((error as Error).message)
  const others = process.rawListeners('uncaughtException') as NodeJS.UncaughtExceptionListener[]
  process.removeAllListeners('uncaughtException')
  process.on('uncaughtException', hear)
  try {
    expect(await scheduled([], ['send'])).toEqual([])
    expect(await scheduled(['jobs'], ['send', 'send'])).toEqual(['send'])
    await expect
      .poll(() => failures)
      .toEqual(['plugin.json does not ask for the permission jobs', 'the job send is scheduled already'])
  } finally {
    process.off('uncaughtException', hear)
    for (const other of others) process.on('uncaughtException', other)
  }
})
