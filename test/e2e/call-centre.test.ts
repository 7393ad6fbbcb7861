/** An evening at the call centre: a call, a guest, an address, dishes, an order that the till has and that is followed. */
import { expect, test } from 'vitest'
import { callDesk, type Json, openCallCentre, pokrovka } from '../wire/call-centre-driver.ts'
import { loyaltyOf } from '../wire/loyalty-driver.ts'
import { CallCentreScreen } from './drivers/call-centre.ts'
import { TillScreen } from './drivers/till.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening(async (server) => server.clock.setSpeed(0))
const slow = 180_000
const words = {
  ru: {
    name: 'Имя гостя',
    street: 'Улица',
    typed: 'покр',
    road: 'Покровка',
    house: 'Дом',
    flat: 'Квартира',
    pizza: 'Пицца',
    cash: 'Наличные',
    reason: 'Что случилось',
    comment: 'Комментарий',
  },
  en: {
    name: 'Guest’s name',
    street: 'Street',
    typed: 'покр',
    road: 'Покровка',
    house: 'House',
    flat: 'Flat',
    pizza: 'Pizza',
    cash: 'Cash',
    reason: 'What happened',
    comment: 'Comment',
  },
} as const

test.each(looks)(
  'a guest calls, is known, orders, and the order is followed until it is cancelled: $name',
  { timeout: slow },
  async ({ name, ...look }) => {
    const { browser, server } = evening
    const say = words[look.language]
    const cloud = loyaltyOf(server)
    const phone = cloud.newPhone()
    await cloud.call('customer/create_or_update', { phone, name: 'Мария' })
    const desk = await openCallCentre(server)
    await desk.sent(desk.anOrder({ phone, name: 'Мария' }))

    const page = await openScreen(browser, `${server.screensUrl}/callcentre/`, look)
    const screen = new CallCentreScreen(page)
    await page.locator('.login-form').waitFor()
    await screen.logIn(server.credentials.callCentre)
    await inspect(page, `call-centre-${name}-01-dial`)

    // The exchange says who rings; one touch and the guest is there.
    const callId = crypto.randomUUID()
    await exchange({ event: 'ringing', callId, phone, line: '+74950000000' })
    const call = page.locator(`[data-call="${callId}"]`)
    await call.waitFor()
    await inspect(page, `call-centre-${name}-02-ringing`)
    await call.tap()
    await page.locator('[data-past]').first().waitFor()
    expect(await page.getByLabel(say.name).inputValue()).toBe('Мария')
    await inspect(page, `call-centre-${name}-03-guest`)

    // An address that nobody brings to on its own, then the right one.
    await screen.press('to-address')
    await screen.street(say.street, say.typed, say.road)
    await screen.fill(say.house, '17')
    await screen.fill(say.flat, '5')
    await page.locator('[data-group][aria-pressed="true"]').waitFor()
    await inspect(page, `call-centre-${name}-04-address`)

    await screen.press('to-dishes')
    await page.locator('.cc-menu-group', { hasText: say.pizza }).first().tap()
    await screen.dish('20002')
    await inspect(page, `call-centre-${name}-05-dish`)
    await chooseFirst(screen)
    await screen.press('take-dish')
    await page.locator('.cc-line').first().waitFor()
    await page.locator('.cc-line [aria-label]').last().tap()
    await inspect(page, `call-centre-${name}-06-dishes`)

    await screen.press('to-send')
    await page.locator('[data-total]').waitFor()
    await page.getByRole('combobox').first().selectOption({ label: say.cash })
    await inspect(page, `call-centre-${name}-07-send`)
    await screen.press('send')

    // It is in the list, and at the till.
    const row = page.locator('[data-delivery]').last()
    await row.waitFor()
    const found = (await desk.told('/orders')).orders
    const order = found.find((one: Json) => one.phone === phone && one.address.flat === '5')
    expect(order).toMatchObject({ creationStatus: 'Success', phone, guestName: 'Мария', isMine: true })
    await screen.delivery(order.id).waitFor()
    await inspect(page, `call-centre-${name}-08-deliveries`)
    const till = await evening.atTheTill('2222', 'pokrovka')
    await till.docket(order.number).waitFor()
    await new TillScreen(till.page).open(order.number)

    // The kitchen begins with it, and the list says so by itself.
    const cook = (command: Json) => server.till('pokrovka').run({ orderId: order.id, ...command })
    expect((await cook({ kind: 'delivery.printToKitchen' })).refusal).toBeNull()
    const { tenant } = server.chain
    const kept = await server.node.storage.now.tillOrders.load(tenant.id, pokrovka, [order.id])
    const positionIds = kept.get(order.id)?.items.map(({ positionId }) => positionId) ?? []
    const begin = { kind: 'delivery.setCooking', positionIds, status: 'CookingStarted' }
    expect((await cook(begin)).refusal).toBeNull()
    await screen.delivery(order.id, 'CookingStarted').waitFor()
    await exchange({ event: 'ended', callId })
    await call.waitFor({ state: 'detached' })

    // A problem is marked; then the guest changes their mind.
    await screen.delivery(order.id).tap()
    await screen.press('ask-problem')
    await screen.fill(say.reason, 'Не дозвонились')
    await screen.press('problem')
    await page.getByRole('dialog').getByText('Не дозвонились').waitFor()
    await inspect(page, `call-centre-${name}-09-delivery`)
    await screen.press('ask-cancel')
    for (const group of await page.getByRole('dialog').getByRole('radiogroup').all())
      await group.getByRole('radio').first().tap()
    await screen.fill(say.comment, 'Передумали')
    await inspect(page, `call-centre-${name}-10-cancel`)
    await screen.press('cancel')
    await screen.delivery(order.id).waitFor({ state: 'detached' })
    expect((await desk.told(`/orders/${order.id}`)).status).toBe('Cancelled')
  },
)

