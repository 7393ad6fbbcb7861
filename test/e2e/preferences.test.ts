import { expect, test } from 'vitest'
import { placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()

test('an employee from abroad switches to English and to dark at once, and a reload keeps both', async () => {
  const id = await placeOrder(evening.server, 'pokrovka', {
    name: 'Anna',
    phone: '+79005550177',
    promisedIn: 45,
    lines: [{ code: '10101' }],
  })
  const till = await evening.atTheTill('2222')
  await till.visitCard(id)
  await till.item('Борщ с говядиной').waitFor()
  await till.page.locator('.user-button').tap()
  await till.dialog().getByRole('radio', { name: 'Eng' }).tap()
  await till.dialog().getByRole('radio', { name: 'Dark' }).tap()
  await till.closeDialog()
  await till.item('Beef borscht').waitFor()
  await till.page.reload()
  await till.item('Beef borscht').waitFor()
  const look = () => {
    const { lang, dataset } = document.documentElement
    return { lang, theme: dataset['theme'], background: getComputedStyle(document.body).backgroundColor }
  }
  expect(await till.page.evaluate(look)).toEqual({ lang: 'en', theme: 'dark', background: 'rgb(14, 20, 18)' })
})

test('five wrong PINs close the door for half a minute, in words', async () => {
  const till = await evening.atTheTill('2222')
  await till.page.locator('.user-button').tap()
  await till.dialog().getByRole('button', { name: 'Сменить сотрудника' }).tap()
  for (let tries = 0; tries < 5; tries += 1) {
    await till.enterWrongPin('9999')
  }
  await till.enterWrongPin('9999')
  await till.page.locator('.entrance-problem', { hasText: 'Слишком много неверных PIN-кодов' }).waitFor()
  evening.server.clock.advance(31_000)
  await till.logIn('2222')
})
