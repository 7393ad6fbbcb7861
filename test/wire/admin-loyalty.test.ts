/** Guests in the office, and their money: its door over the use cases of all families (biz-card-api §12). */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { loyaltyRoutes } from '../../src/api/admin/routes/loyalty/index.ts'
import { addAdministrator } from '../../src/app/admin/administrators.ts'
import type { AdminRole } from '../../src/app/admin/roles.ts'
import { type FoundGuests, searchGuests } from '../../src/app/loyalty/search-guests.ts'
import type { GuestPlace } from '../../src/app/ports.ts'
import { guestCategoryId, loyaltyProgramId, walletId } from '../../src/seed/demo/loyalty.ts'
import { type AdminPage, callAdmin, openAdminPage } from '../support/admin-page.ts'
import { foreignId } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { bizOf } from './biz-driver.ts'
import { type Loyalty, loyaltyOf } from './loyalty-driver.ts'
import {
  aCampaign,
  aMovement,
  aProgram,
  at,
  fieldsOf,
  type Json,
  type Office,
  officeOf,
  todayOf,
} from './office-driver.ts'

let server: TestServer
let page: AdminPage
let office: Office
let cloud: Loyalty
beforeAll(async () => {
  server = await startServer()
  page = await openAdminPage(server)
  office = officeOf(server, page)
  cloud = loyaltyOf(server)
})
afterEach(() => server.clock.reset())
afterAll(() => server.close())

const idsFound = async (text: string): Promise<string[]> =>
  (await office.told('/guests', { text })).guests.map(({ id }: Json) => id)

