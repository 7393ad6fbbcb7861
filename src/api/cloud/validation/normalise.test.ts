import { expect, test } from 'vitest'
import { createNormalisers } from './normalise.ts'

const id = '0b8e1f7a-1111-4222-8333-abcdefabcdef'

const normalise = createNormalisers({
  Order: {
    required: ['id', 'place'],
    properties: {
      id: { type: 'string', format: 'uuid' },
      place: { type: ['string', 'null'] },
      comment: { type: 'string' },
      currency: { type: 'string', default: 'RUB' },
      items: { type: 'array', items: { $ref: '#/definitions/Item' } },
    },
  },
  Item: { properties: { id: { type: 'string', format: 'uuid' }, kind: { enum: ['Dish', 'Goods'] } } },
})('Order')

const asMeant = { id, place: 'hall', currency: 'EUR', items: [{ id, kind: 'Dish' }] }

test('a body that is as it is meant is given back as it came', () => {
  expect(normalise(asMeant)).toBe(asMeant)
})

test('what is not known is left out, wherever it stands', () => {
  expect(normalise({ ...asMeant, colour: 'red' })).toStrictEqual(asMeant)
  const inItem = { ...asMeant, items: [{ id, colour: 'red', kind: 'Dish' }] }
  expect(normalise(inItem)).toStrictEqual(asMeant)
  const named = JSON.parse(`{"__proto__":{"comment":"x"},"id":"${id}","place":"hall","currency":"EUR"}`)
  expect(normalise(named)).toStrictEqual({ id, place: 'hall', currency: 'EUR' })
})

test('one part that is written otherwise changes no other, and nothing in what was given', () => {
  const given = { ...asMeant, items: [{ id, kind: 'Dish' }, null, { id: id.toUpperCase(), kind: 'gOODS' }] }
  const before = structuredClone(given)
  const meant = normalise(given) as typeof given
  expect(meant).toStrictEqual({ ...asMeant, items: [{ id, kind: 'Dish' }, null, { id, kind: 'Goods' }] })
  expect(meant.items[0]).toBe(given.items[0])
  expect(given).toStrictEqual(before)
})

test('a null of a field that may be absent means that it is; a required one stays', () => {
  const given = { id, place: null, comment: null, currency: null, items: [] }
  expect(normalise(given)).toStrictEqual({ id, place: null, currency: 'RUB', items: [] })
})

test('a default stands where nothing was said', () => {
  expect(normalise({ id, place: 'hall' })).toStrictEqual({ id, place: 'hall', currency: 'RUB' })
})
