import { afterEach, expect, test } from 'vitest'
import { accessibilityProblems, screenshot } from './support/browser.ts'
import { orderOf } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()

afterEach(() => evening.server.returnScreens())

const pickup = {
  name: 'Елизавета',
  phone: '+79005550147',
  promisedIn: 45,
  lines: [{ code: '10101', amount: 2 }],
}

test('without the cloud the till works on, says so and counts what waits; then everything converges', async () => {
  const { server } = evening
  const { id, till } = await evening.atDelivery('2222', pickup)
  await till.page.locator('.link-badge', { hasText: 'На связи' }).waitFor()

  await server.till('pokrovka').unplug()
  await till.page.locator('.banner', { hasText: 'Нет связи с облаком' }).waitFor()
  await till.page.locator('.link-badge', { hasText: 'Нет связи' }).waitFor()
  await till.do('print-to-kitchen')
  await till.waitForToast('Отправлено на кухню')
  await till.page
    .locator('.banner')
    .getByText(/^[1-9]\d* запис/)
    .waitFor()
  await screenshot(till.page, 'cut-off-cloud')
  expect(await accessibilityProblems(till.page)).toEqual([])
  const whilstCut = await server.post('/api/1/deliveries/by_id', {
    organizationId: server.till('pokrovka').organizationId,
    orderIds: [id],
  })
  expect(whilstCut.json.orders[0].order.items[0].status).toBe('Added')

  server.till('pokrovka').plug()
  await till.page.locator('.banner').waitFor({ state: 'detached' })
  await till.page.locator('.link-badge', { hasText: 'На связи' }).waitFor()
  expect((await orderOf(server, 'pokrovka', id)).items[0].status).toBe('PrintedNotCooking')
})

test('a screen that lost its till says so, writes down what is composed, and is live again by itself', async () => {
  const { server } = evening
  const { id, till } = await evening.atDelivery('2222', pickup)
  await till.action('print-to-kitchen').waitFor()
  await server.loseScreens()
  await till.page.locator('.banner', { hasText: 'Касса не отвечает' }).waitFor()
  await till.page.locator('.banner', { hasText: 'Данные на' }).waitFor()

  await screenshot(till.page, 'cut-off-till')
  expect(await accessibilityProblems(till.page)).toEqual([])

  // Kitchen, payment and numbers wait, and a press says why.
  for (const action of ['print-to-kitchen', 'print-bill', 'take-payment']) {
    expect(await till.action(action).getAttribute('aria-disabled'), action).toBe('true')
  }
  await till.pressLocked(till.action('print-to-kitchen'))
  await till.waitForToast('Касса не отвечает: действие недоступно')

  // Dishes and notes may be composed; they are written here and counted.
  await till.do('add-items')
  await till.dialog().locator('.picker-group', { hasText: 'Десерты' }).tap()
  await till.dialog().locator('[data-product="50001"]').tap()
  await till.page.locator('.basket-offline').waitFor()
  await till.do('add')
  await till.waitForToast('Записано на этом устройстве')
  await till.page.locator('.banner[data-unsent="1"]').waitFor()
  await till.page.locator('.item', { hasText: 'Ждёт связи' }).waitFor()
  await screenshot(till.page, 'cut-off-till-written')
  expect(await accessibilityProblems(till.page)).toEqual([])

  // Meanwhile somebody else works at the same till.
  const { refusal } = await server
    .till('pokrovka')
    .run({ kind: 'delivery.changeComment', orderId: id, comment: 'Позвонить в дверь' })
  expect(refusal).toBeNull()
  await server.returnScreens()
  await till.page.locator('.banner').first().waitFor({ state: 'detached' })
  await till.page.locator('.fact-comment', { hasText: 'Позвонить в дверь' }).waitFor()
  const names = (await orderOf(server, 'pokrovka', id)).items.map(
    (item: { product: { name: string } }) => item.product.name,
  )
  expect(names).toHaveLength(2)
})

test('a cable that carries nothing any more is noticed though nothing broke', async () => {
  const till = await evening.atTheTill('2222')
  const { server } = evening
  server.freezeScreens()
  await till.page.locator('.banner', { hasText: 'Касса не отвечает' }).waitFor({ timeout: 60_000 })
  await server.returnScreens()
  await till.page.locator('.banner').waitFor({ state: 'detached', timeout: 60_000 })
})

test('a tap whose answer got lost is done once', async () => {
  const { server } = evening
  const { id, till } = await evening.atDelivery('2222', pickup)
  await till.openItem('Борщ')
  const commands: string[] = []
  await till.page.route('**/api/commands', async (route) => {
    commands.push(String(route.request().postDataJSON().id))
    // The till does it, and its answer does not arrive.
    if (commands.length === 1) {
      await route.fetch()
      await route.abort('connectionreset')
    } else await route.continue()
  })
  await till.increase('Количество')
  await till.item('Борщ').locator('.item-amount', { hasText: '3' }).waitFor()
  await expect.poll(() => commands.length).toBe(2)
  await till.page.locator('.stepper button:enabled').first().waitFor()
  expect(new Set(commands).size).toBe(1)
  expect((await orderOf(server, 'pokrovka', id)).items[0].amount).toBe(3)
  await till.closeDialog()
  await till.page.getByRole('radio', { name: 'История' }).tap()
  await till.page.locator('.history-entry').first().waitFor()
  expect(await till.page.locator('.history-entry', { hasText: 'Изменено количество' }).count()).toBe(1)
})
