/** The main till dies in the middle of an evening: its screens say so, somebody with the right promotes the other one. */
import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { cake, soup, WaiterPhone } from './drivers/waiter.ts'
import { accessibilityProblems, openScreen, screenshot } from './support/browser.ts'
import { smallTargets } from './support/inspect.ts'
import { twoTills } from './support/two-tills.ts'

const pair = twoTills()

test('the main till dies, the screens say so, a manager promotes the standby, and the evening goes on', async () => {
  const phone = await WaiterPhone.take(pair.browser, { screensUrl: pair.main.baseUrl }, '4444')
  await phone.enter()
  await phone.openOrder(2)
  await phone.addDishes(soup)
  await phone.waitForToast('Блюда добавлены')

  // Without the cloud nobody but a person may say which till is the main one.
  await pair.loseMainAndCloud()
  await phone.page.locator('.banner', { hasText: 'Касса не отвечает' }).waitFor()
  await phone.addDishes(cake)
  await phone.unsent(1).waitFor()
  await screenshot(phone.page, 'standby-1-main-is-gone')

  const desk = await openScreen(pair.browser, `${pair.standby.baseUrl}/pos/?till=pokrovka`)
  const door = desk.locator('.entrance-standby')
  await door.filter({ hasText: 'Главная касса не отвечает' }).waitFor()
  await screenshot(desk, 'standby-2-door')
  expect(await accessibilityProblems(desk)).toEqual([])
  expect(await smallTargets(desk)).toEqual([])
  // A waiter may not: the till says whose right it is.
  const promote = desk.getByRole('button', { name: 'Сделать главной' })
  for (const digit of '4444') await desk.locator('.pad-key', { hasText: digit }).tap()
  await promote.tap()
  await door.locator('[role=status]', { hasText: /прав/i }).waitFor()
  await desk.locator('.pin-dot-filled').first().waitFor({ state: 'detached' })
  for (const digit of '1111') await desk.locator('.pad-key', { hasText: digit }).tap()
  await promote.tap()
  await expect.poll(() => pair.standing(pair.standby)).toMatchObject({ role: 'main', epoch: 1 })
  await desk.locator('.pin-dot-filled').first().waitFor({ state: 'detached' })
  await enterPin(desk, '1111')
  await desk.locator('.board').waitFor()
  await screenshot(desk, 'standby-3-promoted')

  // Sessions are of a node: the waiter logs in again, and what was written down meanwhile goes to the new main till, once.
  await phone.page.locator('.pad-key').first().waitFor()
  await screenshot(phone.page, 'standby-4-phone-at-the-door')
  await enterPin(phone.page, '4444')
  await phone.page.locator('.card').waitFor()
  await expect.poll(() => phone.page.locator('.card .item').count()).toBe(2)
  await phone.page.locator('.total-sum', { hasText: '740' }).waitFor()
  await phone.do('print-to-kitchen')
  await phone.waitForToast('Отправлено на кухню')

  // The old one is switched on again: it follows, sells nothing and says where the main till is.
  const old = await pair.bringMainBack()
  await expect
    .poll(() => pair.standing(old), { timeout: 20_000 })
    .toMatchObject({ role: 'standby', epoch: 1 })
  const oldDesk = await openScreen(pair.browser, `${old.baseUrl}/pos/?till=pokrovka`)
  await oldDesk
    .locator('.entrance-standby', { hasText: 'Эта касса повторяет главную и сейчас не продаёт' })
    .waitFor()
  const way = oldDesk.getByRole('link', { name: 'Открыть главную кассу' })
  expect(await way.getAttribute('href')).toContain(new URL(pair.standby.baseUrl).host)
  await screenshot(oldDesk, 'standby-5-old-main')
})
