import { describe, expect, test } from 'vitest'
import { codeOf, refusalOf } from '../orders/testing/refusal-of.ts'
import type { DeliveryRestrictions, RestrictionRow } from '../reference/books.ts'
import { aCatalog, type CatalogChanges, changedItem } from '../reference/testing/a-catalog.ts'
import { bookItem, ids } from '../reference/testing/catalog-ids.ts'
import {
  allowedTerminalGroups,
  chooseTerminalGroup,
  type RestrictionContext,
  type RestrictionQuery,
} from './restrictions.ts'

/** Friday 2026-03-13 in Moscow. */
const friday = (hours: number, minutes = 0, day = 13) => Date.UTC(2026, 2, day, hours - 3, minutes)
const at = (latitude: number, longitude: number) => ({ latitude, longitude })
const zone = (name: string, from: number) => ({
  name,
  coordinates: [at(0, from), at(0, from + 10), at(10, from + 10), at(10, from)],
  addresses: [],
})
const aRow = (changes: Partial<RestrictionRow> = {}): RestrictionRow => ({
  terminalGroupId: ids.terminalGroup,
  zone: 'North',
  weekMap: 127,
  from: null,
  to: null,
  minSum: 0n,
  priority: 1,
  deliveryDurationInMinutes: 45,
  deliveryServiceProductId: ids.charge,
  ...changes,
})
const hall = aCatalog().living('terminalGroup', ids.terminalGroup)?.body
if (!hall) throw new Error('no terminal group')
const secondGroup = bookItem('terminalGroup', ids.secondGroup, { ...hall, name: 'Kiosk', code: 'kiosk' })

type Settings = Partial<DeliveryRestrictions>
const context = (
  settings: Settings,
  ctx: Partial<RestrictionContext> = {},
  books: CatalogChanges = {},
): RestrictionContext => ({
  catalog: aCatalog({
    ...books,
    items: [secondGroup, ...(books.items ?? [])],
    restrictions: {
      restrictions: [aRow()],
      deliveryZones: [zone('North', 0), zone('South', 5)],
      ...settings,
    },
  }),
  terminalGroupIds: null,
  isAlive: () => true,
  stopListOf: () => new Map(),
  ...ctx,
})
const aQuery = (changes: Partial<RestrictionQuery> = {}): RestrictionQuery => ({
  isCourierDelivery: true,
  organizationIds: [ids.organization],
  location: at(5, 2),
  address: null,
  deliveryDate: friday(12),
  deliverySum: 100_000n,
  discountSum: 0n,
  items: [],
  ...changes,
})
const ask = (
  settings: Settings,
  query: Partial<RestrictionQuery> = {},
  ctx: Partial<RestrictionContext> = {},
) => allowedTerminalGroups(context(settings, ctx), aQuery(query))
const codes = (...given: Parameters<typeof ask>) => ask(...given).rejected.map((item) => item.rejectCode)
const row = (changes: Partial<RestrictionRow>): Settings => ({ restrictions: [aRow(changes)] })

test('an allowed group, with its zone and duration', () => {
  expect(ask({})).toEqual({
    isAllowed: true,
    rejectCause: null,
    location: at(5, 2),
    allowed: [
      {
        terminalGroupId: ids.terminalGroup,
        organizationId: ids.organization,
        deliveryDurationInMinutes: 45,
        zone: 'North',
        deliveryServiceProductId: null,
        minSum: 0n,
      },
    ],
    rejected: [],
  })
})

describe('the first failing test gives the code [cloud-api §5.3]', () => {
  const failing = { weekMap: 0, from: 0, to: 1, minSum: 100_001n }

  test('zone, weekday, time, sum', () => {
    expect(codes(row(failing), { location: at(50, 50) })).toEqual(['OutOfTerminalZone'])
    expect(codes(row(failing))).toEqual(['DayOfWeekIsUnacceptable'])
    expect(codes(row({ ...failing, weekMap: 127 }))).toEqual(['DeliveryTimeIsUnacceptable'])
    expect(codes(row({ minSum: 100_001n }))).toEqual(['SumIsLessThenMinimum'])
  })
  test('with its data and a cause for the whole', () => {
    expect(ask(row({ from: 600, to: 660 }))).toMatchObject({
      isAllowed: false,
      rejectCause: 'No terminal group can take the order',
      rejected: [{ zone: 'North', data: { from: 600, to: 660, weekMap: null, minSum: null } }],
    })
    expect(ask(row({ weekMap: 3 })).rejected[0]?.data?.weekMap).toBe(3)
    expect(ask(row({ minSum: 100_001n })).rejected[0]?.data?.minSum).toBe(100_001n)
  })
})

