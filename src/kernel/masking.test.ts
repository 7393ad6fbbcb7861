import { expect, test } from 'vitest'
import { maskText, maskValue } from './masking.ts'

test.each([
  ['call +7 (900) 555-01-33 now', 'call ***33 now'],
  ['79005550133', '***33'],
  ['Key (phone)=(+79005550133) exists', 'Key (phone)=(***33) exists'],
  ['Authorization: Bearer abc.def', 'Authorization: Bearer ***'],
  [
    'GET /api/0/orders/add?access_token=abc&organization=1',
    'GET /api/0/orders/add?access_token=***&organization=1',
  ],
  ['got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', 'got ***'],
  ['{"apiLogin": "de\\"3", "a": 1', '{"apiLogin": "***", "a": 1'],
])('%j is shown as %j', (text, shown) => {
  expect(maskText(text)).toBe(shown)
})

test.each([
  'de300000-0000-4000-8000-000000000001',
  '2026-11-26 12:00:00.000',
  'at 1795696774000',
  'x-7900555013300',
])('%j is no secret', (text) => {
  expect(maskText(text)).toBe(text)
})

test('members are judged by their names, at any depth', () => {
  const body = {
    apiLogin: 'de300000-0000-4000-8000-000000000001',
    order: {
      phone: '+79005550133',
      customer: { name: 'Anna', phoneExtension: null },
      externalData: [{ key: 'a' }],
    },
    pins: [{ pin: '1111' }],
    hasToken: true,
    amount: 2,
  }
  expect(maskValue(body)).toEqual({
    apiLogin: '***',
    order: { phone: '***33', customer: { name: 'Anna', phoneExtension: null }, externalData: [{ key: 'a' }] },
    pins: [{ pin: '***' }],
    hasToken: true,
    amount: 2,
  })
})

test('what is nested without end is cut', () => {
  const endless: Record<string, unknown> = {}
  endless['self'] = endless
  expect(JSON.stringify(maskValue(endless))).toContain('…')
})
