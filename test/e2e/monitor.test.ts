import { expect, test } from 'vitest'
import { AdminScreen } from './drivers/admin.ts'
import { accessibilityProblems, openScreen, screenshot } from './support/browser.ts'
import { orderOf, placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()
const slow = 180_000

test('a director sees every till of the chain, and which of them needs somebody', {
  timeout: slow,
}, async () => {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/monitor/`)
  await new AdminScreen(page).logIn({ login: 'admin', password: 'wrong' })
  await page.getByText('Неверный логин или пароль').waitFor()
  await new AdminScreen(page).logIn(server.credentials.admin)
  const card = page.locator('[data-till="pokrovka"]')
  await card.getByText('на связи').waitFor()
  expect(await page.locator('[data-till]').count()).toBeGreaterThan(3)

  // An order comes, is sent to the kitchen and forgotten there.
  const id = await placeOrder(server, 'pokrovka', {
    name: 'Артур',
    phone: '+79005550146',
    promisedIn: 45,
    lines: [{ code: '10101' }],
  })
  await server.till('pokrovka').run({ kind: 'delivery.printToKitchen', orderId: id })
  expect((await orderOf(server, 'pokrovka', id)).status).toBe('WaitCooking')
  server.clock.advance(50 * 60_000)
  await card.getByText(/опаздывает, дольше всего \d+ мин/).waitFor()
  await screenshot(page, 'monitor-1-late')
  expect.soft(await accessibilityProblems(page)).toEqual([])

  // Its cable is pulled: the screen says so by itself, and when it is back.
  await server.till('pokrovka').unplug()
  await card.getByText('не отвечает').first().waitFor()
  server.till('pokrovka').plug()
  await card.getByText('на связи').waitFor()

  // Without the server the figures stay, with their hour.
  await server.loseScreens()
  await page.getByText('Сервер не отвечает. Данные на').waitFor()
  await server.returnScreens()
  await page.getByText(/^Данные на/).waitFor()
})

test('an administrator sets a board up, and it hangs there as it was set', { timeout: slow }, async () => {
  const { browser, server } = evening
  const admin = new AdminScreen(await openScreen(browser, `${server.screensUrl}/admin/`))
  await admin.logIn(server.credentials.admin)
  await admin.visit('#/boards')
  await admin.press('Новое табло')
  await admin.fill('Название', 'Большое табло')
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel('Шаблон').selectOption('advertisement')
  await dialog.getByLabel('Оформление').selectOption('brand')
  await admin.fill('Строки', 'Сырники — весь день\nКофе за 99 ₽')
  await screenshot(admin.page, 'board-3-settings')
  await admin.press('Сохранить')
  await admin.waitForText('Большое табло')
  const address = (await admin.page.locator('.admin-address').first().getAttribute('href')) ?? ''

  const page = await openScreen(browser, `${server.screensUrl}${address}`)
  await page.setViewportSize({ width: 1920, height: 1080 })
  for (const digit of '8888') await page.locator('.pad-key', { hasText: digit }).tap()
  await page.locator('.pad-key-go').tap()
  await page.getByText('Сырники — весь день').waitFor()
  expect(await page.locator('.board').getAttribute('data-skin')).toBe('brand')
  await screenshot(page, 'board-4-advertisement')
  expect.soft(await accessibilityProblems(page)).toEqual([])
})