describe('weekday and time', () => {
  const allowed = (changes: Partial<RestrictionRow>, deliveryDate: number) =>
    ask(row(changes), { deliveryDate }).isAllowed

  test('Monday is the lowest bit', () => {
    expect(allowed({ weekMap: 16 }, friday(12))).toBe(true)
    expect(allowed({ weekMap: 1 }, friday(12, 0, 16))).toBe(true)
    expect(allowed({ weekMap: 64 }, friday(12, 0, 15))).toBe(true)
    expect(allowed({ weekMap: 127 - 16 }, friday(12))).toBe(false)
  })
  test('borders are inclusive', () => {
    const hours = { from: 600, to: 720 }
    expect(
      [friday(9, 59), friday(10), friday(12), friday(12, 1)].map((time) => allowed(hours, time)),
    ).toEqual([false, true, true, false])
    expect(allowed({ from: 600, to: null }, friday(9))).toBe(false)
    expect(allowed({ from: null, to: 600 }, friday(9))).toBe(true)
  })
  test('a night that began on Friday is Friday until it ends', () => {
    const night = { from: 1080, to: 120, weekMap: 16 }
    const times = [
      friday(1),
      friday(12),
      friday(18),
      friday(23, 59),
      friday(2, 0, 14),
      friday(2, 1, 14),
      friday(18, 0, 14),
    ]
    expect(times.map((time) => allowed(night, time))).toEqual([false, false, true, true, true, false, false])
  })
  test('equal ends mean round the clock', () => {
    expect(allowed({ from: 0, to: 0 }, friday(15))).toBe(true)
  })
  test('in the time zone of the terminal group', () => {
    const catalog = { terminalGroup: { timeZone: 'Asia/Vladivostok' } }
    const ctx = context(row({ from: 600, to: 720 }), {}, catalog)
    expect(allowedTerminalGroups(ctx, aQuery({ deliveryDate: friday(4) })).isAllowed).toBe(true)
    expect(allowedTerminalGroups(ctx, aQuery({ deliveryDate: friday(11) })).isAllowed).toBe(false)
  })
})

describe('sum', () => {
  test('less the discount; the minimum itself is enough', () => {
    expect(ask(row({ minSum: 100_000n })).isAllowed).toBe(true)
    expect(codes(row({ minSum: 100_000n }), { discountSum: 1n })).toEqual(['SumIsLessThenMinimum'])
  })
  test('that is not known is not tested', () => {
    expect(ask(row({ minSum: 100_001n }), { deliverySum: null }).isAllowed).toBe(true)
  })
})

describe('common defaults replace the values of the rows', () => {
  test('each by its own flag', () => {
    expect(ask({ ...row({ weekMap: 0 }), useSameRestrictionsOnAllWeek: true }).isAllowed).toBe(true)
    expect(codes({ useSameWorkTimeInterval: true, defaultFrom: 0, defaultTo: 60 })).toEqual([
      'DeliveryTimeIsUnacceptable',
    ])
    expect(codes({ useSameMinSum: true, defaultMinSum: 100_001n })).toEqual(['SumIsLessThenMinimum'])
    expect(ask({ ...row({ minSum: 100_001n }), useSameMinSum: true }).isAllowed).toBe(true)
    expect(ask({ useSameDeliveryDuration: true }).allowed[0]?.deliveryDurationInMinutes).toBe(60)
  })
  test('the delivery charge, where it is added at all', () => {
    const charge = (settings: Settings) => ask(settings).allowed[0]?.deliveryServiceProductId
    expect(charge({ addDeliveryServiceCost: true })).toBe(ids.charge)
    const same = { addDeliveryServiceCost: true, useSameDeliveryServiceProduct: true }
    expect(charge({ ...same, defaultDeliveryServiceProductId: ids.tea })).toBe(ids.tea)
  })
})

