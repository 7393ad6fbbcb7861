import { describe, expect, test } from 'vitest'
import { refusals } from '../../kernel/refusal-texts.ts'
import { Refusal, type RefusalCode } from '../../kernel/refusals.ts'
import { errorBody, errorInfoOf, internalError, languageOf, toWireError } from './errors.ts'
import { createValidators } from './validation.ts'

const validators = createValidators()
const codes = Object.keys(refusals) as RefusalCode[]
const correlationId = '0d3e0c5e-8f0e-4a53-9a49-3a2a44a1f0b1'

describe.each(codes)('%s', (code) => {
  test('is on schema before the answer, in all three bodies, and after it', () => {
    const params = { id: 'x', name: 'y', message: 'z' }
    const error = toWireError(new Refusal(code, params), 'en')
    if (!error) throw new Error('not mapped')
    expect([400, 401, 402, 403, 404, 405, 408, 409, 410, 422, 501]).toContain(error.status)
    expect(validators.named('ErrorResponse', errorBody('transport', error, correlationId))).toEqual([])
    expect(validators.named('LoyaltyErrorResponse', errorBody('loyalty', error, correlationId))).toEqual([])
    expect(
      validators.named('BackOfficeErrorResponse', errorBody('back-office', error, correlationId)),
    ).toEqual([])
    expect(validators.named('ErrorInfo', errorInfoOf({ code, params }))).toEqual([])
    expect(errorInfoOf({ code, params })).toMatchObject({ errorReason: code, additionalData: params })
  })
})

test('what the framework refuses keeps its meaning; a bug stays unknown', () => {
  const tooLarge = Object.assign(new Error('big'), { statusCode: 413 })
  expect(toWireError(tooLarge, 'en')).toMatchObject({ status: 413, error: 'PAYLOAD_TOO_LARGE' })
  expect(toWireError(Object.assign(new Error('bad'), { statusCode: 415 }), 'en')).toMatchObject({
    status: 400,
  })
  expect(toWireError(Object.assign(new Error('down'), { statusCode: 503 }), 'en')).toBeNull()
  expect(toWireError(new TypeError('x is undefined'), 'en')).toBeNull()
  expect(toWireError('text', 'en')).toBeNull()
  expect(errorBody('transport', internalError, correlationId)).toMatchObject({ error: 'InternalServerError' })
})

test('the language is Russian for those who ask for it first', () => {
  expect(['ru', 'ru-RU,en', ' RU;q=1'].map(languageOf)).toEqual(['ru', 'ru', 'ru'])
  expect([undefined, '', 'en,ru', 'run', '*'].map(languageOf)).toEqual(['en', 'en', 'en', 'en', 'en'])
})
