import { expect, test } from 'vitest'
import { tapPin } from './drivers/at-the-door.ts'
import { HallEvening } from './drivers/hall-evening.ts'
import { accessibilityProblems, type Look, openScreen, screenshot } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { ordersAt } from './support/hall.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening()

async function serve(pin: string, look: Look = {}): Promise<HallEvening> {
  const { browser, server } = evening
  const page = await openScreen(browser, `${server.screensUrl}/pos/?till=pokrovka`, look)
  await tapPin(page, pin)
  await page.locator('.board').waitFor()
  const hall = new HallEvening(page)
  await hall.enter()
  return hall
}
const soup = '10101'
const cake = '50001'

test('an evening at a table: seated, served by courses, moved, shared, merged and split', async () => {
  const hall = await serve('1111')

  // Four sit down; the second one has a soup, a cake for all comes later.
  await hall.openOrder(3, 4)
  await hall.waitForGuests(4)
  await hall.startAdding()
  await hall.forGuest('2')
  await hall.take(soup)
  await hall.forGuest('Общее')
  await hall.inCourse('2')
  await hall.take(cake)
  await hall.finishAdding()
  expect(await hall.dishesOf(2)).toEqual(['Борщ с говядиной'])

  // One more of the soup, with a wish; then it goes to the kitchen and the cake waits.
  await hall.choose('Борщ')
  await hall.onceMore()
  await hall.comment('без сметаны')
  await hall.do('print-to-kitchen')
  await hall.waitForToast('Отправлено на кухню')
  await hall.item('без сметаны').filter({ hasText: 'На кухне' }).waitFor()
  await hall.callForCourse(2)
  await hall.page.locator('.check-courses').waitFor({ state: 'detached' })

  // A bowl was cold: it is removed with a reason, without write-off.
  await hall.choose('Борщ')
  await hall.deletePrinted({ reason: 'Порча', amount: 'one', isWrittenOff: false })
  await hall.waitForToast('Блюда удалены')
  await hall.page.locator('.item-deleted').waitFor()

  // The second guest sits down at the next table with what is his.
  await hall.chooseGuest(2)
  await hall.moveToTable(4)
  await hall.waitForToast('Перенесено')
  await hall.waitForGuests(3)
  await hall.enter()
  await hall.waitForTable(4, 'Занят')
  await hall.openTable(4)
  expect(await hall.dishesOf(1)).toEqual(['Борщ с говядиной'])

  // They come together again, share the cake and pay apart.
  await hall.mergeFirst()
  await hall.waitForToast('Заказы объединены')
  await hall.waitForGuests(4)
  await hall.choose('Медовик')
  await hall.shareAmongAll()
  await hall.waitForShares(4)
  await hall.splitOff(1)
  await hall.waitForToast('Заказ разделён')
  await hall.waitForGuests(3)
  const orders = await ordersAt(evening.server, 4)
  const open = orders.filter(({ order }) => order.status === 'New')
  expect(open).toHaveLength(2)
  const total = open.reduce((sum: number, { order }) => sum + order.sum, 0)
  expect(total).toBe(420 + 320)
})

test('a waiter may not remove what the kitchen has, and is told so', async () => {
  const hall = await serve('4444')
  await hall.openOrder(6, 2)
  await hall.startAdding()
  await hall.take(soup)
  await hall.finishAdding()
  await hall.do('print-to-kitchen')
  await hall.waitForToast('Отправлено на кухню')
  await hall.choose('Борщ')
  await hall.pressLocked(hall.page.locator('[data-action="delete-items"]'))
  await hall.do('unchoose')
  await hall.printBill()
  await hall.choose('Борщ')
  await hall.pressLocked(hall.page.locator('[data-action="move"]'))
  await hall.waitForToast('Сначала отмените пречек')
})

test('a combo is composed group by group', async () => {
  const hall = await serve('1111')
  await hall.openOrder(8, 2)
  await hall.startAdding()
  await hall.openCombos()
  await screenshot(hall.page, 'table-combos')
  await hall.composeFirstCombo()
  await screenshot(hall.page, 'table-combo')
  expect(await accessibilityProblems(hall.page)).toEqual([])
  await hall.do('add-combo')
  await hall.waitForToast('Комбо добавлено')
})

test('two screens at one table: both add, neither loses', async () => {
  const [first, second] = [await serve('1111'), await serve('4444')]
  await first.openOrder(7, 2)
  await second.enter()
  await second.waitForTable(7, 'Занят')
  await second.openTable(7)
  for (const hall of [first, second]) await hall.startAdding()
  for (const hall of [first, second]) await hall.take(soup)
  for (const hall of [first, second]) await hall.finishAdding()
  await first.item('Борщ').nth(1).waitFor()
  await second.item('Борщ').nth(1).waitFor()
})

const tableOf = { ru: 9, en: 10 }
test.each(looks)('everything at a table can be read and touched: $name', async (look) => {
  const hall = await serve('1111', look)
  const shown = (name: string): Promise<void> => inspect(hall.page, `table-${look.name}-${name}`)
  await hall.openOrder(tableOf[look.language], 3)
  await hall.startAdding()
  await shown('1-menu')
  await hall.forGuest('1')
  await hall.take(soup)
  await hall.inCourse('2')
  await hall.take(cake)
  await shown('2-composed')
  await hall.finishAdding()
  await shown('3-check')
  await hall.chooseGuest(1)
  await shown('4-chosen')
  for (const dialog of ['set-guest', 'course', 'share', 'move', 'delete-items']) {
    await hall.do(dialog)
    await shown(`5-${dialog}`)
    await hall.closeDialog()
  }
  await hall.do('unchoose')
  for (const dialog of ['guests', 'change-table', 'merge', 'split', 'waiter', 'tab-name']) {
    await hall.do(dialog)
    await shown(`6-${dialog}`)
    await hall.closeDialog()
  }
  await hall.do('print-to-kitchen')
  await hall.chooseGuest(1)
  await hall.do('delete-items')
  await hall.page.locator('.dialog .option').first().tap()
  await shown('7-delete-printed')
})