describe('geocoding', () => {
  const address = {
    city: null,
    streetName: null,
    streetId: ids.street,
    house: '5',
    building: null,
    index: null,
  }
  const unknown = { location: null, address }
  const knownAddresses = [{ streetId: ids.street, house: '5', ...at(5, 2) }]

  test('by the local geocoder', () => {
    expect(ask({ knownAddresses }, unknown)).toMatchObject({ isAllowed: true, location: at(5, 2) })
    expect(codes({ knownAddresses: [{ streetId: ids.street, house: '5', ...at(50, 50) }] }, unknown)).toEqual(
      ['OutOfTerminalZone'],
    )
  })
  test('that fails rejects the order, or skips the zones', () => {
    expect(ask({ rejectOnGeocodingError: true }, unknown)).toMatchObject({
      isAllowed: false,
      rejectCause: 'The address could not be geocoded',
      rejected: [],
    })
    expect(ask({}, unknown).isAllowed).toBe(true)
    expect(ask({}, { location: null }).isAllowed).toBe(true)
  })
  test('is not needed for lists of streets', () => {
    const houses = {
      type: 'odd',
      startingNumber: 1,
      maxNumber: 9,
      isUnlimitedRange: false,
      specificNumbers: [],
    } as const
    const manual: Settings = {
      zonesMode: 1,
      rejectOnGeocodingError: true,
      deliveryZones: [
        {
          name: 'North',
          coordinates: [],
          addresses: [{ streetId: ids.street, postcode: null, houses: { ...houses, specificNumbers: [] } }],
        },
      ],
    }
    expect(ask(manual, unknown).isAllowed).toBe(true)
    expect(codes(manual, { ...unknown, address: { ...address, house: '4' } })).toEqual(['OutOfTerminalZone'])
    expect(ask({ ...manual, zonesMode: 0 }, unknown).isAllowed).toBe(true)
  })
  test('is not needed where there are no zones', () => {
    expect(ask({ zonesMode: 2, rejectOnGeocodingError: true }, unknown).isAllowed).toBe(true)
    expect(ask({ zonesMode: 2 }, { location: at(50, 50) }).isAllowed).toBe(true)
  })
  test('a row without a zone serves every place, a zone that is not drawn none', () => {
    expect(ask(row({ zone: null }), { location: at(50, 50) }).isAllowed).toBe(true)
    expect(codes(row({ zone: 'West' }))).toEqual(['OutOfTerminalZone'])
  })
})

test('a pickup has no zone and no minimum, but hours', () => {
  const pickup = { isCourierDelivery: false, location: at(50, 50) }
  const settings = {
    ...row({ minSum: 999_999n }),
    rejectOnGeocodingError: true,
    addDeliveryServiceCost: true,
  }
  expect(ask(settings, { ...pickup, location: null }).allowed[0]).toEqual({
    terminalGroupId: ids.terminalGroup,
    organizationId: ids.organization,
    deliveryDurationInMinutes: 15,
    zone: null,
    deliveryServiceProductId: null,
    minSum: 0n,
  })
  expect(codes(row({ from: 0, to: 60 }), pickup)).toEqual(['DeliveryTimeIsUnacceptable'])
})

describe('which group comes first', () => {
  const groups = (...rows: Partial<RestrictionRow>[]) =>
    ask({ restrictions: rows.map(aRow) }, { location: at(5, 7) }).allowed.map((item) => [
      item.terminalGroupId,
      item.zone,
    ])
  const second = { terminalGroupId: ids.secondGroup }

  test('the lowest priority; equal ones as they stand', () => {
    expect(groups({ priority: 2 }, { ...second, priority: 1 })[0]?.[0]).toBe(ids.secondGroup)
    expect(groups({ priority: 1 }, { ...second, priority: 1 })[0]?.[0]).toBe(ids.terminalGroup)
  })
  test('a group appears once, by its best row', () => {
    expect(groups({ priority: 2 }, { priority: 1, zone: 'South' }, { ...second, priority: 3 })).toEqual([
      [ids.terminalGroup, 'South'],
      [ids.secondGroup, 'North'],
    ])
  })
  test('a failed row of an allowed group is no rejection', () => {
    expect(codes({ restrictions: [aRow({ zone: 'South' }), aRow()] })).toEqual([])
  })
})

