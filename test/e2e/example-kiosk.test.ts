/** The example `kiosk` on a real host: what a guest orders is an order of the till and a number on every queue board. */
import { afterAll, expect, test } from 'vitest'
import { buildExample } from '../support/example-plugins.ts'
import { productByCode } from '../support/orders.ts'
import { frontOf } from '../wire/front-table-driver.ts'
import { QueueBoard } from './drivers/board.ts'
import { openScreen, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { openForeignBoard } from './support/foreign-board.ts'
import { inspect, looks } from './support/inspect.ts'

const example = await buildExample('kiosk')
afterAll(() => example.remove())
const evening = anEvening(async () => {}, { pluginsDir: example.pluginsDir })
const terminal = (steps: object[]) => evening.server.post('/__/till/pokrovka/terminal', { steps }, null)

const said = {
  ru: { soups: 'Супы', pizza: 'Пицца', add: 'Добавить', declined: 'деньги не списаны', out: 'Закончилось' },
  en: { soups: 'Супы', pizza: 'Пицца', add: 'Add', declined: 'nothing was charged', out: 'Sold out' },
}

test.each(looks)(
  'a guest orders, is declined, pays by another card and sees the number on the boards: $name',
  {
    timeout: 180_000,
  },
  async (look) => {
    const { server, browser } = evening
    const front = frontOf(server)
    const words = said[look.language]
    const host = (await front.call('getHostTerminalsGroup')).name
    const page = await openScreen(browser, await example.urlAt(server, host), look)
    const shown = (name: string): Promise<void> => inspect(page, `example-kiosk-${look.name}-${name}`)
    await shown('1-start')

    // A dish that is out cannot be ordered; one with a choice asks for it.
    await server.till('pokrovka').run({
      kind: 'stopList.put',
      items: [{ productId: productByCode(server.chain, '10102'), sizeId: null, balance: 0n }],
    })
    await page.locator('#begin').tap()
    await page.locator('#groups button', { hasText: words.soups }).first().tap()
    await page.locator('[data-dish="10102"]', { hasText: words.out }).waitFor()
    expect(await page.locator('[data-dish="10102"]').isDisabled()).toBe(true)
    await page.locator('[data-dish="10101"]').tap()
    await page.locator('#take').tap()
    await page.locator('#lines li').waitFor()
    await page.locator('#groups button', { hasText: words.pizza }).first().tap()
    await shown('2-menu')
    await page.locator('[data-dish="20001"]').tap()
    await page.locator('#dish .option', { hasText: '25' }).first().tap()
    await shown('3-dish')
    await page.locator('#take', { hasText: words.add }).tap()
    await page.locator('#lines li').nth(1).waitFor()
    const total = (await page.locator('#total').textContent()) ?? ''

    // The first card is declined in the bank's name and nothing is charged; the second one pays.
    await terminal([
      { do: 'decline', text: 'Недостаточно средств' },
      { do: 'approve', after: 'PT1H' },
    ])
    await page.locator('#pay').tap()
    await page.locator('#said', { hasText: words.declined }).waitFor()
    await shown('4-declined')
    await page.locator('#pay').tap()
    await page.locator('#due', { hasText: total }).waitFor()
    await shown('5-card')
    await server.post('/__/clock', { advance: 'PT1H' }, null)
    await page.locator('#number').waitFor()
    const number = (await page.locator('#number').textContent()) ?? ''
    await shown('6-number')

    const orders = (await front.call('getOrders')).filter(
      (order: { originName: string | null; number: number }) =>
        order.originName === 'kiosk' && String(order.number) === number,
    )
    expect(orders).toMatchObject([{ status: 'Closed', waiter: null, payments: [{ type: { kind: 'Card' } }] }])
    expect(orders[0].payments[0].sum).toBe(orders[0].resultSum)
    expect(server.plugins?.host.views()).toContainEqual(
      expect.objectContaining({ name: 'kiosk', moduleId: 21016318, till: 'pokrovka', state: 'running' }),
    )

    // The till's own board, and one of somebody else that polls the Web API with a licence of its own.
    const board = new QueueBoard(await openScreen(browser, `${server.screensUrl}/board/?till=pokrovka`, look))
    await board.switchOn('8888')
    const foreign = await openForeignBoard(`${server.baseUrl}/till/pokrovka/api`)
    const others = await openScreen(browser, foreign.url, look)
    await board.number('cooking', number).waitFor()
    await others.locator('#cooking li', { hasText: number }).waitFor()
    const [{ id, items }] = orders
    const cookingItems = items.map((item: { id: string }) => item.id)
    const mark = (newStatus: string): Promise<unknown> =>
      front.call('changeKitchenOrderItemsProcessingStatus', { order: id, cookingItems, newStatus })
    await mark('Processed')
    await board.number('ready', number).waitFor()
    await others.locator('#ready li', { hasText: number }).waitFor()
    await screenshot(others, `web-api-board-${look.name}`)
    await mark('Served')
    await board.number('ready', number).waitFor({ state: 'detached' })
    await others.locator('#ready li', { hasText: number }).waitFor({ state: 'detached' })
    await foreign.close()
    await page.locator('#finish').tap()
    await page.locator('#begin').waitFor()
  },
)
