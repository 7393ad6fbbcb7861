/** The example `customer-screen` on a real host: what the kitchen does is seen by the guests who wait. */
import { afterAll, expect, test } from 'vitest'
import { buildExample } from '../support/example-plugins.ts'
import { frontOf } from '../wire/front-table-driver.ts'
import { tableId } from '../wire/table-orders-driver.ts'
import { accessibilityProblems, openScreen, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { looks } from './support/inspect.ts'

const example = await buildExample('customer-screen')
afterAll(() => example.remove())
const evening = anEvening(async () => {}, { pluginsDir: example.pluginsDir })

test.each(looks)('orders come with the kitchen, are ready with it and go: $name', async (look) => {
  const { server, browser } = evening
  const front = frontOf(server)
  const url = await example.urlAt(server, (await front.call('getHostTerminalsGroup')).name)
  const page = await openScreen(browser, url, look)
  await page.getByRole('heading', { name: look.language === 'ru' ? 'Готовятся' : 'Being cooked' }).waitFor()

  const order = crypto.randomUUID()
  const item = crypto.randomUUID()
  await front.edit([
    ['createOrder', { id: order, tables: [tableId(look.language === 'ru' ? 'main/3' : 'main/4')] }],
    ['addOrderProductItem', { id: item, order: { stub: order }, product: front.dish('10101'), amount: 1 }],
  ])
  const { number } = await front.call('getOrderById', { id: order })
  const inColumn = (column: string) => page.locator(`#${column} li`, { hasText: String(number) })
  await front.call('printOrderItems', { order, items: [item] })
  await inColumn('cooking').waitFor()
  await screenshot(page, `example-customer-screen-${look.name}-1`)
  await front.call('changeKitchenOrderItemsProcessingStatus', {
    ...{ order, cookingItems: [item], newStatus: 'Processed' },
  })
  await inColumn('ready').waitFor()
  expect(await inColumn('cooking').count()).toBe(0)
  await screenshot(page, `example-customer-screen-${look.name}-2`)
  expect(await accessibilityProblems(page)).toEqual([])
  await front.call('serveOrderCookingItem', { order, cookingItem: item })
  await inColumn('ready').waitFor({ state: 'detached' })
})
