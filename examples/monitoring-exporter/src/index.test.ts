import { createTestHost } from '@trapeza/plugin/testing'
import { expect, test } from 'vitest'
import plugin from './index.ts'

test('open orders, revenue and the stop list follow the streams of the till', async () => {
  const orders = new Map([
    ['1', { id: '1', kind: 'table', status: 'New', resultSum: 420 }],
    ['2', { id: '2', kind: 'delivery', status: 'Closed', resultSum: 0.1 }],
    ['3', { id: '3', kind: 'delivery', status: 'Closed', resultSum: 0.2 }],
  ])
  const stopList = [{ product: { name: 'Soup "of the day"' }, productSize: null, amount: 1.5 }]
  const host = await createTestHost(plugin, {
    operations: {
      getOrders: () => [...orders.values()],
      tryGetOrderById: ({ id }) => orders.get(String(id)),
      getStopListProductsRemainingAmounts: () => stopList,
    },
  })
  await expect.poll(() => host.till.log.length).toBe(1)
  const [, url = ''] = /(http:\S+)/.exec(host.till.log[0]?.message ?? '') ?? []
  const metrics = async (): Promise<string> => (await fetch(url)).text()
  expect((await metrics()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))).toEqual([
    'trapeza_open_orders{till="Fake till",kind="table"} 1',
    'trapeza_open_orders{till="Fake till",kind="delivery"} 0',
    'trapeza_open_orders{till="Fake till",kind="banquet"} 0',
    'trapeza_revenue{till="Fake till",kind="table"} 0',
    'trapeza_revenue{till="Fake till",kind="delivery"} 0.3',
    'trapeza_revenue{till="Fake till",kind="banquet"} 0',
    String.raw`trapeza_stop_list_remaining{till="Fake till",product="Soup \"of the day\"",size=""} 1.5`,
  ])

  orders.set('1', { id: '1', kind: 'table', status: 'Closed', resultSum: 399.9 })
  orders.delete('2')
  stopList.length = 0
  for (const id of ['1', '2']) await host.tell('orderChanged', { entity: { id } })
  await host.tell('stopListProductsRemainingAmountsChanged', {})
  await expect.poll(metrics).toContain('kind="table"} 399.9')
  const after = await metrics()
  expect(after).toContain('trapeza_open_orders{till="Fake till",kind="table"} 0')
  expect(after).toContain('trapeza_revenue{till="Fake till",kind="delivery"} 0.2')
  await expect.poll(metrics).not.toContain('Soup')
  expect((await fetch(url.replace('metrics', 'else'))).status).toBe(404)
  await host.stop()
  await expect(fetch(url)).rejects.toThrow()
})
