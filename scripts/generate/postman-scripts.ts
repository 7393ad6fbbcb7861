// What the Postman collection runs around its requests, in the JavaScript of Postman's sandbox.

import type { Step } from '../../test/support/walk/step.ts'
import { familyOf } from './document.ts'
import type { JsonSchema } from './json-schemas.ts'
import type { Model } from './model.ts'

export type PostmanEvent = {
  listen: 'prerequest' | 'test'
  script: { type: 'text/javascript'; exec: string[] }
}

const event = (listen: PostmanEvent['listen'], text: string): PostmanEvent => ({
  listen,
  script: { type: 'text/javascript', exec: text.trim().split('\n') },
})

/** Days of the restaurants, which live by Moscow's time; an environment may say what `now` is. */
const days = `
const now = Number(pm.environment.get('now') || Date.now())
const day = (shift) => new Date(now + 3 * 3600000 + shift * 86400000).toISOString().slice(0, 10)
pm.collectionVariables.set('today', day(0))
pm.collectionVariables.set('tomorrow', day(1))`

/** Every answer has the status of success and is what the document promises; `operations` and `definitions` stand before. */
const checks = `
const Ajv = require('ajv')
const formats = {
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  'local-date-time': /^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}$/,
  int32: { type: 'number', validate: (value) => Number.isInteger(value) && Math.abs(value) <= 2 ** 31 },
  int64: { type: 'number', validate: (value) => Number.isInteger(value) && Math.abs(value) <= 2 ** 63 },
}
const [status, answer, refusal] = operations[pm.request.method + ' ' + pm.request.url.getPath()]
pm.test('status ' + status, () => {
  pm.expect(pm.response.code, pm.response.text()).to.equal(status)
})
pm.test('the answer is on schema', () => {
  const ajv = new Ajv({ allErrors: true, logger: false, formats })
  ajv.addSchema({ definitions }, 'cloud')
  const validate = ajv.getSchema('cloud#/definitions/' + (pm.response.code < 400 ? answer : refusal))
  const body = pm.response.text() === '' ? null : pm.response.json()
  pm.expect(validate(body), JSON.stringify(validate.errors)).to.equal(true)
})`

const errorTypes = {
  transport: 'ErrorResponse',
  loyalty: 'LoyaltyErrorResponse',
  'back-office': 'BackOfficeErrorResponse',
}

/** Scripts of the whole collection: what the days are, and what every answer must be. */
export function collectionEvents(
  { operations }: Model,
  definitions: Record<string, JsonSchema>,
): PostmanEvent[] {
  const facts = operations.map(({ method, path, name, successStatus }) => [
    `${method} ${path}`,
    [successStatus, `${name}Answer`, errorTypes[familyOf(path)]],
  ])
  const known = [
    `const operations = ${JSON.stringify(Object.fromEntries(facts))}`,
    `const definitions = ${JSON.stringify(definitions)}`,
  ]
  return [event('prerequest', days), event('test', [...known, checks.trim()].join('\n'))]
}

/** Scripts of one request: new ids before it, what later requests need after it. */
export function requestEvents({ draw = [], keep = {} }: Step): PostmanEvent[] {
  const drawn = draw.map(
    (name) => `pm.collectionVariables.set('${name}', pm.variables.replaceIn('{{$guid}}'))`,
  )
  const kept = Object.entries(keep).map(
    ([name, place]) => `pm.collectionVariables.set('${name}', String(pm.response.json().${place}))`,
  )
  return [
    ...(drawn.length > 0 ? [event('prerequest', drawn.join('\n'))] : []),
    ...(kept.length > 0 ? [event('test', `if (pm.response.code < 300) {\n  ${kept.join('\n  ')}\n}`)] : []),
  ]
}
