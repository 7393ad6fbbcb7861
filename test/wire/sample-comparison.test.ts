import { expect, test } from 'vitest'
import type { Definitions } from '../../src/api/cloud/testing/sample.ts'
import { compareWithSample } from '../support/published-sample.ts'

// How answers are held against samples of the published reference.

const definitions = {
  Answer: {
    properties: {
      correlationId: { type: 'string' },
      guest: { anyOf: [{ $ref: '#/definitions/Guest' }, { type: 'null' }] },
      items: { type: 'array', items: { $ref: '#/definitions/Item' } },
    },
  },
  Guest: { properties: { name: { type: ['string', 'null'] } } },
  Item: {
    discriminator: { propertyName: 'type' },
    oneOf: [{ $ref: '#/definitions/Dish' }, { $ref: '#/definitions/Pair' }],
  },
  Dish: { properties: { type: { enum: ['Dish'] }, comment: { type: ['string', 'null'] } } },
  Pair: {
    properties: { type: { enum: ['Pair'] }, both: { type: 'array', items: { $ref: '#/definitions/Dish' } } },
  },
} as Definitions

const dish = { type: 'Dish', comment: 'hot' }
const whole = { correlationId: 'x', guest: { name: 'Anna' }, items: [dish, { type: 'Pair', both: [dish] }] }
const gapsOf = (...answers: unknown[]): string[] => compareWithSample(definitions, 'Answer', answers).gaps

test('an answer with all of it has no gaps', () => {
  expect(gapsOf(whole)).toEqual([])
})

test.each<[string, unknown[], string[]]>([
  ['no answer at all', [], []],
  [
    'a field that is not there',
    [
      { ...whole, guest: null },
      { correlationId: 'x', items: whole.items },
    ],
    ['Answer.guest is missing at times', 'Answer.guest is never filled'],
  ],
  ['a null each time', [{ ...whole, guest: { name: null } }], ['Guest.name is never filled']],
  ['a null that is filled another time', [{ ...whole, guest: null }, whole], []],
  ['an empty list', [{ ...whole, items: [] }], ['Answer.items is never filled']],
  ['a variant that never comes', [{ ...whole, items: [dish] }], ['Item never comes as Pair']],
  [
    'a field of a variant',
    [
      {
        ...whole,
        items: [
          { type: 'Dish', comment: '' },
          { type: 'Pair', both: [] },
        ],
      },
    ],
    ['Dish.comment is never filled', 'Pair.both is never filled'],
  ],
])('%s', (_, answers, gaps) => {
  expect(gapsOf(...answers)).toEqual(gaps)
})

test('a field that stands in some answers only is missing at times; of what was not heard nothing is told', () => {
  const { gaps, heard } = compareWithSample(definitions, 'Answer', [
    whole,
    { correlationId: 'x', guest: null },
  ])
  expect(gaps).toEqual(['Answer.items is missing at times'])
  expect([...heard].sort()).toEqual(['Answer', 'Dish', 'Guest', 'Item', 'Pair'])
  expect([...compareWithSample(definitions, 'Answer', []).heard]).toEqual([])
})
