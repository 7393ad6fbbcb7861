import { beforeAll, expect, test } from 'vitest'
import { addAdministrator } from '../../src/app/admin/administrators.ts'
import { loyaltyProgramId, walletId } from '../../src/seed/demo/loyalty.ts'
import { type Loyalty, loyaltyOf } from '../wire/loyalty-driver.ts'
import { AdminScreen } from './drivers/admin.ts'
import { OfficeScreen } from './drivers/office.ts'
import { openScreen } from './support/browser.ts'
import { anEvening } from './support/evening.ts'
import { inspect, looks } from './support/inspect.ts'

const evening = anEvening(async (server) => server.clock.setSpeed(0))
const slow = 180_000
let cloud: Loyalty
beforeAll(() => {
  cloud = loyaltyOf(evening.server)
})

test.each(looks)(
  'a guest is found and topped up, a campaign is tried on an order, a report adds up: $name',
  { timeout: slow },
  async ({ name, ...appearance }) => {
    const { browser, server } = evening
    const { language } = appearance
    const surname = language === 'ru' ? 'Чернышевская' : 'Whitbread'
    const phone = cloud.newPhone()
    const { id } = await cloud.call('customer/create_or_update', {
      ...{ phone, name: language === 'ru' ? 'Мария' : 'Mary', surName: surname },
      ...{ cardTrack: `7700${phone.slice(-4)}`, cardNumber: `77${phone.slice(-4)}` },
    })
    const page = await openScreen(browser, `${server.screensUrl}/office/`, appearance)
    const office = new OfficeScreen(page, language)
    await page.locator('.login-form').waitFor()
    await inspect(page, `office-${name}-01-login`)
    await new AdminScreen(page).logIn(server.credentials.admin)

    // Found by name, then by card; opened.
    await page.locator('[data-guest]').nth(3).waitFor()
    await inspect(page, `office-${name}-02-guests`)
    await office.find(surname.slice(0, 6).toLowerCase(), id)
    await (await office.find(`77${phone.slice(-4)}`, id)).click()

    // Topped up, written off; the history and the cloud say it.
    const wallet = page.locator(`[data-wallet="${walletId('bonuses')}"]`)
    await wallet.waitFor()
    await office.move('topUp', '250,50', 'Long wait')
    await wallet.getByText(/550[.,]50/).waitFor()
    await office.move('writeOff', '50', 'A slip')
    await wallet.getByText(/500[.,]50/).waitFor()
    await page.locator('[data-line="chargeOff"]').waitFor()
    const [last, before] = await page.locator('[data-line]').allInnerTexts()
    expect(last).toContain('A slip')
    expect(last).toContain('admin')
    expect(before).toMatch(/250[.,]50/)
    expect(await cloud.balance(id)).toBe(500.5)
    await inspect(page, `office-${name}-03-guest`)

    // More than the wallet has: said in words, and nothing is written.
    await office.press('writeOff')
    await office.fill('sum', '9000')
    await office.fill('why', 'Too much')
    await page.getByRole('dialog').locator('.button-danger-solid').click()
    await page.getByRole('dialog').locator('.failure').waitFor()
    await inspect(page, `office-${name}-04-refused`)
    await page.locator('.dialog-head .icon-button').click()
    expect(await cloud.balance(id)).toBe(500.5)

    // A new campaign: the preview answers while it is being made, and what is saved is what calculate says.
    await office.visit('#/programs')
    await page.locator('.row').nth(2).waitFor()
    await inspect(page, `office-${name}-05-programs`)
    const discounts = loyaltyProgramId('discounts')
    await office.visit(`#/programs/${discounts}`)
    await page.setViewportSize({ width: 1024, height: 1500 })
    await inspect(page, `office-${name}-06-program`)
    await page.setViewportSize({ width: 1024, height: 768 })
    await office.press('newCampaign')
    await page.locator('.preview').waitFor()
    await office.fill('name', `Evening ${language}`)
    await page.locator('[data-idle="conditions"]').waitFor()
    await office.press('addRule')
    await page.locator('[data-idle="works"]').waitFor()
    const discount = async (): Promise<number> => sumOf(await page.locator('[data-draft="true"]').innerText())
    const tenPercent = await discount()
    expect(tenPercent).toBeGreaterThan(0)
    await office.fill('percent', '25')
    await expect.poll(discount, { timeout: 10_000 }).toBeCloseTo(tenPercent * 2.5, 1)
    await office.press('save')
    await page.locator('.toast').first().waitFor()
    await inspect(page, `office-${name}-07-campaign`)
    const known = await cloud.call('program', {})
    const saved = known.Programs.find((one: { id: string }) => one.id === discounts)
    expect(JSON.stringify(saved)).toContain(`Evening ${language}`)
    await office.visit(`#/programs/${loyaltyProgramId('bonuses')}`)
    await page.locator('a.row').first().click()
    await page.locator('.rule').nth(3).waitFor()
    await page.setViewportSize({ width: 1024, height: 2600 })
    await inspect(page, `office-${name}-08-bonuses`)
    await page.setViewportSize({ width: 1024, height: 768 })

    // The report of balances ends with what all wallets hold.
    await office.visit('#/categories')
    await page.locator('.row').first().waitFor()
    await inspect(page, `office-${name}-09-categories`)
    await office.visit('#/reports')
    await page.locator('[data-total="topUp"]').waitFor()
    await inspect(page, `office-${name}-10-transactions`)
    await office.report('balances')
    await page.locator('[data-total="all"]').waitFor()
    const held = await server.pool.query(
      'select sum(balance)::bigint as sum from guest_wallet where wallet_id = $1',
      [walletId('bonuses')],
    )
    const total = await page.locator('[data-total="all"] td').nth(3).innerText()
    expect(sumOf(total)).toBe(Number(held.rows[0].sum) / 100)
    await inspect(page, `office-${name}-11-balances`)

    // The same as a file for a spreadsheet.
    const file = await office.savedReport()
    expect(file.name).toMatch(/^balances-\d{4}-\d\d-01-\d{4}-\d\d-\d\d\.csv$/)
    expect(file.text.startsWith('\uFEFF')).toBe(true)
    const [head = '', ...lines] = file.text.split('\r\n')
    expect(head).toContain(language === 'ru' ? ';На конец;' : ',At the end,')
    expect(lines.some((line) => line.includes(phone) && /500[.,]5/.test(line))).toBe(true)
  },
)

/** `5 500,50 ₽` and `RUB 5,500.50` alike. */
function sumOf(text: string): number {
  const [, whole = '', part = ''] = /^(.*?)(?:[.,](\d{2}))?$/.exec(text.replaceAll(/[^\d.,]/g, '')) ?? []
  return Number(`${whole.replaceAll(/\D/g, '')}.${part || '0'}`)
}

test('who only looks sees locked buttons that say why', { timeout: slow }, async () => {
  const { browser, server } = evening
  const scope = { tenantId: server.chain.tenant.id, actor: 'test' }
  const { password } = await addAdministrator(server.node.app, scope, 'looker', 'viewer')
  const { id } = await cloud.aGuest()
  const page = await openScreen(browser, `${server.screensUrl}/office/#/guests/${id}`)
  await new AdminScreen(page).logIn({ login: 'looker', password })
  await page.locator('[data-wallet]').first().waitFor()
  await page.getByRole('button', { name: 'Пополнить' }).click({ force: true })
  await page.getByText('Это могут операторы и владельцы').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})
