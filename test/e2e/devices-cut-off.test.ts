/** A kiosk and a board that are switched on while their till is out of reach, and that nobody stands at to take a newer page. */
import { afterEach, expect, test } from 'vitest'
import { QueueBoard } from './drivers/board.ts'
import { KioskScreen } from './drivers/kiosk.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect } from './support/inspect.ts'
import { keeperOf, keepKeepers, publishNewer, untilKeptBy, waitUntilKept } from './support/kept.ts'

const evening = anEvening()
afterEach(() => evening.server.returnScreens())

async function device<Device extends { switchOn(pin: string): Promise<void>; page: KioskScreen['page'] }>(
  name: 'kiosk' | 'board',
  made: (page: KioskScreen['page']) => Device,
): Promise<Device> {
  const { browser, server } = evening
  const url = `${server.screensUrl}/${name}/?till=pokrovka`
  const one = made(await openScreen(browser, url, { keepsShell: true }))
  await one.switchOn('8888')
  await waitUntilKept(one.page)
  return one
}

test('a kiosk and a board open without their till, say so, and go on by themselves when it is back', async () => {
  const kiosk = await device('kiosk', (page) => new KioskScreen(page))
  const board = await device('board', (page) => new QueueBoard(page))
  await kiosk.start('here')
  await kiosk.openGroup('Пицца')
  await kiosk.dish('20001').tap()
  await kiosk.press('take')
  await kiosk.press('show')
  const label = await kiosk.pay()
  await board.number('cooking', label).waitFor()

  await evening.server.loseScreens()
  await Promise.all([kiosk.page.reload(), board.page.reload()])
  await kiosk.page.locator('.closed', { hasText: 'Касса не отвечает' }).waitFor()
  await inspect(kiosk.page, 'kiosk-cut-off')
  // What it knew last, and how old that is.
  await board.number('cooking', label).waitFor()
  await board.page.locator('.lost', { hasText: /\d\d:\d\d/ }).waitFor()
  await inspect(board.page, 'board-cut-off')

  await evening.server.returnScreens()
  await kiosk.begin().waitFor()
  await board.page.locator('.lost').waitFor({ state: 'detached' })
})

test('a newer page is taken when nobody is in the middle of anything', async () => {
  const kiosk = await device('kiosk', (page) => new KioskScreen(page))
  const { page } = kiosk
  await kiosk.press('begin')
  await page.locator('.where-choice').first().waitFor()
  await publishNewer(page)
  await page.waitForFunction(async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting))
  // A guest is choosing.
  expect(await keeperOf(page)).not.toContain('newer')
  await keepKeepers(page)
  await page.getByRole('button', { name: 'Назад' }).tap()
  await untilKeptBy(page, 'newer')
  await kiosk.begin().waitFor()
})
