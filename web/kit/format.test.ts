import { expect, test } from 'vitest'
import { createFormat, fromMinor, toMinor } from './format.ts'

const rubles = { isoName: 'RUB', scale: 2 }
const ru = createFormat('ru', rubles, 'Europe/Moscow')
const en = createFormat('en', rubles, 'Europe/Moscow')
const plain = (text: string): string => text.replace(/\s/g, ' ')

test('money is written as the country writes it, kopecks only where there are some', () => {
  expect(plain(ru.money(1330))).toBe('1 330 ₽')
  expect(plain(ru.money(1330.5))).toBe('1 330,50 ₽')
  expect(plain(en.money(1330.5))).toBe('₽1,330.50')
  expect(plain(ru.plainMoney(1000))).toBe('1 000')
})

test('times are those of the till, with the date unless it is today', () => {
  const evening = Date.UTC(2026, 4, 9, 15, 20)
  expect(ru.time(evening)).toBe('18:20')
  expect(ru.moment(evening, evening + 60_000)).toBe('18:20')
  expect(plain(ru.moment(evening, evening + 24 * 3_600_000))).toBe('9 мая, 18:20')
})

test('numbers of home are grouped, others stay as they are', () => {
  expect(ru.phone('+79005550177')).toBe('+7 900 555-01-77')
  expect(ru.phone('+4915112345678')).toBe('+4915112345678')
})

test('a currency that nobody named still counts', () => {
  expect(createFormat('ru', { isoName: '', scale: 0 }, 'UTC').money(5)).toContain('5')
})

test('sums are compared in the smallest coin, without the dust of binary fractions', () => {
  expect(toMinor(0.1 + 0.2, rubles)).toBe(30)
  expect(fromMinor(133_010, rubles)).toBe(1330.1)
})
