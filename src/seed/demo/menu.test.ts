import { describe, expect, test } from 'vitest'
import { imageIdIn, imageTypeOf } from '../../domain/menu/image.ts'
import { Catalog } from '../../domain/reference/catalog.ts'
import { seedId } from '../seed-id.ts'
import { demoId } from './demo-chain.ts'
import { dishImage } from './images/dish-image.ts'
import { goodsImages } from './images/goods-image.ts'
import { demoChain } from './index.ts'
import { priceCategoryId, sizeId } from './menu/dictionaries.ts'
import { readMenu } from './menu/menu-table.ts'
import { type OutletKey, outletId, outletKeys } from './outlets.ts'

const chain = demoChain()
const catalog = new Catalog(
  chain.tenant.id,
  1n,
  chain.items.map((item) => ({ ...item, revision: 1n })),
)
const products = catalog.all('product')
const byCode = (code: string) => {
  const found = products.find(({ body }) => body.code === code)
  if (!found) throw new Error(`no product ${code}`)
  return found
}
const sizesOf = (code: string): (string | null)[] => {
  const { body } = byCode(code)
  const scale = catalog.find('sizeScale', body.sizeScaleId)
  return scale
    ? scale.body.sizes.map(({ id }) => id).filter((id) => !body.disabledSizeIds.includes(id))
    : [null]
}
const price = (
  outlet: OutletKey,
  code: string,
  category: 'delivery' | 'partners' | null = null,
  size: string | null = null,
) =>
  catalog.price(outletId(outlet), byCode(code).id, size, category && priceCategoryId(category))?.price ?? null

describe('products', () => {
  test('codes and barcodes are unique', () => {
    const codes = products.map(({ body }) => body.code)
    expect(new Set(codes).size).toBe(codes.length)
    const barcodes = products.flatMap(({ body }) => body.barcodes)
    expect(new Set(barcodes).size).toBe(barcodes.length)
  })

  test('barcodes are true EAN-13', () => {
    for (const barcode of products.flatMap(({ body }) => body.barcodes)) {
      const digits = [...barcode].map(Number)
      const sum = digits.reduce((total, digit, index) => total + digit * (index % 2 === 0 ? 1 : 3), 0)
      expect([barcode.length, sum % 10], barcode).toEqual([13, 0])
    }
  })

  test('dishes of the menu have weight, nutrition, time, tax, description in both languages and a picture', () => {
    const dishes = products.filter(
      ({ body, isDeleted }) => body.type === 'Dish' && !isDeleted && body.isActive,
    )
    expect(dishes.length).toBeGreaterThan(120)
    for (const { body } of dishes) {
      expect(body.weightKg, body.name).toBeGreaterThan(0)
      expect(body.nutritionPer100g.energy, body.name).toBeGreaterThan(0)
      expect(body.cookingMinutes, body.name).toBeGreaterThan(0)
      expect(catalog.living('taxCategory', body.taxCategoryId), body.name).toBeDefined()
      expect(body.description, body.name).toMatch(/[а-яё]/i)
      expect(body.descriptionEn, body.name).toMatch(/[a-z]/i)
      expect(body.imageLinks).toEqual([`/demo-images/${body.code}.svg`])
    }
  })

  test('energy agrees with proteins, fats and carbohydrates', () => {
    for (const { body } of products) {
      const { energy, proteins, fats, carbohydrates } = body.nutritionPer100g
      // Alcohol has energy of its own.
      if (body.parentGroupId === demoId('productGroup', 'alcohol')) continue
      const computed = proteins * 4 + fats * 9 + carbohydrates * 4
      expect(Math.abs(energy - computed), body.name).toBeLessThanOrEqual(Math.max(8, computed * 0.15))
    }
  })

  test('an active product has a base price in exactly one set of restaurants, in every size', () => {
    const sold = products.filter(({ body, isDeleted }) => !isDeleted && body.isActive && body.cookingPlaceId)
    for (const { body } of sold) {
      const outlets = outletKeys.filter((outlet) =>
        sizesOf(body.code).every((size) => price(outlet, body.code, null, size) !== null),
      )
      const some = outletKeys.filter((outlet) =>
        sizesOf(body.code).some((size) => price(outlet, body.code, null, size) !== null),
      )
      expect(outlets, body.name).toEqual(some)
      expect(outlets.length, body.name).toBeGreaterThanOrEqual(2)
    }
  })

  test('ingredients have no price', () => {
    for (const { body } of products.filter(
      ({ body }) => body.cookingPlaceId === null && body.type === 'Good',
    )) {
      expect(outletKeys.map((outlet) => price(outlet, body.code))).toEqual([null, null, null])
    }
  })

  test('every group of modifiers can be satisfied by its children, and defaults keep the limits', () => {
    for (const { body } of products) {
      for (const group of body.groupModifiers) {
        const reach = group.children.reduce((sum, { maxAmount }) => sum + maxAmount, 0)
        const defaults = group.children.reduce((sum, { defaultAmount }) => sum + defaultAmount, 0)
        expect(group.minAmount, body.name).toBeLessThanOrEqual(group.maxAmount)
        expect(reach, body.name).toBeGreaterThanOrEqual(group.minAmount)
        expect(defaults, body.name).toBeLessThanOrEqual(group.maxAmount)
        expect(group.required, body.name).toBe(group.minAmount > 0)
      }
    }
  })
})

