import { expect, test } from 'vitest'
import { readReport } from './read-report.ts'

test('a whole card number is masked, what is too long is left out and said', () => {
  const complaints: string[] = []
  const report = { cardNumber: '4242 4242 4242 4242', cardType: 'x'.repeat(101) }
  const said = { report, rollbackData: 'y'.repeat(5001) }
  expect(readReport(said, 'kept', (words) => complaints.push(words))).toEqual({
    cardNumber: '**** 4242',
    cardType: null,
    rollbackData: 'kept',
    details: null,
  })
  expect(complaints.map((words) => words.split(' ')[0])).toEqual(['cardType', 'rollbackData'])
})

test('masked numbers and data stay as they are; nothing said is what was kept', () => {
  const report = { cardNumber: '**** **** **** 4242', cardType: 'MIR' }
  const fail = (words: string) => expect.fail(words)
  expect(readReport({ report, rollbackData: '{"rrn":1}' }, 'kept', fail)).toEqual({
    ...{ cardNumber: '**** **** **** 4242', cardType: 'MIR', rollbackData: '{"rrn":1}', details: null },
  })
  expect(readReport(null, null, fail)).toEqual({
    ...{ cardNumber: null, cardType: null, rollbackData: null, details: null },
  })
})
