import { describe, expect, test } from 'vitest'
import type { Book } from '../../domain/reference/books.ts'
import { Catalog } from '../../domain/reference/catalog.ts'
import { isUuid } from '../../kernel/ids.ts'
import { demoChain } from './index.ts'

const chain = demoChain()
const catalog = new Catalog(
  chain.tenant.id,
  1n,
  chain.items.map((item) => ({ ...item, revision: 1n })),
)
const of = <B extends Book>(book: B) => catalog.all(book)
const living = <B extends Book>(book: B) => of(book).filter(({ isDeleted }) => !isDeleted)
const bodies = <B extends Book>(book: B) => living(book).map(({ body }) => body)
const unique = (values: readonly unknown[]) => new Set(values).size === values.length

/** Books whose names have no English twin in iiko either. */
const namedInRussianOnly: readonly Book[] = ['street', 'employee']

describe('the chain as a whole', () => {
  test('is the same on every call and shares nothing between calls', () => {
    const [one, two] = [demoChain(), demoChain()]
    expect(two).toEqual(one)
    for (const item of one.items) Object.assign(item.body, { name: 'changed' })
    expect(demoChain()).toEqual(two)
  })

  test('gives every item its own id', () => {
    expect(chain.items.every(({ id }) => isUuid(id))).toBe(true)
    // These are known by the id of their organization, or of the chain.
    const placed = ['deliveryRestrictions', 'waiterTeamAssignments', 'priceMoment']
    const ids = chain.items.filter(({ book }) => !placed.includes(book)).map(({ id }) => id)
    expect(unique(ids)).toBe(true)
    expect(unique([...chain.guests, ...chain.apiKeys].map(({ id }) => id))).toBe(true)
  })

  test('has English names wherever a Russian name stands', () => {
    const missing = chain.items.filter(({ book, body }) => {
      if (namedInRussianOnly.includes(book) || !('name' in body)) return false
      return !('nameEn' in body) || !/[A-Za-z]/.test(body.nameEn ?? '') || /[а-яё]/i.test(body.nameEn ?? '')
    })
    expect(missing).toEqual([])
  })

  test('is as large as a real chain', () => {
    expect(of('organization')).toHaveLength(3)
    expect(living('terminalGroup').length).toBeGreaterThanOrEqual(4)
    expect(living('product').length).toBeGreaterThanOrEqual(150)
    expect(living('comboAction').length).toBeGreaterThanOrEqual(4)
    expect(living('externalMenu').length).toBeGreaterThanOrEqual(2)
    expect(living('employee')).toHaveLength(26)
    expect(bodies('employee').filter(({ isCourier }) => isCourier).length).toBeGreaterThanOrEqual(6)
    expect(chain.guests).toHaveLength(60)
  })
})

describe('restaurants', () => {
  test('lie in two time zones and differ in their rules', () => {
    const restaurants = bodies('organization')
    const values = (pick: (body: (typeof restaurants)[number]) => unknown) =>
      new Set(restaurants.map(pick)).size
    expect(values(({ timeZone }) => timeZone)).toBe(2)
    expect(values(({ deliveryOrderPaymentSettings }) => deliveryOrderPaymentSettings)).toBe(2)
    expect(values(({ isConfirmationEnabled }) => isConfirmationEnabled)).toBe(2)
    expect(values(({ isAnonymousGuestsAllowed }) => isAnonymousGuestsAllowed)).toBe(2)
    expect(values(({ orderItemCommentEnabled }) => orderItemCommentEnabled)).toBe(2)
  })

  test('have halls of 10–14 tables that do not overlap', () => {
    const halls = bodies('restaurantSection')
    expect(halls.length).toBeGreaterThanOrEqual(4)
    for (const { name, tables } of halls) {
      expect(tables.length, name).toBeGreaterThanOrEqual(10)
      expect(tables.length, name).toBeLessThanOrEqual(14)
      for (const [index, a] of tables.entries()) {
        for (const b of tables.slice(index + 1)) {
          const apart =
            a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
          expect(apart, `${name}: ${a.number} and ${b.number}`).toBe(true)
        }
      }
    }
    const tables = halls.flatMap(({ tables }) => tables.flatMap(({ id, posId }) => [id, posId]))
    expect(unique(tables)).toBe(true)
  })
})