describe('guests', () => {
  test('a guest begins in the office, is found by phone, name and card, and every family knows them', async () => {
    const surname = `Ольхова${Date.now().toString(36)}`
    const phone = cloud.newPhone()
    const guest = await office.aGuest({ phone, surname })
    expect(guest).toMatchObject({
      profile: { phone, surname, name: 'Алёна', middleName: null, birthday: '1990-04-05', sex: 2 },
      ...{ isForgotten: false, isBlocked: false, registeredIn: expect.any(String), wantsPromotions: false },
      wallets: [{ id: walletId('bonuses'), balance: '300' }],
      categories: [{ id: guestCategoryId('regular') }],
      orders: { count: 0, sum: '0', firstAt: null, lastAt: null },
    })
    await office.done('POST', `/guests/${guest.id}/cards`, { number: surname.slice(-6), track: '' })
    for (const text of [phone, `8${phone.slice(2)}`, surname, `${surname.slice(0, 5)} ал`, surname.slice(-6)])
      expect(await idsFound(text), text).toEqual([guest.id])
    expect(await idsFound('Никого Такого')).toEqual([])
    expect(await idsFound('Никого\0\ud800')).toEqual([])
    const known = await cloud.byId(guest.id)
    expect([known.phone, known.surname, known.cards[0].number]).toEqual([phone, surname, surname.slice(-6)])
    expect((await office.told('/guests')).guests[0].id).toBe(guest.id)
  })

  test('all guests are told page by page, each once', async () => {
    for (let made = 0; made < 3; made++) await office.aGuest()
    const seen: string[] = []
    let after = ''
    do {
      const { guests, next } = await office.told('/guests', { after })
      seen.push(...guests.map(({ id }: Json) => id))
      after = next ?? ''
    } while (after !== '')
    expect(new Set(seen).size).toBe(seen.length)
    const { rows } = await server.pool.query(
      "select count(*)::int as n from guest where coalesce((loyalty->>'isDeleted')::boolean, false) = false",
    )
    expect(seen.length).toBe(rows[0].n)
    expect(fieldsOf(await page.get(at('/guests', { after: 'somewhere' })))).toEqual(['after'])
  })

  test('a name is looked for as far as one call reaches, and further by the next ones', async () => {
    const surname = 'Далёкая'
    const { id } = await office.aGuest({ surname })
    for (let made = 0; made < 5; made++) {
      server.clock.advance(1000)
      await office.aGuest()
    }
    const { tenant } = server.chain
    const reach = { batch: 2, batchesMax: 1 }
    const looks: number[] = []
    let after: GuestPlace | null = null
    do {
      const search = { text: 'далек', after, limit: 10 }
      const found: FoundGuests = await searchGuests(server.node.app, tenant.id, search, reach)
      looks.push(found.guests.filter((one) => one.guest.id === id).length)
      after = found.next
    } while (after !== null && looks.at(-1) === 0)
    expect(looks).toEqual([0, 0, 1])
  })

  test('a guest is changed, a repeat does nothing more, an emptied field is gone, a phone stays', async () => {
    const guest = await office.aGuest({ comment: 'У окна', email: 'a@b.example' })
    const changed = office.aProfile({ phone: guest.profile.phone, comment: '', birthday: '', name: 'Анна' })
    await office.done('PUT', `/guests/${guest.id}`, changed)
    const after = await office.done('PUT', `/guests/${guest.id}`, changed)
    expect(after.profile).toMatchObject({ name: 'Анна', comment: null, email: null, birthday: null })
    expect(after.wallets[0].balance).toBe('300')
    const without = await page.send('PUT', at(`/guests/${guest.id}`), { ...changed, phone: '' })
    expect([without.status, fieldsOf(without)]).toEqual([400, ['phone']])
    const other = await office.aGuest()
    const taken = await page.send('PUT', at(`/guests/${other.id}`), { ...changed })
    expect([taken.status, fieldsOf(taken)]).toEqual([409, ['phone']])
    expect((await office.guestOf(other.id)).profile.phone).toBe(other.profile.phone)
  })

  test('all that is wrong with a guest is said at once, and nobody begins', async () => {
    const id = crypto.randomUUID()
    const bad = office.aProfile({
      phone: 'x',
      email: 'x',
      birthday: 'soon',
      sex: 7,
      name: 5,
      wantsPromotions: 'yes',
    })
    const answer = await page.send('PUT', at(`/guests/${id}`), bad)
    expect([answer.status, fieldsOf(answer).sort()]).toEqual([
      400,
      ['birthday', 'email', 'name', 'phone', 'sex', 'wantsPromotions'],
    ])
    expect((await page.get(at(`/guests/${id}`))).status).toBe(404)
  })

  test('cards, categories and programmes come and go; what is another guest’s is refused', async () => {
    const [one, two] = [await office.aGuest(), await office.aGuest()]
    const card = { number: `N-${one.id.slice(0, 8)}`, track: `T-${one.id.slice(0, 8)}` }
    const withCard = await office.done('POST', `/guests/${one.id}/cards`, card)
    expect(withCard.cards).toMatchObject([card])
    expect((await page.send('POST', at(`/guests/${two.id}/cards`), card)).json.code).toBe('card.taken')
    expect(fieldsOf(await page.send('POST', at(`/guests/${one.id}/cards`), { number: ' ' }))).toEqual([
      'number',
    ])
    await office.done('DELETE', `/guests/${one.id}/cards/${withCard.cards[0].id}`)
    expect((await page.send('DELETE', at(`/guests/${one.id}/cards/${foreignId}`))).status).toBe(404)
    const gold = guestCategoryId('gold')
    const idsOf = ({ categories }: Json) => categories.map(({ id }: Json) => id)
    expect(idsOf(await office.done('PUT', `/guests/${one.id}/categories/${gold}`, {}))).toContain(gold)
    expect(idsOf(await office.done('DELETE', `/guests/${one.id}/categories/${gold}`))).not.toContain(gold)
    const bonuses = loyaltyProgramId('bonuses')
    const full = await page.send('DELETE', at(`/guests/${one.id}/programs/${bonuses}`))
    expect([full.status, full.json.code]).toEqual([400, 'wallet.not-empty'])
    await office.done('POST', `/guests/${one.id}/money`, aMovement({ deed: 'chargeOff', sum: '300' }))
    const left = await office.done('DELETE', `/guests/${one.id}/programs/${bonuses}`)
    expect([left.wallets, left.joinable.map(({ id }: Json) => id)]).toEqual([
      [],
      expect.arrayContaining([bonuses]),
    ])
    expect((await office.done('PUT', `/guests/${one.id}/programs/${bonuses}`, {})).wallets).toMatchObject([
      { programId: bonuses, balance: '0' },
    ])
  })
})

