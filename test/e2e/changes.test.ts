import { expect, test } from 'vitest'
import { orderOf, placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'
import { holdCommands } from './support/held-commands.ts'

const evening = anEvening()

type ApiItem = { product: { name: string }; amount: number; deleted: unknown; comment: string | null }
const living = (items: ApiItem[]): [string, number][] =>
  items.filter((item) => item.deleted === null).map(({ product, amount }) => [product.name, amount])

const dinner = {
  name: 'Наталья',
  phone: '+79005550145',
  address: { street: 'Воронцово Поле', house: '8', flat: '45' },
  promisedIn: 70,
  lines: [{ code: '10201' }, { code: '60408', amount: 2 }],
}

test('a guest calls: the cashier adds a pizza, raises an amount and takes a dish out, and the API knows', async () => {
  const { server } = evening
  const { id, till } = await evening.atDelivery('2222', dinner)

  await till.do('add-items')
  await till.dialog().locator('.picker-group', { hasText: 'Пицца' }).tap()
  await till.dialog().locator('[data-product="20002"]').tap()
  await till.choose('Большая 35 см')
  await till.choose('Тонкое тесто')
  await till.increase('Моцарелла')
  await till.do('take-dish')
  await till.dialog().locator('.basket-line', { hasText: 'Пепперони' }).waitFor()
  await till.do('add')
  await till.waitForToast('Блюда добавлены')

  await till.openItem('Квас')
  await till.increase('Количество')
  await till.item('Квас').locator('.item-amount', { hasText: '3' }).waitFor()
  await till.closeDialog()

  await till.openItem('Цезарь')
  await till.dialog().getByRole('button', { name: 'Удалить из заказа' }).tap()
  await till.dialog().getByRole('button', { name: 'Удалить', exact: true }).tap()
  await till.waitForToast('Удалено: Цезарь с курицей')
  await till.page.locator('.item-deleted', { hasText: 'Цезарь' }).waitFor()

  const order = await orderOf(server, 'pokrovka', id)
  expect(living(order.items)).toEqual([
    ['Квас 0,5 л', 3],
    ['Пепперони', 1],
  ])
  const pizza = order.items.find((item: ApiItem) => item.product.name === 'Пепперони')
  expect(pizza.size.name).toBe('Большая 35 см')
  expect(pizza.modifiers.map((modifier: ApiItem) => [modifier.product.name, modifier.amount])).toEqual([
    ['Тонкое тесто', 1],
    ['Моцарелла', 1],
  ])
  await till.page.locator('.total-sum', { hasText: rubles(order.sum) }).waitFor()

  await till.openItem('Пепперони')
  await till.do('composition')
  await till.choose('Традиционное тесто')
  await till.increase('Моцарелла')
  await till.do('take-dish')
  await till.waitForToast('Состав блюда изменён')
  const changed = await orderOf(server, 'pokrovka', id)
  const other = changed.items.find((item: ApiItem) => item.product.name === 'Пепперони')
  expect(other.size.name).toBe('Большая 35 см')
  expect(other.modifiers.map((modifier: ApiItem) => [modifier.product.name, modifier.amount])).toEqual([
    ['Моцарелла', 2],
    ['Традиционное тесто', 1],
  ])
  await till.page.locator('.total-sum', { hasText: rubles(changed.sum) }).waitFor()
})

test('the till is slow to answer: each touch of an amount counts', async () => {
  const { server } = evening
  const { id, till } = await evening.atDelivery('2222', dinner)
  await till.openItem('Квас')
  const link = await holdCommands(till.page)
  for (const _touch of [1, 2, 3]) await till.increase('Количество')
  await expect.poll(link.asked).toBe(3)
  link.letThrough()
  await till.item('Квас').locator('.item-amount', { hasText: '5' }).waitFor()
  expect(living((await orderOf(server, 'pokrovka', id)).items)).toContainEqual(['Квас 0,5 л', 5])
})

test('an order that the kitchen has is cancelled with a cause and with what becomes of its dishes', async () => {
  const { server } = evening
  const { id, till } = await evening.atDelivery('1111', dinner)
  await till.do('print-to-kitchen')
  await till.waitForToast('Отправлено на кухню')

  await till.doRarely('cancel-delivery')
  await till.pressLocked(till.dialog().getByRole('button', { name: 'Отменить заказ' }))
  await till.waitForToast('Выберите причину')
  await till.choose('Отказ гостя')
  await till.choose('Списание на заведение')
  await till.dialog().getByRole('button', { name: 'Отменить заказ' }).tap()
  await till.waitForToast('Заказ отменён')
  await till.page.locator('.fact-alert', { hasText: 'Отказ гостя' }).waitFor()

  const order = await orderOf(server, 'pokrovka', id)
  expect(order).toMatchObject({ status: 'Cancelled', cancelInfo: { cause: { name: 'Отказ гостя' } } })
  await till.goTo('Доставки')
  await till.page.getByRole('radio', { name: 'Отменённые' }).tap()
  await till.docket(order.number).waitFor()
})

test('a cashier may not cancel: the button is locked and says why when it is pressed', async () => {
  const { server } = evening
  const { id, till } = await evening.atDelivery('2222', dinner)
  await till.page.locator('[data-action="more"]').tap()
  await till.pressLocked(till.page.locator('[data-action="cancel-delivery"]'))
  await till.waitForToast('У вас нет права на это действие')
  expect((await orderOf(server, 'pokrovka', id)).status).toBe('WaitCooking')
})

test('where orders are confirmed and paid before they leave, the till asks for it in that order', async () => {
  const { server } = evening
  const id = await placeOrder(server, 'baumana', {
    name: 'Тимур',
    phone: '+79005550151',
    address: { street: 'Баумана', house: '17', city: 'Казань' },
    promisedIn: 90,
    lines: [{ code: '10101' }],
  })
  const { number, sum } = await orderOf(server, 'baumana', id)
  const till = await evening.atTheTill('2223', 'baumana')
  const kitchen = await evening.inTheKitchen('3334', 'baumana')
  await till.docket(number, 'Новые').getByText('Не подтверждён').waitFor()
  await till.open(number)
  await till.waitForStatus('Не подтверждён')
  await till.do('confirm')
  await till.waitForToast('Заказ подтверждён')
  await till.do('print-to-kitchen')
  await kitchen.bump(number, 'Начать')
  await kitchen.bump(number, 'Готово')
  await till.waitForStatus('Приготовлен')
  await till.do('take-payment')
  await till.do('exact')
  await till.do('close')
  await till.waitForToast('Оплата принята')
  await till.assignCourier('Нуриев')
  await till.do('send-out')
  await till.waitForStatus('В пути')
  await till.do('mark-delivered')
  await till.waitForStatus('Доставлен')
  await till.do('take-payment')
  await till.dialog().getByRole('button', { name: 'Закрыть заказ' }).tap()
  await till.waitForToast('Заказ закрыт')
  expect(await orderOf(server, 'baumana', id)).toMatchObject({ status: 'Closed', processedPaymentsSum: sum })
})

/** As the till writes sums: a narrow space between thousands. */
const rubles = (sum: number): RegExp => new RegExp(String(sum).replace(/(\d)(\d{3})$/, '$1\\s$2'))
