import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { foreignId, good, named, refused } from '../support/cloud-answers.ts'
import { productByCode } from '../support/orders.ts'
import { differences, isRecorded, recorded, shapeOf } from '../support/recorded.ts'
import { type Answer, startServer, type TestServer } from '../support/start-server.ts'

type Json = Answer['json']

const read = '/api/1/delivery_restrictions'
const allowed = '/api/1/delivery_restrictions/allowed'

let server: TestServer
let pokrovka: string
let baumana: string
let malysheva: string
const till = (code: string): string => server.till(code).terminalGroupId
const product = (code: string): string => productByCode(server.chain, code)
beforeAll(async () => {
  server = await startServer()
  ;[pokrovka, baumana, malysheva] = ['Покровке', 'Баумана', 'Малышева'].map(
    (text) => named(server.chain, 'organization', text).id,
  ) as [string, string, string]
})
afterAll(() => server.close())

describe('the settings', () => {
  const of = async (id: string): Promise<Json> =>
    (await good(server, read, { organizationIds: [id] })).deliveryRestrictions[0]

  test('are one object for each organization', async () => {
    const { deliveryRestrictions } = await good(server, read, {
      organizationIds: [malysheva, pokrovka, baumana],
    })
    expect(deliveryRestrictions.map(({ organizationId }: Json) => organizationId)).toEqual([
      malysheva,
      pokrovka,
      baumana,
    ])
    expect(deliveryRestrictions[0]).toMatchObject({ restrictions: [], deliveryZones: [], zonesMode: 2 })
  })

  test('rows have bits of weekdays, minutes from midnight, rubles and their organization', async () => {
    const { restrictions } = await of(pokrovka)
    const row = (zone: string, code: string): Json =>
      restrictions.find((one: Json) => one.zone === zone && one.terminalGroupId === till(code))
    expect(row('Центр', 'pokrovka')).toEqual({
      minSum: 800,
      terminalGroupId: till('pokrovka'),
      organizationId: pokrovka,
      zone: 'Центр',
      weekMap: 127,
      from: 540,
      to: 1380,
      priority: 1,
      deliveryDurationInMinutes: 45,
      deliveryServiceProductId: null,
    })
    expect(row('Замоскворечье', 'taganka')).toMatchObject({ weekMap: 96, from: 660, to: 1290 })
    expect(row('Центр', 'taganka')).toMatchObject({ from: 1200, to: 240 })
  })

  test('zones are polygons or streets with ranges of houses', async () => {
    const drawn = (await of(pokrovka)).deliveryZones.find(({ name }: Json) => name === 'Центр')
    expect(drawn.coordinates[0]).toEqual({ latitude: 55.7685, longitude: 37.6275 })
    const [byHand] = (await of(baumana)).deliveryZones
    const range = { startingNumber: 1, maxNumber: 35, isUnlimitedRange: false, specificNumbers: [] }
    expect(byHand.addresses[1]).toMatchObject({ postcode: '', houses: { type: 2, ...range } })
    expect(byHand.addresses.map(({ houses }: Json) => houses.type)).toEqual([0, 2, 1, 3])
  })

  test.runIf(isRecorded('doc-delivery-restrictions.json'))('have the members of the example', async () => {
    const ours = shapeOf(await good(server, read, { organizationIds: [pokrovka, baumana] }))
    expect(differences(ours, shapeOf(recorded('doc-delivery-restrictions.json')))).toEqual({
      missing: [],
      added: [],
    })
  })
})

/** 4 March 2026 is a Wednesday. */
const wednesday = (time: string): string => `2026-03-04 ${time}:00.000`
const saturday = (time: string): string => `2026-03-07 ${time}:00.000`
const street = (name: string, house: string, city = 'Москва'): Json => ({ city, streetName: name, house })