describe('people', () => {
  test('every member of staff has one PIN of four digits and a role', () => {
    const staff = new Map(living('employee').map(({ id, body }) => [id, body]))
    expect(chain.pins.map(({ employeeId }) => employeeId).sort()).toEqual([...staff.keys()].sort())
    expect(unique(chain.pins.map(({ pin }) => pin))).toBe(true)
    for (const { pin, employeeId, name, roleCodes } of chain.pins) {
      expect(pin).toMatch(/^\d{4}$/)
      const employee = staff.get(employeeId)
      expect(employee?.name).toBe(name)
      expect(employee?.pinHash).toBeNull()
      const codes = living('role').filter(({ id }) => employee?.roleIds.includes(id))
      expect(codes.map(({ body }) => body.code).sort()).toEqual([...roleCodes].sort())
    }
  })

  test('PINs stand nowhere but in the list of PINs', () => {
    expect(JSON.stringify(of('employee').map(({ body }) => body))).not.toContain('"pin"')
  })

  test.each([
    ['1111', 'MNGR'],
    ['2222', 'CASH'],
    ['3333', 'COOK'],
    ['4444', 'WAIT'],
    ['5555', 'COUR'],
    ['6666', 'OPER'],
    ['8888', 'DEVI'],
  ])('PIN %s opens as %s', (pin, role) => {
    expect(chain.pins.find((each) => each.pin === pin)?.roleCodes).toEqual([role])
  })

  test('guests have phones that nobody has', () => {
    expect(unique(chain.guests.map(({ phone }) => phone))).toBe(true)
    for (const { phone } of chain.guests) expect(phone).toMatch(/^\+7900555\d{4}$/)
    expect(chain.guests.filter(({ birthdate }) => birthdate).length).toBeGreaterThan(10)
    expect(unique(chain.guests.map(({ name, surname }) => `${name} ${surname}`))).toBe(true)
    for (const { birthdate } of chain.guests) {
      if (birthdate) expect(new Date(birthdate).toISOString().slice(0, 10)).toBe(birthdate)
    }
  })
})

describe('access', () => {
  test('keys are of 36 characters and cover the ways to be refused', () => {
    expect(chain.apiKeys.every(({ apiLogin }) => apiLogin.length === 36)).toBe(true)
    expect(unique(chain.apiKeys.map(({ apiLogin }) => apiLogin))).toBe(true)
    const [main, ...others] = chain.apiKeys
    expect(main).toMatchObject({ isActive: true, expiresAt: null, deniedRights: [], sourceKey: null })
    expect(main?.organizationIds).toHaveLength(3)
    expect(others.some(({ isActive }) => !isActive)).toBe(true)
    expect(others.some(({ expiresAt }) => expiresAt && Date.parse(expiresAt) < Date.UTC(2025, 0))).toBe(true)
    expect(others.some(({ deniedRights }) => deniedRights.includes('deliveries/create'))).toBe(true)
    expect(others.some(({ sourceKey, organizationIds }) => sourceKey && organizationIds.length === 1)).toBe(
      true,
    )
  })
})

describe('dictionaries', () => {
  test('payment types cover kinds and processing; one is deleted', () => {
    const kinds = bodies('paymentType').map(({ kind }) => kind)
    expect(new Set(kinds)).toEqual(
      new Set(['Cash', 'Card', 'External', 'IikoCard', 'Voucher', 'Credit', 'Writeoff']),
    )
    expect(new Set(bodies('paymentType').map(({ processing }) => processing)).size).toBe(3)
    expect(of('paymentType').some(({ isDeleted }) => isDeleted)).toBe(true)
  })

  test('each service type has exactly one default order type', () => {
    for (const serviceType of ['Common', 'DeliveryByCourier', 'DeliveryByClient']) {
      const types = bodies('orderType').filter((type) => type.serviceType === serviceType)
      expect(types.filter(({ isDefault }) => isDefault)).toHaveLength(1)
    }
  })

  test('discounts cover modes, surcharge, categories, cards and automatic ones', () => {
    const discounts = bodies('discountType')
    expect(new Set(discounts.map(({ mode }) => mode)).size).toBe(3)
    expect(discounts.some(({ percentHundredths }) => percentHundredths < 0)).toBe(true)
    expect(
      discounts.some(({ isCategorised, categoryPercents }) => isCategorised && categoryPercents.length > 0),
    ).toBe(true)
    expect(discounts.some(({ isAutomatic, isManual }) => isAutomatic && !isManual)).toBe(true)
    expect(discounts.some(({ minOrderSum }) => minOrderSum > 0n)).toBe(true)
  })

  test('removal types cover every way to write off', () => {
    const ways = bodies('removalType').map((type) =>
      [type.canWriteoffToCafe, type.canWriteoffToWaiter, type.canWriteoffToUser].map(Number).join(''),
    )
    expect(new Set(ways)).toEqual(new Set(['000', '100', '010', '001', '111']))
    expect(bodies('removalType').some(({ manual }) => !manual)).toBe(true)
  })
})
