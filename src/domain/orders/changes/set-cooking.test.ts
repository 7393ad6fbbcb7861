import { expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, dispatch, print, type Step, setStatus, soup, tea } from '../testing/a-delivery.ts'
import { codeOf, refusalOf } from '../testing/refusal-of.ts'

type Cooking = Extract<Step, { kind: 'delivery.setCooking' }>
const cook = (status: Cooking['status'], ...positionIds: string[]): Cooking => ({
  kind: 'delivery.setCooking',
  positionIds,
  status,
})

test('printed dishes move, and the order with them', () => {
  const started = aDelivery().after(print, cook('CookingStarted', soup))
  expect(started.order.status).toBe('CookingStarted')
  const ready = started.after(cook('CookingCompleted', soup, tea))
  expect(ready.order.status).toBe('CookingCompleted')
  expect(ready.after(cook('CookingStarted', tea)).order).toMatchObject({
    status: 'CookingStarted',
    whenCookingCompleted: null,
  })
})

test('what stands there already makes no entry', () => {
  const started = aDelivery().after(print, cook('CookingStarted', soup))
  expect(started.decide(cook('CookingStarted', soup, soup))).toEqual([])
  expect(started.decide(cook('CookingStarted', soup, tea))).toMatchObject([{ positionIds: [tea] }])
})

test('what somebody has moved since it was seen stays where it is', () => {
  const ready = aDelivery().after(print, cook('CookingStarted', soup, tea), cook('CookingCompleted', soup))
  const late = { ...cook('CookingStarted', soup, tea), from: 'PrintedNotCooking' as const }
  expect(ready.decide(late)).toEqual([])
  const back = { ...cook('CookingStarted', soup, tea), from: 'CookingCompleted' as const }
  expect(ready.decide(back)).toMatchObject([{ positionIds: [soup] }])
})

test('the kitchen cannot cook what it has no ticket for, nor what is not there', () => {
  expect(refusalOf(() => aDelivery().decide(cook('CookingStarted', soup)))).toEqual({
    code: 'item.wrong-status',
    params: { name: 'Borscht', status: 'Added' },
  })
  expect(codeOf(() => aDelivery().after(print).decide(cook('Served', ids.order)))).toBe(
    'item.position-unknown',
  )
})

test('until the order leaves', () => {
  const packed = aDelivery().after(print, setStatus('Waiting'))
  expect(packed.decide(cook('Served', soup))).toHaveLength(1)
  expect(codeOf(() => aDelivery().after(...dispatch, cook('Served', soup)))).toBe('order.wrong-status')
})
