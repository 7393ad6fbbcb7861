import { describe, expect, test } from 'vitest'
import { Refusal } from '../../kernel/refusals.ts'
import { withIncomeSum, withSums } from './line-sums.ts'
import { aLine } from './testing/a-document.ts'

const billion = 1_000_000_000n
const priced = (changes: Parameters<typeof aLine>[0]) => withSums(aLine(changes), 2, 'items[0]')

describe('sums of a line [cloud-api §10.3]', () => {
  test('the sum follows from the price, VAT is inside it', () => {
    const line = priced({ amount: 3n * billion, price: 110n * billion, vatHundredths: 1000 })
    expect([line.sum, line.sumWithoutVat]).toEqual([33_000n, 30_000n])
  })

  test('the price follows from the sum with nine decimals', () => {
    const line = priced({ amount: 3n * billion, sum: 10_000n })
    expect(line.price).toBe(33_333_333_333n)
    expect(line.sumWithoutVat).toBe(10_000n)
  })

  test('a sum is rounded to the minor unit', () => {
    expect(priced({ amount: 333_000_000n, price: 9_990_000_000n }).sum).toBe(333n)
  })

  test('both may be given when the price was rounded', () => {
    expect(priced({ amount: 3n * billion, price: 33_330_000_000n, sum: 10_000n }).sum).toBe(10_000n)
    expect(priced({ amount: 1000n * billion, price: 330_000_000n, sum: 33_333n }).sum).toBe(33_333n)
  })

  test('both that do not agree, or neither, are refused', () => {
    expect(() => priced({ amount: 3n * billion, price: 33n * billion, sum: 10_000n })).toThrow('items[0].sum')
    expect(() => priced({ amount: billion })).toThrow(Refusal)
  })
})

test('what a returned line costs follows from its unit cost unless it is said', () => {
  const line = aLine({ amount: 2n * billion, incomePrice: 15n * billion })
  expect(withIncomeSum(line, 2).incomeSum).toBe(3000n)
  expect(withIncomeSum({ ...line, incomeSum: 2900n }, 2).incomeSum).toBe(2900n)
})
