import { createTestHost } from '@trapeza/plugin/testing'
import { expect, test } from 'vitest'
import plugin from './index.ts'

test('the screen is told what is cooked and what is ready, and forgets what is served', async () => {
  const kitchen = new Map([['1', { id: 'k1', baseOrderId: '1', number: 12, processingStatus: 'New' }]])
  const host = await createTestHost(plugin, {
    operations: {
      getKitchenOrders: () => [...kitchen.values()],
      tryGetKitchenOrderByOrder: ({ baseOrder }) => kitchen.get(String(baseOrder)),
    },
  })
  await expect.poll(() => host.till.log.length).toBe(1)
  const [, url = ''] = /(http:\S+)/.exec(host.till.log[0]?.message ?? '') ?? []
  const page = await fetch(url)
  expect(await page.text()).toContain('Готовятся')
  expect((await fetch(`${url}../plugin.json`)).status).toBe(404)

  const reader = (await fetch(`${url}events`)).body?.pipeThrough(new TextDecoderStream()).getReader()
  const next = async (): Promise<unknown> =>
    JSON.parse(((await reader?.read())?.value ?? '').replace('data: ', ''))
  expect(await next()).toEqual([{ number: 12, state: 'cooking' }])
  const cooked = async (id: string, number: number, processingStatus: string): Promise<void> => {
    kitchen.set(id, { id: `k${id}`, baseOrderId: id, number, processingStatus })
    await host.tell('orderChanged', { entity: { id } })
  }
  await cooked('2', 3, 'CookingStarted')
  const both = [
    { number: 3, state: 'cooking' },
    { number: 12, state: 'cooking' },
  ]
  expect(await next()).toEqual(both)
  await cooked('1', 12, 'CookingCompleted')
  expect(await next()).toEqual([both[0], { number: 12, state: 'ready' }])
  await cooked('1', 12, 'Served')
  expect(await next()).toEqual([both[0]])
  await host.stop()
  await expect(reader?.read()).rejects.toThrow('terminated')
})
