import { expect, test } from 'vitest'
import { aDelivery, dispatch, print, type Step, setStatus } from '../testing/a-delivery.ts'
import { anItem, noon } from '../testing/a-till.ts'
import { codeOf } from '../testing/refusal-of.ts'

const bill: Step = { kind: 'delivery.printBill' }
const withoutBill: Step = { kind: 'delivery.cancelBill' }
const addOne: Step = { kind: 'delivery.addItems', items: [anItem()], combos: [] }

test('what is not printed goes to the kitchen with the bill', () => {
  expect(
    aDelivery()
      .decide(bill)
      .map((event) => event.kind),
  ).toEqual(['delivery.itemsPrinted', 'delivery.billPrinted'])
  expect(aDelivery().after(print).decide(bill)).toEqual([{ kind: 'delivery.billPrinted' }])
})

test('the order waits with its bill and is frozen', () => {
  const billed = aDelivery().after(bill)
  expect(billed.order).toMatchObject({ status: 'Waiting', whenBillPrinted: noon })
  expect(codeOf(() => billed.decide(addOne))).toBe('order.bill-printed')
  expect(billed.after(withoutBill, addOne).order.items).toHaveLength(3)
})

test('a second bill is a reprint, a bill that is not there cannot be cancelled twice', () => {
  expect(aDelivery().after(bill).decide(bill)).toHaveLength(1)
  expect(aDelivery().after(print, setStatus('Waiting')).decide(withoutBill)).toEqual([])
  expect(codeOf(() => aDelivery().after(bill, withoutBill, withoutBill))).toBe('order.wrong-status')
})

test('on the way a bill changes no status', () => {
  expect(aDelivery().after(...dispatch, bill).order).toMatchObject({ status: 'OnWay', whenBillPrinted: noon })
})