test('an order is still on its way when the next guest calls: their order is not lost', {
  timeout: slow,
}, async () => {
  const { browser, server } = evening
  const say = words.ru
  const cloud = loyaltyOf(server)
  const [phone, nextPhone] = [cloud.newPhone(), cloud.newPhone()]
  const desk = await openCallCentre(server)
  await desk.sent(desk.anOrder({ phone, name: 'Мария' }))
  await cloud.call('customer/create_or_update', { phone: nextPhone, name: 'Пётр' })
  const page = await openScreen(browser, `${server.screensUrl}/callcentre/`)
  const screen = new CallCentreScreen(page)
  await page.locator('.login-form').waitFor()
  await screen.logIn(server.credentials.callCentre)
  const rings = async (from: string): Promise<void> => {
    const callId = crypto.randomUUID()
    await exchange({ event: 'ringing', callId, phone: from, line: '+74950000000' })
    await page.locator(`[data-call="${callId}"]`).tap()
  }
  await rings(phone)
  await screen.press('repeat')
  await screen.press('to-dishes')
  await screen.press('to-send')
  await page.locator('[data-total]').waitFor()

  let answer = (): void => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/orders', async (route) => {
    const response = await route.fetch()
    await answered
    await route.fulfill({ response })
  })
  await screen.press('send')
  await rings(nextPhone)
  const name = page.getByLabel(say.name)
  await expect.poll(() => name.inputValue()).toBe('Пётр')
  answer()
  await page.locator('.toast').first().waitFor()
  expect([page.url().split('#')[1], await name.inputValue()]).toEqual(['/order/guest', 'Пётр'])
})

/** What a telephone exchange says of a call. */
const exchange = (body: object) =>
  callDesk(evening.server, '/calls', {
    method: 'POST',
    body,
    headers: { authorization: `Bearer ${evening.server.credentials.cloud.apiLogin}` },
  })

/** The first choice of every group that has to be chosen from. */
async function chooseFirst({ page }: CallCentreScreen): Promise<void> {
  for (const group of await page.getByRole('dialog').getByRole('radiogroup').all())
    await group.getByRole('radio').first().tap()
}
