import { afterAll, beforeAll, expect, test } from 'vitest'
import { productByCode } from '../support/orders.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'

const evening = anEvening()
let receiver: WebhookReceiver

beforeAll(async () => {
  receiver = await startWebhookReceiver()
})
afterAll(() => receiver.close())

const borscht = '10101'

/** What the API says is left of a product at Pokrovka; undefined when it is not on the list. */
async function balanceOf(code: string): Promise<number | undefined> {
  const { server } = evening
  await server.settle()
  const { organizationId, terminalGroupId } = server.till('pokrovka')
  const answer = await server.post('/api/1/stop_lists', { organizationIds: [organizationId] })
  const [group] = answer.json.terminalGroupStopLists[0].items.filter(
    (item: { terminalGroupId: string }) => item.terminalGroupId === terminalGroupId,
  )
  const id = productByCode(server.chain, code)
  return group.items.find((item: { productId: string }) => item.productId === id)?.balance
}

test('the borscht runs out: the cook says so, programs and the cashier’s menu know, and it comes back', async () => {
  const { server } = evening
  const subscribed = await server.post('/api/1/webhooks/update_settings', {
    organizationId: server.till('pokrovka').organizationId,
    webHooksUri: receiver.url,
    authToken: 'hook secret',
    webHooksFilter: { stopListUpdateFilter: { updates: true } },
  })
  expect(subscribed.status, subscribed.text).toBe(200)
  const id = await placeOrder(server, 'pokrovka', {
    name: 'Иван',
    phone: '+79005550144',
    promisedIn: 40,
    lines: [{ code: '60403' }],
  })
  const cashier = await evening.atTheTill('2222')
  await cashier.visitCard(id)
  await cashier.do('add-items')
  const tile = cashier.page.locator(`.dish[data-product="${borscht}"]`)
  await tile.waitFor()

  const cook = await evening.atTheTill('3333')
  await cook.goTo('Стоп-лист')
  await cook.do('stop')
  await cook.dialog().locator(`[data-product="${borscht}"]`).tap()
  await cook.do('put')
  await cook.page.locator('.row', { hasText: 'Борщ с говядиной' }).getByText('Закончилось').waitFor()

  await tile.getByText('Стоп').waitFor()
  expect(await tile.isDisabled()).toBe(true)
  expect(await balanceOf(borscht)).toBe(0)
  await receiver.waitFor(({ eventType }) => eventType === 'StopListUpdate', 30_000)

  const row = cook.page.locator('.row', { hasText: 'Борщ с говядиной' })
  await row.getByRole('button', { name: 'Остаток' }).tap()
  await cook.dialog().locator('.pad-key', { hasText: '7' }).tap()
  await cook.do('put')
  await row.getByText('Осталось 7').waitFor()
  await tile.getByText('осталось 7').waitFor()
  expect(await balanceOf(borscht)).toBe(7)

  await row.getByRole('button', { name: 'Снять со стопа' }).tap()
  await cook.waitForToast('Борщ с говядиной снова в продаже')
  await tile.getByText('осталось').waitFor({ state: 'detached' })
  expect(await balanceOf(borscht)).toBeUndefined()
})