describe('money', () => {
  test('a top-up and a write-off stand in the one ledger with who did it and why, once for each key', async () => {
    const { id } = await office.aGuest()
    const topUp = aMovement()
    await office.done('POST', `/guests/${id}/money`, topUp)
    expect((await office.done('POST', `/guests/${id}/money`, topUp)).wallets).toMatchObject([
      { balance: '550.5' },
    ])
    const other = await page.send('POST', at(`/guests/${id}/money`), { ...topUp, sum: '1' })
    expect([other.status, other.json.code]).toEqual([400, 'request.key-reused'])
    await office.done(
      'POST',
      `/guests/${id}/money`,
      aMovement({ deed: 'chargeOff', sum: '50', comment: 'Ошибка' }),
    )
    expect(await cloud.balance(id)).toBe(500.5)
    const { lines } = await office.told(`/guests/${id}/history`)
    expect(lines.slice(0, 2)).toMatchObject([
      { kind: 'chargeOff', sum: '-50', balanceAfter: '500.5', comment: 'Ошибка', who: 'admin' },
      { kind: 'topUp', sum: '250.5', balanceAfter: '550.5', comment: 'Долго ждали', who: 'admin' },
    ])
    const inCloud = (await cloud.lines(id)).filter(({ typeName }) => typeName === 'RefillWallet')
    expect(inCloud).toMatchObject([{ type: 6, sum: 250.5, loyaltyUser: 'admin', apiClientLogin: null }])
    const biz = await bizOf(server)
    const report: Json[] = await biz.ask(`organization/${biz.organization}/transactions_report`, {
      ...{ date_from: todayOf(server), date_to: todayOf(server), userId: id },
    })
    expect(
      report.filter(({ iikoBizUser }) => iikoBizUser === 'admin').map((one) => one.transactionType),
    ).toEqual(['AutomaticRefillWallet', 'RefillWallet', 'PayFromWallet'])
  })

  test('what the wallet does not have, a wrong sum and an unknown wallet are refused and leave nothing', async () => {
    const { id } = await office.aGuest()
    const asked = async (more: Json): Promise<[number, string]> => {
      const answer = await page.send('POST', at(`/guests/${id}/money`), aMovement(more))
      return [answer.status, answer.json.code === 'invalid' ? fieldsOf(answer).join() : answer.json.code]
    }
    expect(await asked({ deed: 'chargeOff', sum: '300.01' })).toEqual([400, 'wallet.balance-too-small'])
    expect(await asked({ walletId: foreignId })).toEqual([400, 'wallet.unknown'])
    expect(await asked({ sum: '0' })).toEqual([400, 'sum'])
    expect(await asked({ sum: '-5' })).toEqual([400, 'sum'])
    expect(await asked({ sum: '1.005' })).toEqual([400, 'sum'])
    expect(await asked({ comment: ' ', deed: 'steal', key: 'x', walletId: 7 })).toEqual([
      400,
      'key,walletId,deed,comment',
    ])
    expect((await office.guestOf(id)).wallets[0].balance).toBe('300')
    expect((await office.told(`/guests/${id}/history`)).lines).toHaveLength(1)
  })

  test('ten top-ups at once are ten lines that add up', async () => {
    const { id } = await office.aGuest()
    await Promise.all(
      Array.from({ length: 10 }, () => office.done('POST', `/guests/${id}/money`, aMovement({ sum: '10' }))),
    )
    const { lines } = await office.told(`/guests/${id}/history`)
    const sum = lines.reduce((total: number, one: Json) => total + Number(one.sum), 0)
    expect([lines.length, sum, await cloud.balance(id)]).toEqual([11, 400, 400])
  })
})

