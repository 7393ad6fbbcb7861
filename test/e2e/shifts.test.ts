import { expect, test } from 'vitest'
import { orderOf, placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()

test('without a shift no money is taken; a new one counts what it sold', async () => {
  const { server } = evening
  const id = await placeOrder(server, 'pokrovka', {
    name: 'Денис',
    phone: '+79005550148',
    promisedIn: 30,
    lines: [{ code: '60403', amount: 2 }],
  })
  const { sum, number } = await orderOf(server, 'pokrovka', id)
  const till = await evening.atTheTill('2222')
  const { page } = till

  await till.goTo('Смена')
  await page.getByRole('heading', { name: 'Смена № 1' }).waitFor()
  await page.getByRole('button', { name: 'Закрыть смену' }).tap()
  await till.dialog().getByText('В работе 1 доставка').waitFor()
  await till.typeNumber('0')
  await till.dialog().getByRole('button', { name: 'Закрыть смену' }).tap()
  await till.waitForToast('Смена закрыта')
  await page.locator('.report').waitFor()
  await till.closeDialog()

  await till.visitCard(id)
  await till.do('take-payment')
  await till.do('exact')
  await till.page.locator('.foot-why', { hasText: 'Смена закрыта' }).waitFor()
  expect(await page.locator('[data-action="close"]').getAttribute('aria-disabled')).toBe('true')
  await till.closeDialog()

  await till.goTo('Смена')
  await page.getByRole('button', { name: 'Открыть смену' }).tap()
  await page.getByRole('heading', { name: 'Смена № 2' }).waitFor()
  await page.locator('.sums', { hasText: 'Кузнецова' }).waitFor()

  await till.goTo('Доставки')
  await till.open(number)
  await till.do('take-payment')
  await till.typeNumber('1000')
  await till.do('take')
  await till.dialog().locator('.pay-change', { hasText: 'Сдача' }).waitFor()
  await till.do('close')
  await till.waitForToast('Сдача')

  await till.goTo('Смена')
  await page.locator('.total-line', { hasText: 'Наличные' }).getByText(String(sum)).waitFor()
  expect((await orderOf(server, 'pokrovka', id)).status).toBe('Closed')
})

test('a courier goes home: his shift ends, nobody can send him, and programs see who is left', async () => {
  const { server } = evening
  const id = await placeOrder(server, 'pokrovka', {
    name: 'Ольга',
    phone: '+79005550141',
    address: { street: 'Маросейка', house: '8', flat: '12' },
    promisedIn: 55,
    lines: [{ code: '10101' }],
  })
  const till = await evening.atTheTill('2222')
  await till.goTo('Смена')
  const courier = till.page.getByRole('switch', { name: 'Волков Сергей' })
  expect(await courier.getAttribute('aria-checked')).toBe('true')
  await courier.tap()
  await till.page.locator('.switch[aria-checked="false"]', { hasText: 'Волков Сергей' }).waitFor()

  await till.visitCard(id)
  await till.do('assign-courier')
  const offered = till.dialog().locator('.option', { hasText: 'Волков Сергей' })
  await offered.getByText('не на смене').waitFor()
  expect(await offered.isDisabled()).toBe(true)
  await till.choose('Каримов')
  await till.waitForToast('Курьер: Каримов Азамат')
  const order = await orderOf(server, 'pokrovka', id)
  expect(order.courierInfo.courier.name).toBe('Каримов Азамат')
})