describe('who can take it', () => {
  const ask = (more: Json = {}): Promise<Json> =>
    good(server, allowed, {
      organizationIds: [pokrovka],
      isCourierDelivery: true,
      deliveryAddress: street('Покровка', '17'),
      deliveryDate: wednesday('12:00'),
      deliverySum: 2000,
      ...more,
    })
  const rejected = (answer: Json, code: string, zone?: string): Json =>
    answer.rejectedItems.find(
      (one: Json) => one.terminalGroupId === till(code) && (zone === undefined || one.zone === zone),
    )
  const groups = (answer: Json): string[] =>
    answer.allowedItems.map(({ terminalGroupId }: Json) => terminalGroupId)

  test('the group of the zone, with its duration; the place is told', async () => {
    const answer = await ask()
    expect(answer).toMatchObject({ isAllowed: true, rejectCause: null, addressExternalId: null })
    expect(answer.allowedItems).toEqual([
      {
        terminalGroupId: till('pokrovka'),
        organizationId: pokrovka,
        deliveryDurationInMinutes: 45,
        zone: 'Центр',
        deliveryServiceProductId: null,
      },
    ])
    expect(answer.location).toEqual({ latitude: 55.759575, longitude: 37.647 })
  })

  test('two outlets by priority [F.20]; at night the one that works, with its charge', async () => {
    expect(groups(await ask({ deliveryDate: wednesday('21:00') }))).toEqual([
      till('pokrovka'),
      till('taganka'),
    ])
    const night = await ask({ deliveryDate: wednesday('02:30') })
    expect(night.allowedItems).toMatchObject([
      {
        terminalGroupId: till('taganka'),
        deliveryDurationInMinutes: 75,
        deliveryServiceProductId: product('90003'),
      },
    ])
  })

  test('every reject code comes with its data [F.21]', async () => {
    const night = await ask({ deliveryDate: wednesday('02:30') })
    expect(rejected(night, 'pokrovka', 'Центр')).toMatchObject({
      rejectCode: 'DeliveryTimeIsUnacceptable',
      rejectItemData: { dateFrom: '09:00:00', dateTo: '23:00:00', allowedWeekDays: null, minSum: null },
    })
    const small = await ask({ deliverySum: 900, discountSum: 100.5 })
    expect(small).toMatchObject({ isAllowed: false, allowedItems: [] })
    expect(small.rejectCause).toBeTypeOf('string')
    expect(rejected(small, 'pokrovka', 'Центр')).toMatchObject({
      rejectCode: 'SumIsLessThenMinimum',
      rejectItemData: { minSum: 800, dateFrom: null },
    })
    const weekend = await ask({
      deliveryDate: saturday('12:00'),
      deliveryAddress: street('Спартаковская', '11'),
    })
    expect(rejected(weekend, 'taganka', 'Басманный')).toMatchObject({
      rejectCode: 'DayOfWeekIsUnacceptable',
      rejectItemData: { allowedWeekDays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
    })
    const outside = await ask({ deliveryAddress: street('Тверская', '15') })
    expect(rejected(outside, 'pokrovka')).toMatchObject({
      rejectCode: 'OutOfTerminalZone',
      rejectItemData: null,
    })
    expect(outside.isAllowed).toBe(false)
  })

  test('borders belong to the zone’s terms', async () => {
    expect((await ask({ deliverySum: 800 })).isAllowed).toBe(true)
    expect((await ask({ deliveryDate: wednesday('23:00') })).isAllowed).toBe(true)
    expect((await ask({ deliveryDate: '2026-03-04T09:00:00' })).isAllowed).toBe(true)
  })

  test('the stop list sends the order to the second one and says why', async () => {
    const orderItems = [{ id: product('40012'), product: 'Сашими', amount: 1 }]
    const answer = await ask({ deliveryDate: wednesday('21:00'), orderItems })
    expect(groups(answer)).toEqual([till('taganka')])
    expect(rejected(answer, 'pokrovka', 'Центр')).toMatchObject({ rejectCode: 'Undefined' })
    expect(rejected(answer, 'pokrovka', 'Центр').rejectHint).toMatch(/stop list: .*[Сс]ашими/)
    const left = (amount: number): Promise<Json> =>
      ask({ orderItems: [{ ...orderItems[0], id: product('10507'), amount }] })
    expect((await left(3)).isAllowed).toBe(true)
    expect((await left(3.5)).isAllowed).toBe(false)
  })

  test('what the restaurant does not sell it cannot deliver', async () => {
    const answer = await ask({ orderItems: [{ id: foreignId, product: '', amount: 1 }] })
    expect(answer.isAllowed).toBe(false)
    expect(rejected(answer, 'pokrovka', 'Центр').rejectHint).toContain('not sold')
    const modifiers = [{ id: product('70301'), amount: 2 }]
    expect(
      (await ask({ orderItems: [{ id: product('20001'), product: '', amount: 1, modifiers }] })).isAllowed,
    ).toBe(true)
  })

  test('a till that sleeps takes nothing', async () => {
    const { liveness } = server.node.storage.now
    await liveness.setAsleep(server.chain.tenant.id, pokrovka, till('pokrovka'), true)
    expect(rejected(await ask(), 'pokrovka', 'Центр').rejectHint).toContain('asleep')
    await liveness.setAsleep(server.chain.tenant.id, pokrovka, till('pokrovka'), false)
    expect((await ask()).isAllowed).toBe(true)
  })

  test('an address that nobody knows is refused as a whole; given coordinates win', async () => {
    const unknown = { deliveryAddress: street('Нигде', '1') }
    const answer = await ask(unknown)
    expect(answer).toMatchObject({ isAllowed: false, location: null, allowedItems: [], rejectedItems: [] })
    expect(answer.rejectCause).toContain('geocoded')
    const orderLocation = { latitude: 55.76, longitude: 37.645 }
    const found = await ask({ ...unknown, orderLocation })
    expect(found).toMatchObject({ isAllowed: true, location: orderLocation })
  })

  test('who fetches it himself needs no zone and no minimum', async () => {
    const answer = await ask({ isCourierDelivery: false, deliveryAddress: null, deliverySum: 1 })
    expect(answer.allowedItems[0]).toMatchObject({
      terminalGroupId: till('pokrovka'),
      deliveryDurationInMinutes: 20,
      zone: null,
    })
  })

  test('zones by hand go by street and house', async () => {
    const kazan = (name: string, house: string): Promise<Json> =>
      ask({ organizationIds: [baumana], deliveryAddress: street(name, house, 'Казань') })
    expect((await kazan('Кремлёвская', '9')).allowedItems[0]).toMatchObject({
      zone: 'Вахитовский',
      deliveryDurationInMinutes: 55,
    })
    expect((await kazan('Кремлёвская', '18')).isAllowed).toBe(false)
    expect((await kazan('Пушкина', '11')).isAllowed).toBe(true)
    expect((await kazan('Пушкина', '12')).isAllowed).toBe(false)
  })

  test('one organization or many, by either field; without a date it is now', async () => {
    const now = { deliveryDate: null, isCourierDelivery: false, deliveryAddress: undefined }
    const one = await ask({ ...now, organizationIds: null, organizationId: pokrovka })
    // Taganka works round the clock.
    expect(groups(one)).toContain(till('taganka'))
    const many = await ask({ ...now, organizationIds: [baumana, malysheva], organizationId: pokrovka })
    expect(groups(many)).toEqual(expect.arrayContaining([till('taganka'), till('baumana')]))
    expect((await ask({ organizationIds: [malysheva] })).isAllowed).toBe(false)
  })

  test.runIf(isRecorded('doc-restrictions-allowed.json'))('has the members of the example', async () => {
    const answers = [await ask(), await ask({ deliverySum: 1 })]
    const theirs = shapeOf(recorded('doc-restrictions-allowed.json'))
    for (const answer of answers) {
      const { missing, added } = differences(shapeOf(answer), theirs)
      // The example is older than the reason.
      expect({ missing, added }).toEqual({ missing: [], added: ['$.rejectCause'] })
    }
  })

  test('refuses what is malformed', async () => {
    const body = { organizationIds: [pokrovka], isCourierDelivery: true }
    const wrong = (more: Json, text: string): Promise<Answer> =>
      refused(server, allowed, { ...body, ...more }, { status: 400, text })
    await wrong({ isCourierDelivery: undefined }, 'isCourierDelivery')
    await wrong({ organizationIds: undefined }, 'At least one organization')
    await wrong({ deliverySum: -1 }, 'deliverySum')
    await wrong({ deliverySum: 10.005 }, 'deliverySum')
    await wrong({ deliveryDate: '2026-02-30 12:00:00.000' }, 'deliveryDate')
    await wrong({ orderItems: [{ id: foreignId, product: '', amount: -1 }] }, 'orderItems[0].amount')
    await wrong({ orderLocation: { latitude: 55 } }, 'longitude')
  })
})

describe.each([read, allowed] as const)('%s', (path) => {
  test('refuses strangers', async () => {
    const body = { organizationIds: [pokrovka], isCourierDelivery: true }
    await refused(server, path, body, { status: 401, token: null })
    const foreign = { ...body, organizationIds: [pokrovka, foreignId] }
    await refused(server, path, foreign, { status: 403, text: foreignId })
    const token = await server.token('de300000-0000-4000-8000-000000000002')
    await refused(
      server,
      path,
      { ...body, organizationIds: [baumana] },
      { status: 403, text: baumana, token },
    )
  })
})