describe('what exists to be refused', () => {
  test('a dish without a station, an inactive one, one that is not in the menu, a deleted one', () => {
    expect(byCode('10307').body.cookingPlaceId).toBeNull()
    expect(byCode('10413').body.isActive).toBe(false)
    expect(catalog.price(outletId('pokrovka'), byCode('10414').id, null)?.isIncludedInMenu).toBe(false)
    expect(byCode('50901').isDeleted).toBe(true)
  })

  test('none of them is offered by an external menu', () => {
    const refused = ['10307', '10413', '10414', '50901'].map((code) => byCode(code).id)
    const offered = catalog
      .all('externalMenu')
      .flatMap(({ body }) => body.sections.flatMap(({ items }) => items))
    expect(offered.filter(({ productId }) => refused.includes(productId))).toEqual([])
  })
})

describe('features of dishes', () => {
  test('halved pizzas divide their fillings and keep the dough whole', () => {
    const halved = products.filter(({ body }) => body.orderItemType === 'Compound')
    expect(halved.length).toBeGreaterThanOrEqual(2)
    for (const { body } of halved) {
      expect(body.modifierSchemaId).not.toBeNull()
      expect(body.modifierSchemaName).toBeTruthy()
      expect(new Set(body.groupModifiers.map(({ splittable }) => splittable)).size).toBe(2)
    }
  })

  test('coffee needs milk: one by default, the first one free', () => {
    const milk = byCode('60111').body.groupModifiers[0]
    expect(milk).toMatchObject({ required: true, minAmount: 1 })
    expect(milk?.children[0]).toMatchObject({ defaultAmount: 1, freeOfChargeAmount: 1 })
    const syrups = byCode('60113').body.groupModifiers[1]
    expect(syrups?.freeOfChargeAmount).toBe(1)
  })

  test('the salad bar is sold by weight and at the table only', () => {
    expect(byCode('11001').body).toMatchObject({ isWeighed: true, measureUnit: 'кг' })
    expect(price('pokrovka', '11001')).toBe(89_000n)
    expect(price('pokrovka', '11001', 'delivery')).toBeNull()
    expect(price('pokrovka', '11001', 'partners')).not.toBeNull()
  })
})

describe('prices', () => {
  test('differ by restaurant and by price category', () => {
    expect(price('pokrovka', '20001', null, sizeId('30'))).toBe(65_000n)
    expect(price('baumana', '20001', null, sizeId('30'))).toBe(59_000n)
    expect(price('pokrovka', '20001', 'delivery', sizeId('30'))).toBe(72_000n)
    expect(price('pokrovka', '20001', 'partners', sizeId('30'))).toBe(75_000n)
  })

  test('the café sells neither grill nor sushi', () => {
    expect(price('malysheva', '10501')).toBeNull()
    expect(price('malysheva', '40001')).toBeNull()
    expect(price('malysheva', '60111', null, sizeId('m'))).not.toBeNull()
  })
})

