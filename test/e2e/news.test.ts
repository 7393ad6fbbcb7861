import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { saveBooks } from '../../src/app/books/save-books.ts'
import { productByCode } from '../support/orders.ts'
import { orderOf, placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()
const pickup = { name: 'Денис', phone: '+79005550148', promisedIn: 30, lines: [{ code: '10101' }] }

/** Counts the notes that a page plays from now on; nobody listens to a headless browser. */
async function listen(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const start = OscillatorNode.prototype.start
    document.body.dataset['notes'] = '0'
    OscillatorNode.prototype.start = function play(this: OscillatorNode, when?: number) {
      document.body.dataset['notes'] = String(Number(document.body.dataset['notes']) + 1)
      return start.call(this, when)
    }
  })
  return async () => Number(await page.locator('body').getAttribute('data-notes'))
}

test('a new order rings at the till, and in the kitchen when it is sent there; whoever wants silence has it', async () => {
  const { server } = evening
  const till = await evening.atTheTill('2222')
  const kitchen = await evening.inTheKitchen('3333')
  const [atTheTill, inTheKitchen] = [await listen(till.page), await listen(kitchen.page)]
  const id = await placeOrder(server, 'pokrovka', pickup)
  const { number } = await orderOf(server, 'pokrovka', id)
  await till.docket(number).waitFor()
  await expect.poll(atTheTill).toBe(2)
  await till.open(number)
  await till.do('print-to-kitchen')
  await kitchen.ticket(number).waitFor()
  await expect.poll(inTheKitchen).toBe(2)

  await till.page.locator('.user-button').tap()
  await till.dialog().getByRole('radio', { name: 'Выключен' }).tap()
  await till.closeDialog()
  await till.goTo('Доставки')
  const next = await orderOf(server, 'pokrovka', await placeOrder(server, 'pokrovka', pickup))
  await till.docket(next.number).waitFor()
  expect(await atTheTill()).toBe(2)
})

test('what the office changes in the menu stands on the screens without a reload', async () => {
  const { server } = evening
  const till = await evening.atTheTill('1111')
  const id = await placeOrder(server, 'pokrovka', pickup)
  await till.visitCard(id)
  await till.do('add-items')
  const tile = till.page.locator('.dish[data-product="10101"]')
  await tile.getByText('Борщ с говядиной').waitFor()

  const productId = productByCode(server.chain, '10101')
  const soup = server.chain.items.find((item) => item.id === productId)
  if (soup?.book !== 'product') throw new Error('no soup')
  const renamed = { ...soup, body: { ...soup.body, name: 'Борщ с уткой' }, isDeleted: false }
  await saveBooks(server.node.app, server.chain.tenant.id, [renamed], 'test')
  await tile.getByText('Борщ с уткой').waitFor()
})
