import { afterEach, describe, expect, test } from 'vitest'
import type { HookName } from '../../sdk/plugin/src/hooks.ts'
import { aTill, type PluginTestWorld, pluginWorld } from '../support/plugin-world.ts'

let world: PluginTestWorld
afterEach(() => world?.close())

const stateOf = (name: string) => world.host.views().find((view) => view.name === name)
/** Fires a hook for an order as the till would. */
const fire = (hook: HookName, order: object = {}, lend = {}) =>
  world.host.hooks.run(aTill.terminalGroupId, {
    hook,
    argument: async () => ({ order: { id: 'o1', ...order } }),
    lend: () => lend,
  })
const timed = async <T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> => {
  const began = performance.now()
  return { value: await work(), ms: performance.now() - began }
}
const quick = { pingMs: 700, startMs: 20_000 }

describe('a plugin that works', () => {
  test('vetoes, answers with operations lent for the call, and gets what the host says', async () => {
    const operations = {
      getName: {
        needs: 'orders:read',
        run: async (_caller: object, { id }: { id?: unknown }) => `name of ${id}`,
      },
      payOrder: { needs: 'payments', run: async () => 'paid' },
    }
    world = pluginWorld(['asker', 'busy'], { operations, timing: quick })
    await world.host.start([aTill])
    expect(stateOf('busy')).toMatchObject({ state: 'running', crashes: 0, moduleId: 21005108 })
    const os = (session: Parameters<typeof lendOperations>[0]) => lendOperations(session)
    const lendOperations = (session: object) => ({
      os: async (method: string, [args]: unknown[]) => {
        expect(session).toBe(world.host.sessions().find(({ manifest }) => manifest.name === 'busy'))
        return operations.getName.run({}, { ...(args as object), method } as { id?: unknown })
      },
    })
    const run = (order: object) =>
      world.host.hooks.run(aTill.terminalGroupId, {
        hook: 'beforeOrderBill',
        argument: async () => ({ order }),
        lend: os,
      })
    expect(await run({ id: 'o1' })).toEqual({
      veto: null,
      answers: [{ plugin: 'busy', value: 'name of o1' }],
    })
    expect(await run({ id: 'o1', isEmpty: true })).toEqual({
      veto: { plugin: 'busy', message: 'no guests in the order' },
      answers: [],
    })
    const asker = world.host.sessions().find(({ manifest }) => manifest.name === 'asker')
    const ask = (name: string, request: unknown = null) =>
      asker?.callback(asker.busHandlers.get('asker.ask') ?? '', [{ name, request }, null])
    expect(await ask('busy.useLent')).toBe('ScopeExpiredError')
    expect(await ask('busy.forbidden')).toEqual(['PermissionDeniedError', true, ['payments']])
    expect(await ask('busy.unbuilt')).toBe('NotSupportedError')
    expect(await ask('busy.keep', { key: 'k', value: 'v' })).toEqual(['v', ['k']])
    expect(await ask('busy.keepTooMuch')).toBe('value')
    await expect(ask('busy.nobody')).rejects.toMatchObject({ name: 'ExternalOperationCallingError' })
    world.licences.push({ module: '21016318', seats: 2, expiresAt: null })
    expect(world.lines('api.log')).toContain('info Plugin "busy" is calling payOrder operation')
    await ask('busy.leave')
    await world.until(() => stateOf('busy')?.state === 'stopped', 'it leaves by its own wish')
    expect(stateOf('busy')).toMatchObject({ crashes: 0 })
    expect(world.lines('plugin-busy.log').some((line) => line.includes('shut down: nothing to do'))).toBe(
      true,
    )
    expect(await fire('beforeOrderBill')).toEqual({ veto: null, answers: [] })
  })

  test('has slots for its devices; who finds none is told who has them', async () => {
    const licences = [{ module: '21016318', seats: 2, expiresAt: null }]
    world = pluginWorld(['asker', 'busy'], { licences, timing: quick })
    await world.host.start([aTill])
    const asker = world.host.sessions().find(({ manifest }) => manifest.name === 'asker')
    const ask = (clientId: string) =>
      asker?.callback(asker.busHandlers.get('asker.ask') ?? '', [
        { name: 'busy.slot', request: clientId },
        null,
      ])
    // One of the two places is the plugin's own.
    expect(await ask('phone-1')).toBe('phone-1')
    expect(await ask('phone-1')).toBe('phone-1')
    expect(await ask('phone-2')).toEqual([
      'InsufficientLicenseError',
      'module 21016318 has 2 places, all taken: plugin asker at main, busy device phone-1',
    ])
  })

  test('without a licence never runs, and the log says which module lacks', async () => {
    const licences = [{ module: '21005108', seats: 0, expiresAt: null }]
    world = pluginWorld(['busy'], { licences, timing: quick })
    await world.host.start([aTill])
    expect(stateOf('busy')).toMatchObject({ state: 'disabled', pid: null })
    expect(world.lines('api.log').join()).toContain('no licence: module 21005108 has 0 places')
  })
})

