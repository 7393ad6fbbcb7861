import { expect, test } from 'vitest'
import { enterPin } from './drivers/at-the-door.ts'
import { PayingScreen } from './drivers/paying.ts'
import { accessibilityProblems, type Look, openScreen, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { ordersAt } from './support/hall.ts'

const evening = anEvening()

async function cashier(pin = '2222', look: Look = {}): Promise<PayingScreen> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await enterPin(page, pin)
  await page.locator('.board').waitFor()
  const till = new PayingScreen(page)
  await till.enter()
  return till
}
const soup = { group: 'Супы', code: '10101' }
const cake = { group: 'Десерты', code: '50001' }
const terminal = (steps: object[]) => evening.server.post('/__/till/pokrovka/terminal', { steps }, null)

test('a guest gives their phone, has a discount and pays by bonuses and cash with change', async () => {
  const till = await cashier()
  await till.openOrder(1)
  await till.addDishes(soup, cake)
  await till.findGuestByPhone('9005550103')
  await till.page.locator('.guest-wallets', { hasText: '450' }).waitFor()
  await till.attachGuest()
  await till.do('discounts')
  await till.swipe(';7780000000000001?')
  await till.page.locator('[data-applied]', { hasText: '7,5' }).waitFor()
  await till.closeDialog()
  await ordersAt(evening.server, 1)
  await till.pay()
  // 740 less 7.5 %: half of 684.50 may be paid by bonuses.
  await till.chooseWay('IikoCard')
  await till.do('take')
  await till.waitForRest('342,25')
  await till.chooseWay('Cash')
  await till.take('500')
  await till.waitForRest('157,75')
  await till.do('close')
  await till.waitForToast('Сдача 157,75')
  const [order] = await ordersAt(evening.server, 1)
  expect(order.order).toMatchObject({ status: 'Closed', sum: 684.5, processedPaymentsSum: 684.5 })
  expect(order.order.payments.map(({ sum }: { sum: number }) => sum)).toEqual([342.25, 342.25])
})

test('somebody new is registered by phone and has the gift of the programme', async () => {
  const till = await cashier()
  await till.openOrder(2)
  await till.addDishes(soup)
  await till.findGuestByPhone('9005550808')
  await till.page.getByText('Такого гостя нет').waitFor()
  await till.page.getByLabel('Имя').fill('Тихон')
  await till.do('register-guest')
  await till.page.locator('.guest-wallets', { hasText: '300' }).waitFor()
  await till.attachGuest()
  await till.page.locator('[data-action="guest"]', { hasText: 'Тихон' }).waitFor()
})

test('a declined card leaves the order open; the next one pays it with tips', async () => {
  const till = await cashier()
  await till.openOrder(3)
  await till.addDishes(soup, soup)
  await ordersAt(evening.server, 3)
  await till.do('print-bill')
  await till.do('show-bill')
  await till.page.locator('.bill', { hasText: '840' }).waitFor()
  await till.closeDialog()
  await terminal([
    { do: 'decline', text: 'Недостаточно средств' },
    { do: 'approve', after: 1500 },
  ])
  await till.pay()
  await till.chooseWay('Card', 'Банковская карта')
  await till.typeSum('84')
  await till.do('add-tips')
  await till.do('take')
  await till.waitForRest('0')
  await till.do('close')
  await till.page.locator('[data-bank-failure="declined"]', { hasText: 'Недостаточно средств' }).waitFor()
  await screenshot(till.page, 'paying-declined')
  await till.do('close')
  await till.page.locator('[data-bank="authorizing"]', { hasText: '924' }).waitFor()
  await screenshot(till.page, 'paying-terminal')
  await till.waitForToast('Заказ закрыт')
  await till.waitForTable(3, 'Свободен')
  const [order] = await ordersAt(evening.server, 3)
  expect(order.order).toMatchObject({ status: 'Closed', processedPaymentsSum: 840 })
  expect(order.order.tips.map(({ sum }: { sum: number }) => sum)).toEqual([84])
})