describe('a malformed body', () => {
  const nasty: Json[] = [
    ...[null, [], 'text', 7, {}, { organization: {} }],
    {
      name: [],
      phone: {},
      type: null,
      from: 1e300,
      orderBindings: [null, 7, { conditions: [[]], actions: [null] }],
    },
    { programId: [], campaignId: {}, campaign: [], sample: { items: [null, [], { amount: -1 }], at: {} } },
    { key: 'x'.repeat(5000), walletId: null, deed: [], sum: 1e300, comment: 5, number: {}, track: [] },
  ]

  test('is refused by every door of the office, never an error of ours', async () => {
    const { id } = await office.aGuest()
    const doors = loyaltyRoutes.filter(({ method }) => method === 'POST' || method === 'PUT')
    expect(doors.length).toBeGreaterThan(6)
    for (const { method, path } of doors) {
      const target = path.replace('/loyalty', '').replace(/:id/, id).replace(/:\w+/g, foreignId)
      for (const body of nasty) {
        const answer = await page.send(method as 'PUT', at(target), body)
        expect(answer.status, `${method} ${target} ${JSON.stringify(body)} ${answer.text}`).toBeLessThan(500)
      }
    }
    const after = await office.guestOf(id)
    expect([after.profile.name, after.wallets[0].balance, after.cards]).toEqual(['Алёна', '300', []])
  })
})

describe('who may', () => {
  const ours = () => ({ tenantId: server.chain.tenant.id, actor: 'test' })
  async function pageOf(login: string, role: AdminRole, scope = ours()): Promise<AdminPage> {
    const { password } = await addAdministrator(server.node.app, scope, login, role)
    return openAdminPage(server, { login, password })
  }

  test('nobody without a session; viewers look, operators move money, owners promise', async () => {
    const { id } = await office.aGuest()
    expect((await callAdmin(server, at('/guests'))).status).toBe(401)
    const [viewer, operator] = [await pageOf('looker', 'viewer'), await pageOf('keeper', 'operator')]
    const money = at(`/guests/${id}/money`)
    expect((await viewer.get(at(`/guests/${id}`))).status).toBe(200)
    expect((await viewer.send('POST', money, aMovement())).json.code).toBe('role-missing')
    expect((await operator.send('POST', money, aMovement())).status).toBe(200)
    expect((await office.told(`/guests/${id}/history`)).lines[0].who).toBe('keeper')
    const campaign = at(`/programs/${loyaltyProgramId('bonuses')}/campaigns/${crypto.randomUUID()}`)
    expect((await operator.send('PUT', campaign, aCampaign())).json.code).toBe('role-missing')
  })

  test('an administrator of another chain meets no restaurant and no guest of this one', async () => {
    const { app, storage } = server.node
    const { id } = await office.aGuest()
    await storage.now.tenants.save({ id: foreignId, name: 'Чужая сеть' }, app.clock.now())
    const stranger = await pageOf('stranger', 'owner', { tenantId: foreignId, actor: 'test' })
    for (const [method, path, body] of [
      ['GET', '/guests', undefined],
      ['GET', `/guests/${id}`, undefined],
      ['GET', `/guests/${id}/history`, undefined],
      ['POST', `/guests/${id}/money`, aMovement()],
      ['PUT', `/guests/${id}`, office.aProfile()],
      ['GET', '/programs', undefined],
      ['PUT', `/programs/${loyaltyProgramId('bonuses')}`, aProgram()],
      ['GET', '/reports/transactions', undefined],
      ['GET', '/choices', undefined],
    ] as const) {
      const answer =
        method === 'GET' ? await stranger.get(at(path)) : await stranger.send(method, at(path), body)
      expect([answer.status, answer.json.code], `${method} ${path}`).toEqual([404, 'not-found'])
    }
    expect((await office.guestOf(id)).wallets[0].balance).toBe('300')
  })
})
