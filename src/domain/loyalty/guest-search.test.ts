import { expect, test } from 'vitest'
import { isMeantBy } from './guest-search.ts'

const alyona = { name: 'Алёна', surname: 'Орлова-Чесменская', middleName: null, phone: '+79005550141' }

test.each([
  ['', true],
  ['алена', true],
  ['ОРЛ', true],
  ['чесм ален', true],
  ['лена', false],
  ['Орлова Пётр', false],
  ['0141', true],
  ['+7 (900) 555-01', true],
  ['014', false],
  ['555-02', false],
])('«%s» means Алёна Орлова-Чесменская: %s', (text, isMeant) => {
  expect(isMeantBy(text)(alyona)).toBe(isMeant)
})

test('somebody of whom nothing is known is meant by no name', () => {
  const nobody = { name: null, surname: null, middleName: null, phone: null }
  expect([isMeantBy('а')(nobody), isMeantBy('5550')(nobody), isMeantBy(' ')(nobody)]).toEqual([
    false,
    false,
    true,
  ])
})
