import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { PayingScreen } from './drivers/paying.ts'
import type { TillScreen } from './drivers/till.ts'
import { orderOf, placeOrder } from './support/deliveries.ts'
import { anEvening } from './support/evening.ts'

// A person who has worked a till finds every daily action within two taps of where it is expected.

const evening = anEvening()

/** What is done, the taps that lead there from where one stands, and what shows that it is there. */
type Way = [what: string, taps: Locator[], shows: Locator]

/** Walks every way; `before` brings the till back to where one stands. */
async function walk(ways: readonly Way[], before: () => Promise<unknown>): Promise<void> {
  for (const [what, taps, shows] of ways) {
    await before()
    expect(taps.length, what).toBeLessThanOrEqual(2)
    try {
      for (const one of taps) await one.first().tap()
      await shows.first().waitFor({ timeout: 15_000 })
    } catch (error) {
      throw new Error(`${what} was not found: ${String(error)}`)
    }
  }
}

const deed = (page: Page, id: string): Locator => page.locator(`[data-action="${id}"]:not([aria-disabled])`)

async function closeDialogs(till: TillScreen): Promise<void> {
  while ((await till.page.locator('dialog[open]').count()) > 0) await till.closeDialog()
}

async function atTheTill(): Promise<PayingScreen> {
  const { page } = await evening.atTheTill('1111')
  return new PayingScreen(page)
}

test('from any screen: the others, the shift’s money and papers, who works, what has run out, leaving', async () => {
  const till = await atTheTill()
  const { page } = till
  const section = (name: string): Locator => page.locator('.sections').getByRole('link', { name })
  const dialog = page.locator('dialog[open]')
  const ways: Way[] = [
    ['deliveries', [section('Доставки')], page.locator('.board')],
    ['the hall', [section('Зал')], page.locator('.tables .table')],
    ['reserves', [section('Зал'), page.getByRole('radio', { name: /Резерв/ })], deed(page, 'new-reserve')],
    ['what has run out', [section('Стоп-лист'), deed(page, 'stop')], dialog.locator('.search-input')],
    ['report of the shift', [section('Смена'), deed(page, 'report')], dialog.locator('.report')],
    ['cash put in', [section('Смена'), deed(page, 'cash-in')], dialog.locator('.pad-key')],
    ['cash taken out', [section('Смена'), deed(page, 'cash-out')], dialog.locator('.pad-key')],
    ['receipts', [section('Смена'), page.getByRole('button', { name: 'Чеки' })], page.locator('.receipts')],
    ['end of the shift', [section('Смена'), deed(page, 'count')], dialog.locator('.pad-key')],
    ['who is on shift', [section('Смена')], page.locator('[data-employee]')],
    [
      'leaving',
      [page.locator('.user-button'), page.getByRole('button', { name: 'Сменить сотрудника' })],
      page.locator('.pin-dots'),
    ],
  ]
  await walk(ways, async () => {
    await closeDialogs(till)
    await till.visit('#/stop-list', '.page')
  })
})

