import { expect, test } from 'vitest'
import { ids } from '../../reference/testing/catalog-ids.ts'
import { aDelivery, print, soup, tea } from '../testing/a-delivery.ts'

test('the kitchen gets a ticket for every dish, not for the delivery charge', () => {
  const delivery = aDelivery({ deliveryServiceProductId: ids.charge })
  expect(delivery.decide(print)).toEqual([{ kind: 'delivery.itemsPrinted', positionIds: [soup, tea] }])
})

test('a repeat prints nothing', () => {
  expect(aDelivery().after(print).decide(print)).toEqual([])
})
