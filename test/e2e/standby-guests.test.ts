/** The main till dies while a guest orders at the kiosk: kiosk and queue board go on at the standby, nobody enters a PIN. */
import { expect, test } from 'vitest'
import { QueueBoard } from './drivers/board.ts'
import { KioskScreen } from './drivers/kiosk.ts'
import { accessibilityProblems, openScreen, screenshot } from './support/browser.ts'
import { twoTills } from './support/two-tills.ts'

const pair = twoTills()

async function orderOfSoup(kiosk: KioskScreen): Promise<void> {
  await kiosk.start('to-go')
  await kiosk.openGroup('Суп')
  await kiosk.dish('10101').tap()
  await kiosk.press('take')
  await kiosk.press('show')
}

test('an order that the dying main till did not take is made once at the standby, and the board shows both', {
  timeout: 240_000,
}, async () => {
  const { browser, main, standby } = pair
  const kiosk = new KioskScreen(await openScreen(browser, `${main.baseUrl}/kiosk/?till=pokrovka`))
  await kiosk.switchOn('8888')
  const boardPage = await openScreen(browser, `${main.baseUrl}/board/?till=pokrovka`)
  const board = new QueueBoard(boardPage)
  await board.switchOn('8888')

  await orderOfSoup(kiosk)
  const first = await kiosk.pay()
  await kiosk.press('finish')
  await board.number('cooking', first).waitFor()

  // The second order never reaches the main till, which dies a moment later.
  const tried: { base: string; id: string; orderId: string }[] = []
  await kiosk.page.route('**/kiosk/orders', (route) => {
    const { id, orderId } = route.request().postDataJSON() as { id: string; orderId: string }
    const base = new URL(route.request().url()).origin
    tried.push({ base, id, orderId })
    return base === main.baseUrl ? route.abort('connectionreset') : route.continue()
  })
  await orderOfSoup(kiosk)
  await kiosk.press('pay')
  await expect.poll(() => tried.length).toBeGreaterThan(0)
  await pair.loseMain()
  await kiosk.page.getByText('Касса не отвечает, ждём её').waitFor()
  await screenshot(kiosk.page, 'standby-6-kiosk-waits')
  expect(await accessibilityProblems(kiosk.page)).toEqual([])
  await board.page.locator('.lost').waitFor()
  await board.number('cooking', first).waitFor()

  const label = kiosk.page.locator('.number-label')
  await label.waitFor({ timeout: 60_000 })
  const second = (await label.textContent()) ?? ''
  expect(await pair.standing(standby)).toMatchObject({ role: 'main', epoch: 1 })
  expect(second).not.toBe(first)
  expect(new Set(tried.map(({ id, orderId }) => `${id} ${orderId}`)).size).toBe(1)
  await board.number('cooking', second).waitFor()
  await board.number('cooking', first).waitFor()
  await board.page.locator('.lost').waitFor({ state: 'detached' })
  await screenshot(board.page, 'standby-7-board-at-the-standby')

  // The old main till is there again and sells nothing: the kiosk stays where it is.
  const old = await pair.bringMainBack()
  await expect
    .poll(() => pair.standing(old), { timeout: 30_000 })
    .toMatchObject({ role: 'standby', epoch: 1 })
  await kiosk.press('finish')
  await orderOfSoup(kiosk)
  const third = await kiosk.pay()
  await board.number('cooking', third).waitFor()
  const [played] = [...standby.node.tills.values()]
  const { tenantId, terminalGroupId } = played?.till ?? expect.fail('the standby plays nothing')
  const orders = await standby.node.storage.now.tableOrders.board(tenantId, terminalGroupId, 0)
  expect(
    orders.map(({ number, status, payments }) => [String(number), status, payments.length]).sort(),
  ).toEqual([first, second, third].map((number) => [number, 'Closed', 1]).sort())

  // A page that is loaded anew by the node that is a standby now knows where the till is, and who it is itself.
  await board.page.reload()
  await board.number('cooking', third).waitFor()
})