test('the cashier stops a slow terminal, and says what it did when nobody knows', async () => {
  const till = await cashier()
  await till.openOrder(4)
  await till.addDishes(soup)
  await terminal([{ do: 'approve', after: 'PT1H' }, { do: 'unknown' }])
  await till.pay()
  await till.chooseWay('Card', 'Банковская карта')
  await till.do('take')
  await till.do('close')
  await till.do('stop-terminal')
  await till.page.locator('[data-bank-failure="cancelled"]').waitFor()
  await till.do('close')
  await till.do('bank-moved')
  await till.page.locator('.pay-line', { hasText: 'Банковская карта' }).waitFor()
  await till.do('close')
  await till.waitForTable(4, 'Свободен')
})

test('exact cash closes an order by one tap', async () => {
  const till = await cashier()
  await till.openOrder(5)
  await till.addDishes(soup)
  await ordersAt(evening.server, 5)
  await till.do('fast-cash')
  await till.waitForToast('без сдачи')
  const [order] = await ordersAt(evening.server, 5)
  expect(order.order).toMatchObject({ status: 'Closed', processedPaymentsSum: 420 })
})

const looks: (Look & { name: string; table: number })[] = [
  { name: 'ru-light', language: 'ru', theme: 'light', table: 7 },
  { name: 'en-dark', language: 'en', theme: 'dark', table: 8 },
]
test.each(looks)('every screen of paying can be read and touched by everybody: $name', async (look) => {
  const till = await cashier('1111', look)
  const { page } = till
  const inspect = async (name: string): Promise<void> => {
    await screenshot(page, `paying-${look.name}-${name}`)
    expect.soft(await accessibilityProblems(page), name).toEqual([])
    expect.soft(await smallTargets(till), name).toEqual([])
    const isWider = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
    expect.soft(isWider, `${name} is wider than the screen`).toBe(false)
  }
  await till.table(look.table).tap()
  await till.do('open-order')
  await page.locator('.card').waitFor()
  await till.do('add-items')
  await page.locator('[data-product="10101"]').tap()
  await till.do('take-dish')
  await till.do('add')
  await page.locator('.card .item').first().waitFor()
  await till.findGuestByPhone('9005550101')
  await page.locator('.guest-card').waitFor()
  await inspect('1-guest')
  await till.do('set-guest')
  await page.locator('.dialog').waitFor({ state: 'detached' })
  await till.do('discounts')
  await page.locator('[data-discount]', { hasText: '7,5' }).waitFor({ state: 'detached' })
  await page.locator('[data-discount]').nth(1).tap()
  await page.locator('[data-applied]').first().waitFor()
  await inspect('2-discounts')
  await page.locator('[data-discount]:has-text("10")').first().tap()
  await inspect('3-discount-sum')
  await till.closeDialog()
  await till.closeDialog()
  await inspect('4-order')
  await till.do('print-bill')
  await till.do('show-bill')
  await inspect('5-bill')
  await till.closeDialog()
  await till.pay()
  await till.chooseWay('Card')
  await till.typeSum('5')
  await till.do('add-tips')
  await till.typeSum('10')
  await till.do('take')
  await inspect('6-payment')
  await terminal([{ do: 'approve', after: 'PT1H' }, { do: 'unknown' }])
  await till.chooseWay('Cash')
  await till.do('exact')
  await till.do('close')
  await page.locator('[data-bank="authorizing"]').waitFor()
  await inspect('7-terminal')
  await till.do('stop-terminal')
  await page.locator('[data-bank-failure]').waitFor()
  await inspect('8-stopped')
  await till.do('close')
  await page.locator('[data-bank="unknown"]').waitFor()
  await inspect('9-unknown')
})

/** Everything that can be pressed is at least 44 px high and wide. */
const smallTargets = ({ page }: PayingScreen): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a[href], [role=radio]')].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      const isSmall = width > 0 && height > 0 && (width < 44 || height < 44)
      return isSmall
        ? [`${Math.round(width)} × ${Math.round(height)}: ${element.outerHTML.slice(0, 120)}`]
        : []
    }),
  )
