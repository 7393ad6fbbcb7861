import { expect, test } from 'vitest'
import { orderOf, placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'
import { holdCommands } from './support/held-commands.ts'
import type { ScreensServer } from './support/screens-server.ts'

const evening = anEvening()

/** An order whose dishes lie at two stations, already printed. Gives its id and number. */
async function inTheKitchen(server: ScreensServer): Promise<{ id: string; number: number }> {
  const id = await placeOrder(server, 'pokrovka', {
    name: 'Артур',
    phone: '+79005550146',
    promisedIn: 45,
    lines: [{ code: '10101' }, { code: '20001', size: '25', modifiers: [{ code: '70101', group: '701' }] }],
  })
  const { refusal } = await server.till('pokrovka').run({ kind: 'delivery.printToKitchen', orderId: id })
  expect(refusal).toBeNull()
  return { id, number: (await orderOf(server, 'pokrovka', id)).number }
}

test('a cook moves one dish with one touch, and takes a slip back with another', async () => {
  const { id, number } = await inTheKitchen(evening.server)
  const kitchen = await evening.inTheKitchen('3333')
  const dish = kitchen.dish(number, 'Борщ')
  await dish.tap()
  await kitchen.waitForDish(number, 'Борщ', 'готовится')
  await dish.tap()
  await kitchen.waitForDish(number, 'Борщ', 'готово')
  expect(await dish.isDisabled()).toBe(true)
  await kitchen.recall(number)
  await kitchen.waitForDish(number, 'Борщ', 'готовится')
  const order = await orderOf(evening.server, 'pokrovka', id)
  expect(order.items.map((item: { status: string }) => item.status)).toEqual([
    'CookingStarted',
    'PrintedNotCooking',
  ])
})

test('a station sees its own dishes and how many others cook', async () => {
  const { number } = await inTheKitchen(evening.server)
  const kitchen = await evening.inTheKitchen('3333')
  await kitchen.page.getByRole('radio', { name: 'Пицца-печь' }).tap()
  await kitchen.dish(number, 'Маргарита').waitFor()
  expect(await kitchen.dish(number, 'Борщ').count()).toBe(0)
  await kitchen.ticket(number).getByText('ещё 1 блюдо в других цехах').waitFor()
  await kitchen.page.reload()
  await kitchen.dish(number, 'Маргарита').waitFor()
  expect(await kitchen.dish(number, 'Борщ').count()).toBe(0)
})

test('who is no cook only looks', async () => {
  const { number } = await inTheKitchen(evening.server)
  const kitchen = await evening.inTheKitchen('4444')
  await kitchen.page.getByText('Отмечать приготовление может повар').waitFor()
  expect(await kitchen.dish(number, 'Борщ').isDisabled()).toBe(true)
})

test('without its till a kitchen shows what it knew and only looks; a touch whose answer got lost is done once', async () => {
  const { server } = evening
  const { id, number } = await inTheKitchen(server)
  const kitchen = await evening.inTheKitchen('3333')
  await kitchen.dish(number, 'Борщ').waitFor()
  await server.loseScreens()
  await kitchen.page.locator('.banner', { hasText: 'Касса не отвечает' }).waitFor()
  await expect.poll(() => kitchen.dish(number, 'Борщ').isDisabled()).toBe(true)
  await kitchen.page.locator('.kitchen-note', { hasText: 'Касса не отвечает' }).waitFor()
  await server.returnScreens()
  await kitchen.page.locator('.banner').first().waitFor({ state: 'detached' })

  const ids: string[] = []
  await kitchen.page.route('**/api/commands', async (route) => {
    ids.push(String(route.request().postDataJSON().id))
    // The till does it, and its answer does not arrive.
    if (ids.length > 1) return route.continue()
    await route.fetch()
    await route.abort('connectionreset')
  })
  await kitchen.dish(number, 'Борщ').tap()
  await kitchen.waitForDish(number, 'Борщ', 'готовится')
  await expect.poll(() => ids.length).toBe(2)
  expect(new Set(ids).size).toBe(1)
  const [soup] = (await orderOf(server, 'pokrovka', id)).items
  expect(soup.status).toBe('CookingStarted')
})

test('two cooks touch at once over a slow link: both count, the same touch twice counts once, a slip is taken back', async () => {
  const { server } = evening
  const { id, number } = await inTheKitchen(server)
  const kitchen = await evening.inTheKitchen('3333')
  const link = await holdCommands(kitchen.page)
  await kitchen.dish(number, 'Борщ').tap()
  await kitchen.dish(number, 'Борщ').tap()
  await kitchen.dish(number, 'Маргарита').tap()
  await expect.poll(link.asked).toBe(2)
  // A slip: the last touch is taken back, though the till has not heard of it yet.
  await kitchen.recall(number)
  const takenBack = kitchen.page.waitForResponse((answer) =>
    (answer.request().postData() ?? '').includes('"status":"PrintedNotCooking"'),
  )
  link.letThrough()
  expect((await takenBack).status()).toBe(200)
  expect(link.asked()).toBe(3)
  await kitchen.waitForDish(number, 'Борщ', 'готовится')
  await kitchen.waitForDish(number, 'Маргарита', 'ждёт')
  const order = await orderOf(server, 'pokrovka', id)
  expect(order.items.map(({ status }: { status: string }) => status)).toEqual([
    'CookingStarted',
    'PrintedNotCooking',
  ])
})