describe('groups that cannot take orders are "Undefined"', () => {
  const hints = (...given: Parameters<typeof ask>) =>
    ask(...given).rejected.map(({ rejectCode, rejectHint }) => `${rejectCode}: ${rejectHint}`)

  test('asleep, or not connected', () => {
    expect(hints({}, {}, { isAlive: () => false })).toEqual(['Undefined: The terminal group is asleep'])
    const off = context({}, {}, { terminalGroup: { isEnabledForTransport: false } })
    expect(allowedTerminalGroups(off, aQuery()).rejected[0]?.rejectHint).toBe(
      'The terminal group is not connected',
    )
  })
  test('of another caller, or deleted: not mentioned', () => {
    expect(ask({}, {}, { terminalGroupIds: new Set([ids.secondGroup]) })).toMatchObject({
      isAllowed: false,
      rejected: [],
    })
    expect(ask(row({ terminalGroupId: ids.order })).rejected).toEqual([])
  })
  test('out of something, by name', () => {
    const stopListOf = () =>
      new Map([
        [ids.soup, { productId: ids.soup, sizeId: null, balance: 1_000n, isCounted: true, dateAdd: 1 }],
      ])
    const soup = (amount: bigint) => ({
      items: [{ productId: ids.soup, sizeId: null, amount, isModifier: false }],
    })
    expect(hints({}, soup(2_000n), { stopListOf })).toEqual([
      'Undefined: Products are in the stop list: Borscht',
    ])
    expect(ask({}, soup(1_000n), { stopListOf }).isAllowed).toBe(true)
  })
  test('not selling something; a modifier needs no place on the menu', () => {
    const item = (productId: string, isModifier = false) => ({
      productId,
      sizeId: null,
      amount: 1_000n,
      isModifier,
    })
    expect(hints({}, { items: [item(ids.offMenu), item(ids.order)] })).toEqual([
      `Undefined: Products are not sold at this point: Staff lunch, ${ids.order}`,
    ])
    expect(ask({}, { items: [item(ids.rare, true), item(ids.pizza)] }).isAllowed).toBe(true)
  })
})

test('an organization without restrictions allows nobody', () => {
  expect(ask({ restrictions: [] })).toMatchObject({ isAllowed: false, allowed: [], rejected: [] })
  expect(ask({}, { organizationIds: [ids.order] }).isAllowed).toBe(false)
})

describe('choosing for an order without a group [cloud-api §5.4]', () => {
  const { organizationIds: _, ...query } = aQuery()
  const choose = (
    settings: Settings,
    ctx: Partial<RestrictionContext> = {},
    books: CatalogChanges = {},
    changes = {},
  ) =>
    chooseTerminalGroup(context(settings, ctx, books), {
      ...query,
      organizationId: ids.organization,
      ...changes,
    })
  const two: Settings = {
    restrictions: [
      aRow(),
      aRow({ terminalGroupId: ids.secondGroup, priority: 2, deliveryDurationInMinutes: 90 }),
    ],
  }

  test('the best one, with what its row says', () => {
    expect(choose(two)).toMatchObject({
      terminalGroupId: ids.terminalGroup,
      zone: 'North',
      deliveryDurationInMinutes: 45,
    })
  })
  test('the next one when the best is out of something', () => {
    const stop = new Map([
      [ids.soup, { productId: ids.soup, sizeId: null, balance: 0n, isCounted: false, dateAdd: 1 }],
    ])
    const stopListOf = (id: string) => (id === ids.terminalGroup ? stop : new Map())
    const items = [{ productId: ids.soup, sizeId: null, amount: 1_000n, isModifier: false }]
    expect(choose(two, { stopListOf }, {}, { items })).toMatchObject({
      terminalGroupId: ids.secondGroup,
      deliveryDurationInMinutes: 90,
    })
  })
  test('none, with the reasons', () => {
    expect(refusalOf(() => choose(two, {}, {}, { location: at(50, 50) }))).toEqual({
      code: 'terminal-group.not-determined',
      params: { reasons: 'OutOfTerminalZone (The address is outside of zone North)' },
    })
    expect(codeOf(() => choose({ restrictions: [] }))).toBe('terminal-group.not-determined')
  })
  test('the only group where restrictions are off', () => {
    const off: CatalogChanges = { organization: { useBusinessHoursAndMapping: false } }
    const alone = { terminalGroupIds: new Set([ids.terminalGroup]) }
    const chosen = { terminalGroupId: ids.terminalGroup, zone: null, deliveryServiceProductId: null }
    expect(choose({}, alone, off)).toMatchObject({ ...chosen, deliveryDurationInMinutes: 60 })
    expect(choose({}, alone, off, { isCourierDelivery: false })).toMatchObject({
      ...chosen,
      deliveryDurationInMinutes: 15,
    })
    expect(codeOf(() => choose({}, {}, off))).toBe('terminal-group.not-determined')
    expect(codeOf(() => choose({ autoAssignExternalDeliveries: false }))).toBe(
      'terminal-group.not-determined',
    )
    const retired = { ...changedItem('terminalGroup', ids.terminalGroup, {}), isDeleted: true }
    expect(codeOf(() => choose({}, alone, { ...off, items: [retired] }))).toBe(
      'terminal-group.not-determined',
    )
  })
})