describe('external menus', () => {
  test('one has base prices, another wants a price category', () => {
    const uses = new Map(
      catalog.all('externalMenu').map(({ body }) => [body.number, body.usesPriceCategories]),
    )
    expect(uses.get(12001)).toBe(false)
    expect(uses.get(12002)).toBe(true)
  })

  test('sections are filled, name nothing twice, and show only what somebody sells', () => {
    for (const { body } of catalog.all('externalMenu')) {
      for (const { name, items } of body.sections) {
        expect(items.length, name).toBeGreaterThan(0)
        expect(new Set(items.map(({ productId }) => productId)).size, name).toBe(items.length)
        for (const { productId } of items) {
          const code = catalog.find('product', productId)?.body.code ?? ''
          const [size = null] = sizesOf(code)
          const prices = body.organizationIds.map((id) => catalog.price(id, productId, size))
          expect(prices.some(Boolean), `${body.name}: ${code}`).toBe(true)
        }
      }
    }
  })
})

describe('pictures', () => {
  test('are drawn for every product and group that links to one, the same each time', () => {
    const links = [...products, ...catalog.all('productGroup')].flatMap(({ body }) => body.imageLinks)
    const drawn = links.filter((link) => link.startsWith('/demo-images/'))
    expect(drawn.length).toBeGreaterThan(140)
    for (const link of drawn) {
      const [, code = ''] = /^\/demo-images\/(\d+)\.svg$/.exec(link) ?? []
      const svg = dishImage(code)
      expect(svg).toBe(dishImage(code))
      expect(svg).toMatch(/^<svg [^>]+>(<[^<>]+\/>)+<\/svg>$/)
      expect(svg).not.toMatch(/NaN|undefined/)
    }
  })

  test('are kept of some goods, each under the id that its card links to', () => {
    const kept = goodsImages()
    const linked = products.flatMap(({ body }) => imageIdIn(body.imageLinks) ?? [])
    expect(linked.sort()).toEqual(kept.map(({ id }) => id).sort())
    for (const { mediaType, bytes } of kept) expect(imageTypeOf(bytes)).toBe(mediaType)
  })

  test('a stranger code gets a plain plate and is not echoed', () => {
    expect(dishImage('<script>')).not.toContain('script')
  })
})

describe('the table of dishes', () => {
  test('is read line by line', () => {
    const [dish, bare] = readMenu(`
      10101 Борщ | Borscht
      420.5/500 ₽ · 350 г · 8 мин · 62 3.1 3.4 4.9 · celery milk #hit · =2900006040100
      Суп.
      Soup.

      95001 Мука | Flour
      1000 г
    `)
    expect(dish).toEqual({
      code: '10101',
      name: 'Борщ',
      nameEn: 'Borscht',
      prices: [42_050n, 50_000n],
      grams: 350,
      minutes: 8,
      nutrition: { energy: 62, proteins: 3.1, fats: 3.4, carbohydrates: 4.9 },
      allergens: ['celery', 'milk'],
      tags: ['hit'],
      barcodes: ['2900006040100'],
      description: 'Суп.',
      descriptionEn: 'Soup.',
    })
    expect(bare).toMatchObject({ code: '95001', prices: [], grams: 1000, description: '' })
  })

  test.each([
    ['101 Борщ | Borscht\n420 ₽', 'not a dish'],
    ['10101 Борщ\n420 ₽', 'not a dish'],
    ['10101 Борщ | Borscht\n420 ₽ · lava', 'what is "lava"'],
    ['10101 Борщ | Borscht\n420 ₽\nСуп.\nSoup.\nЕщё.', 'not a dish'],
  ])('%j is refused', (table, message) => {
    expect(() => readMenu(table)).toThrow(message)
  })
})

test('ids of the seed are stable: clients of the sandbox may keep them', () => {
  expect(outletId('pokrovka')).toBe(seedId('trapeza/demo/organization/pokrovka'))
  expect(byCode('20001').id).toBe(seedId('trapeza/demo/product/20001'))
})
