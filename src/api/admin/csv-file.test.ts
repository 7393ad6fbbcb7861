import { expect, test } from 'vitest'
import { CsvFile } from './csv-file.ts'

const rows = [
  ['Гость', 'Сумма'],
  ['Ким; "Анна"', { decimal: '1200.50' }],
  [null, 3],
] as const

test('Russian spreadsheets get semicolons and decimal commas, English ones commas and points; both a mark of UTF-8', () => {
  expect(new CsvFile('sums', rows, 'ru').text).toBe('\uFEFFГость;Сумма\r\n"Ким; ""Анна""";1200,50\r\n;3\r\n')
  expect(new CsvFile('sums', rows, 'en').text).toBe('\uFEFFГость,Сумма\r\n"Ким; ""Анна""",1200.50\r\n,3\r\n')
})

test.each([
  ['=1+1', "'=1+1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2+3', "'-2+3"],
  ['+79161234567', '+79161234567'],
  ['two\nlines', '"two\nlines"'],
])('a text that a spreadsheet would compute is not: %s', (text, written) => {
  expect(new CsvFile('texts', [[text]], 'ru').text).toBe(`\uFEFF${written}\r\n`)
})