describe('the till never stops and never waits longer than the budget', () => {
  test('for one that dies in a hook; it is started again', async () => {
    world = pluginWorld(['crasher'], { timing: quick })
    await world.host.start([aTill])
    const { pid } = stateOf('crasher') ?? {}
    expect(await fire('beforeOrderBill')).toEqual({ veto: null, answers: [] })
    await world.until(() => stateOf('crasher')?.state === 'running', 'it runs again')
    expect(stateOf('crasher')).toMatchObject({ crashes: 1 })
    expect(stateOf('crasher')?.pid).not.toBe(pid)
    expect(await fire('beforeServiceCheque')).toEqual({ veto: null, answers: [] })
    await world.until(() => stateOf('crasher')?.crashes === 2, 'what it forgot is a crash')
    expect(world.lines('plugin-crasher.log').join()).toContain('Error: forgotten')
  })

  test('for one that blocks its process; pings find it', async () => {
    world = pluginWorld(['hanger'], { timing: quick, hookBudgetMs: 300 })
    await world.host.start([aTill])
    const { value, ms } = await timed(() => fire('beforeOrderBill'))
    expect(value).toEqual({ veto: null, answers: [] })
    expect(ms).toBeLessThan(2000)
    await world.until(() => stateOf('hanger')?.crashes === 1, 'it is ended')
    expect(world.lines('api.log').join()).toContain('did not answer 3 pings')
    await world.until(() => stateOf('hanger')?.state === 'running', 'it runs again')
  })

  test('for one that is slow; where money moves it says no instead', async () => {
    world = pluginWorld(['slow'], { timing: quick, hookBudgetMs: 200 })
    await world.host.start([aTill])
    const open = await timed(() => fire('beforeOrderBill'))
    expect(open.value.veto).toBeNull()
    expect(open.ms).toBeLessThan(2000)
    expect(stateOf('slow')).toMatchObject({ state: 'degraded' })
    const closed = await timed(() => fire('beforeDoCheque'))
    expect(closed.value.veto).toEqual({
      plugin: 'slow',
      message: 'it took longer than 200 ms in beforeDoCheque',
    })
    expect(closed.ms).toBeLessThan(2000)
    await world.until(() => world.lines('plugin-slow.log').includes('info told to give up'), 'it is told')
  })

  test('for one that fails each time: after five times it is not asked for a minute', async () => {
    world = pluginWorld(['slow'], { timing: quick })
    await world.host.start([aTill])
    for (let i = 0; i < 7; i++) expect((await fire('beforeServiceCheque')).veto).toBeNull()
    const mistakes = world.lines('plugin-slow.log').filter((line) => line.includes('a mistake'))
    expect(mistakes).toHaveLength(5)
    expect(stateOf('slow')).toMatchObject({ state: 'degraded', crashes: 0 })
  })

  test.each([
    // A machine that is busy with collecting garbage may find it by its pings first.
    ['leaker', /code 134|SIGABRT|takes more than|did not answer/],
    ['buffers', /takes more than 232 MB/],
    ['flooder', /more than 5000 messages in a second/],
  ])('for %s', async (name, words) => {
    world = pluginWorld([name], { timing: quick })
    await world.host.start([aTill])
    await world.until(() => stateOf(name)?.state === 'disabled', 'it is ended')
    expect(stateOf(name)?.reason).toMatch(words)
    expect(world.lines(`plugin-${name}.log`).length).toBeLessThan(5000)
  })
})
