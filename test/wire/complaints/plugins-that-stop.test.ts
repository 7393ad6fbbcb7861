/** What authors of plugins complain of (front-api §9), asked of ours: plugins that die, are not started, or say nothing. */
import { afterEach, expect, test } from 'vitest'
import type { HookName } from '../../../sdk/plugin/src/hooks.ts'
import { aTill, type PluginTestWorld, pluginWorld } from '../../support/plugin-world.ts'

let world: PluginTestWorld
afterEach(() => world?.close())

const quick = { pingMs: 700, startMs: 20_000 }
const fire = (hook: HookName, order: object = {}) =>
  world.host.hooks.run(aTill.terminalGroupId, {
    hook,
    argument: async () => ({ order: { id: 'o1', ...order } }),
    lend: () => ({}),
  })
const view = (name: string) => world.host.views().find((one) => one.name === name)

test('a developer waited weeks for a licence before the first line ran', async () => {
  world = pluginWorld(['asker'], { timing: quick })
  await world.host.start([aTill])
  expect(view('asker')).toMatchObject({ state: 'running' })
})

test('the licence was valid, the plugin was refused, and nobody said which module lacked or who had it', async () => {
  const licences = [{ module: '21005108', seats: 1, expiresAt: null }]
  world = pluginWorld(['gauge', 'slow'], { licences, timing: quick })
  await world.host.start([aTill])
  expect(view('slow')).toMatchObject({ state: 'disabled' })
  expect(world.lines('api.log').join('\n')).toContain(
    'module 21005108 has 1 places, all taken: plugin gauge at main',
  )
})

test('a handler that threw once was silently dead until the till was restarted', async () => {
  world = pluginWorld(['slow'], { timing: quick })
  await world.host.start([aTill])
  for (let i = 0; i < 3; i++) await fire('beforeServiceCheque')
  const mistakes = world.lines('plugin-slow.log').filter((line) => line.includes('a mistake'))
  expect(mistakes).toHaveLength(3)
  expect(view('slow')).toMatchObject({ state: 'degraded' })
})

test('under load the host of all plugins lost its channel, and none worked until a restart', async () => {
  world = pluginWorld(['gauge', 'flooder'], { timing: quick })
  await world.host.start([aTill])
  const answers = await Promise.all(
    Array.from({ length: 400 }, (_, number) => fire('beforeOrderBill', { number })),
  )
  expect(answers.map(({ answers: [first] }) => first?.value)).toEqual(answers.map((_, number) => number))
  // The neighbour that floods is ended alone.
  await world.until(() => view('flooder')?.state === 'disabled', 'the flooder is ended')
  expect((await fire('beforeOrderBill', { number: 7 })).answers).toEqual([{ plugin: 'gauge', value: 7 }])
})
