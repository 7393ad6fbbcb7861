import { expect, test } from 'vitest'
import { Decimal } from '../../../sdk/plugin/src/wire/decimal.ts'
import { readBankDetails } from './read-bank-details.ts'

const complaintsOf = (value: unknown): string[] => {
  const complaints: string[] = []
  readBankDetails(value, (words) => complaints.push(words.split(' ')[0] ?? ''))
  return complaints
}
const fail = (words: string) => expect.fail(words)

test('what an acquirer says is kept: exact sums, moments, its own words', () => {
  const said = {
    ...{ rrn: '012345678901', authCode: 'A1', terminalId: 'T', amount: Decimal.of('420.50') },
    ...{ currencyCode: 'RUB', initiatedAt: new Date(5), extensions: { tag: '1' }, other: 'unknown' },
  }
  expect(readBankDetails(said, fail)).toEqual({
    ...{ rrn: '012345678901', authCode: 'A1', terminalId: 'T', amount: '420.50' },
    ...{ currencyCode: 'RUB', initiatedAt: 5, extensions: { tag: '1' } },
  })
  expect(readBankDetails({ amount: 420.5, initiatedAt: '1970-01-01T00:00:00Z' }, fail)).toEqual({
    amount: '420.5',
    initiatedAt: 0,
  })
})

test('nothing said is nothing kept', () => {
  for (const nothing of [undefined, null, {}]) expect(readBankDetails(nothing, fail)).toBeNull()
})

test('a member that cannot be kept is left out and said, the others are kept', () => {
  const kept = readBankDetails({ rrn: 5, currencyCode: 'roubles', authCode: 'A1', extensions: [] }, () => {})
  expect(kept).toEqual({ authCode: 'A1' })
  const wrong = { rrn: 5, currencyCode: 'roubles', amount: '1e9', initiatedAt: 'soon', extensions: { a: 1 } }
  expect(complaintsOf(wrong).sort()).toEqual(
    ['bank.amount', 'bank.currencyCode', 'bank.extensions', 'bank.initiatedAt', 'bank.rrn'].sort(),
  )
})

test('no card number is kept, nor more than a payment may hold', () => {
  expect(readBankDetails({ extensions: { pan: '4242 4242 4242 4242' } }, fail)).toEqual({
    extensions: { pan: '**** 4242' },
  })
  const many = Array.from({ length: 40 }, (_, index) => [`k${index}`, 'x'.repeat(200)])
  expect(readBankDetails({ rrn: '1', extensions: Object.fromEntries(many) }, () => {})).toBeNull()
  expect(complaintsOf('rrn 1')).toEqual(['bank'])
})
