import { expect, test } from 'vitest'
import { soup, WaiterPhone } from './drivers/waiter.ts'
import { accessibilityProblems, screenshot } from './support/browser.ts'
import { orderOf, placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()
const order = { name: 'Анна', phone: '+79005550177', promisedIn: 45, lines: [{ code: '10101' }] }

test('a note is written with a finger alone, and its save button stays in sight', async () => {
  const { server } = evening
  const { id, till } = await evening.atDelivery('2222', order)
  await till.doRarely('change-comment')
  const field = till.dialog().getByRole('textbox')
  await field.tap()
  await till.typeLetters('не перчить!')
  expect(await field.inputValue()).toBe('не перчить!')
  await till.typeLetters('⌫')
  expect(await field.inputValue()).toBe('не перчить')
  await screenshot(till.page, 'keyboard')
  expect(await accessibilityProblems(till.page)).toEqual([])
  const save = till.dialog().getByRole('button', { name: 'Сохранить' })
  const [button, keyboard] = [await save.boundingBox(), await till.page.locator('.keyboard').boundingBox()]
  expect((button?.y ?? 0) + (button?.height ?? 0)).toBeLessThanOrEqual(keyboard?.y ?? 0)
  await save.tap()
  await till.page.locator('.fact-comment', { hasText: 'не перчить' }).waitFor()
  await till.page.locator('.keyboard').waitFor({ state: 'detached' })
  // The screen shows it before the till has it.
  await expect.poll(async () => (await orderOf(server, 'pokrovka', id)).comment).toBe('не перчить')
})

test('a delivery is looked for by the end of a phone number, and the keyboard goes away when it is done', async () => {
  const id = await placeOrder(evening.server, 'pokrovka', { ...order, phone: '+79005550191' })
  const { number } = await orderOf(evening.server, 'pokrovka', id)
  const till = await evening.atTheTill('2222')
  await till.page.locator('.search-input').tap()
  await till.typeLetters('0191')
  await till.page.locator('.found', { hasText: 'Найдена 1 доставка' }).waitFor()
  await till.docket(number).waitFor()
  await till.page.locator('.keyboard').getByRole('button', { name: 'Готово' }).tap()
  await till.page.locator('.keyboard').waitFor({ state: 'detached' })
})

test('a mouse, or a computer with a keyboard of its own, is left alone', async () => {
  const till = await evening.atTheTill('2222')
  await till.page.locator('.search-input').click()
  expect(await till.page.locator('.keyboard').count()).toBe(0)
  await till.page.goto(`${evening.server.screensUrl}/pos/?till=pokrovka&keyboard=system`)
  await till.page.locator('.search-input').tap()
  expect(await till.page.locator('.keyboard').count()).toBe(0)
  expect(await till.page.locator('.search-input').getAttribute('inputmode')).toBeNull()
})

test('a phone has a keyboard of its own', async () => {
  const { browser, server } = evening
  const waiter = await WaiterPhone.take(browser, server, '4444')
  await waiter.enter()
  await waiter.openOrder(4)
  await waiter.addDishes(soup)
  await waiter.page.locator('.check-item').first().tap()
  await waiter.do('item-comment')
  const field = waiter.dialog().getByRole('textbox')
  await field.tap()
  await field.pressSequentially('без лука')
  expect(await waiter.page.locator('.keyboard').count()).toBe(0)
  expect(await field.getAttribute('inputmode')).toBeNull()
  expect(await field.inputValue()).toBe('без лука')
})