test('from the hall and at a table: all that a waiter and a cashier do there', async () => {
  const till = await atTheTill()
  const { page } = till
  const dialog = page.locator('dialog[open]')
  await till.enter()
  await walk(
    [
      ['seating guests', [till.table(5), deed(page, 'open-order')], page.locator('.card')],
      ['an order at its table', [till.table(5)], page.locator('.card')],
      [
        'a reserve',
        [page.getByRole('radio', { name: /Резерв/ }), deed(page, 'new-reserve')],
        page.locator('[data-action="save-reserve"]'),
      ],
    ],
    async () => {
      await closeDialogs(till)
      await till.enter()
    },
  )

  await closeDialogs(till)
  await till.enter()
  await till.openTable(5)
  const fromCard = async (): Promise<void> => {
    await closeDialogs(till)
    const chosen = deed(page, 'unchoose')
    if ((await chosen.count()) > 0) await chosen.tap()
  }
  await walk(
    [
      ['the menu', [deed(page, 'add-items')], dialog.locator('.dishes .dish')],
      [
        'one more dish',
        [deed(page, 'add-items'), dialog.locator('[data-product="10103"]')],
        page.locator('.basket-line'),
      ],
    ],
    fromCard,
  )
  await till.do('add')
  await till.item('Солянка').waitFor()
  await till.addDishes({ group: 'Гриль', code: '10501' })

  const dish = till.item('Солянка')
  await walk(
    [
      [
        'other modifiers',
        [till.item('Стейк рибай'), deed(page, 'composition')],
        dialog.locator('.modifier-group'),
      ],
      ['the same once more', [dish, deed(page, 'repeat')], till.item('Солянка').nth(1)],
      ['a wish for the kitchen', [dish, deed(page, 'item-comment')], dialog.getByRole('textbox')],
      ['another amount', [dish, deed(page, 'amount')], dialog.locator('.pad-key')],
      [
        'one portion more',
        [dish, page.locator('[data-amount="more"]')],
        page.locator('.table-amount output', { hasText: '2' }),
      ],
      ['a course', [dish, deed(page, 'course')], dialog],
      ['whose it is', [dish, deed(page, 'set-guest')], dialog],
      ['a share for each', [dish, deed(page, 'share')], deed(page, 'share-do')],
      ['another table for a dish', [dish, deed(page, 'move')], dialog.locator('[data-pick]')],
      ['taking a dish off', [dish, deed(page, 'delete-items')], deed(page, 'delete-do')],
      ['one guest more', [deed(page, 'add-guest')], page.locator('[data-guest="3"]')],
      ['guests of the table', [deed(page, 'guests')], dialog],
      ['another table', [deed(page, 'change-table')], dialog.locator('[data-pick]')],
      ['two orders into one', [deed(page, 'merge')], dialog],
      ['one order into two', [deed(page, 'split')], page.locator('[data-action="split-do"]')],
      ['another waiter', [deed(page, 'waiter')], dialog],
      ['the guest by phone or card', [deed(page, 'guest')], dialog.locator('.pad-key')],
      ['a discount', [deed(page, 'discounts')], dialog],
      [
        'to the kitchen',
        [deed(page, 'print-to-kitchen')],
        page.locator('.toast', { hasText: 'Отправлено на кухню' }),
      ],
      ['the bill', [deed(page, 'print-bill')], deed(page, 'cancel-bill')],
      ['the bill on the screen', [deed(page, 'show-bill')], dialog],
      ['the bill taken back', [deed(page, 'cancel-bill')], deed(page, 'print-bill')],
      ['payment', [deed(page, 'take-payment')], page.locator('.pay')],
      [
        'payment in cash to the kopeck',
        [deed(page, 'take-payment'), deed(page, 'exact')],
        deed(page, 'close'),
      ],
      [
        'payment by card',
        [deed(page, 'take-payment'), page.locator('[data-pay="Card"]:not([aria-disabled])')],
        page.locator('[data-pay="Card"][aria-pressed="true"]'),
      ],
      ['fast cash', [deed(page, 'fast-cash')], page.locator('.toast', { hasText: 'Заказ закрыт' })],
    ],
    fromCard,
  )

  await till.visit('#/receipts', '.receipts')
  // The demo's shift was opened at the time of the machine, which may be later than that of this evening.
  await page.getByRole('radio', { name: 'За 30 дней' }).tap()
  await page.locator('.receipt-link').first().waitFor()
  await walk(
    [['goods that come back', [page.locator('.receipt-link'), deed(page, 'return')], dialog]],
    async () => {},
  )
  await closeDialogs(till)
  await walk(
    [
      [
        'goods that come back without a receipt',
        [page.getByRole('button', { name: 'Чеки' }), deed(page, 'return-goods')],
        dialog.locator('.dishes .dish'),
      ],
    ],
    () => till.visit('#/shift', '.shift'),
  )
})

test('from the board: a delivery goes its way', async () => {
  const { server } = evening
  const placed = async (address?: { street: string; house: string }): Promise<number> => {
    const id = await placeOrder(server, 'pokrovka', {
      name: 'Ольга',
      phone: '+79005550141',
      promisedIn: 60,
      lines: [{ code: '10101' }],
      ...(address ? { address } : {}),
    })
    return (await orderOf(server, 'pokrovka', id)).number
  }
  const [fetched, brought] = [await placed(), await placed({ street: 'Маросейка', house: '8' })]
  const till = await atTheTill()
  const { page } = till
  const dialog = page.locator('dialog[open]')
  const [pickup, delivery] = [till.docket(fetched), till.docket(brought)]
  await walk(
    [
      ['a delivery', [delivery], page.locator('.card')],
      ['a courier', [delivery, deed(page, 'assign-courier')], dialog],
      ['more dishes', [delivery, deed(page, 'add-items')], dialog.locator('.dishes .dish')],
      ['to the kitchen', [delivery, deed(page, 'print-to-kitchen')], page.locator('.toast')],
      ['the bill', [delivery, deed(page, 'print-bill')], deed(page, 'cancel-bill')],
      ['payment of what is fetched', [pickup, deed(page, 'take-payment')], page.locator('.pay')],
      [
        'what is done more rarely',
        [delivery, deed(page, 'more')],
        page.locator('[data-action="cancel-delivery"]'),
      ],
    ],
    async () => {
      await closeDialogs(till)
      await till.visit('#/', '.board [data-delivery]')
    },
  )
})
