import { existsSync, readFileSync } from 'node:fs'
import { Ajv } from 'ajv'
import { beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../src/api/cloud/generated/operations.ts'
import { sampleOf } from '../../src/api/cloud/testing/sample.ts'
import { formats } from '../../src/api/cloud/validation/formats.ts'
import { generate, readModel } from './build.ts'
import type { Document } from './document.ts'
import { findDuplicates } from './duplicates.ts'
import { type JsonSchema, jsonSchemas } from './json-schemas.ts'
import { type Direction, type Model, unionsOf } from './model.ts'
import { operationName } from './names.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const text = read('spec/cloud/openapi.json')
const published = JSON.parse(text) as Document

let model: Model
let definitions: Record<Direction, Record<string, JsonSchema>>
beforeAll(() => {
  model = readModel(text)
  definitions = { request: jsonSchemas(model, 'request'), answer: jsonSchemas(model, 'answer') }
})

const compiler = (direction: Direction): Ajv => {
  const ajv = new Ajv({ strict: true, allowUnionTypes: true, discriminator: true, formats })
  ajv.addVocabulary(['x-union', 'x-from-integer'])
  ajv.addSchema({ definitions: definitions[direction] }, direction)
  return ajv
}

describe('the published document', () => {
  test('is the one beside the repository, where that is present', () => {
    const shared = new URL('../shared/spec/iikocloud.openapi.json', root)
    if (existsSync(shared)) expect(JSON.parse(readFileSync(shared, 'utf8'))).toEqual(published)
  })

  test('has what we say about it', () => {
    expect(Object.keys(published.components.schemas)).toHaveLength(721)
    expect(model.operations).toHaveLength(225)
    expect(unionsOf(model).filter(([, { mapping }]) => mapping).length).toBeGreaterThanOrEqual(14)
  })
})

describe('generation', () => {
  test('gives the committed files, twice the same', () => {
    const files = generate(text)
    expect([...generate(text)]).toEqual([...files])
    for (const [name, content] of files) {
      // Compared as a fact, not as texts: a difference of a hundred thousand lines helps nobody. Run the generator.
      const isCurrent = read(`src/api/cloud/generated/${name}`) === content
      expect([name, isCurrent]).toEqual([name, true])
    }
  })

  test('does not depend on the order in which the document lists its schemas', () => {
    const entries = Object.entries(published.components.schemas)
    // Numbered copies keep their order among themselves: the first of a family stands for the others.
    const numbered = entries.filter(([name]) => !name.includes('.'))
    const dotted = entries.filter(([name]) => name.includes('.')).reverse()
    const shuffled = { ...published, components: { schemas: Object.fromEntries([...dotted, ...numbered]) } }
    expect(generate(JSON.stringify(shuffled)).get('types.ts')).toBe(generate(text).get('types.ts'))
  })
})

describe('names', () => {
  test.each([
    ['POST', '/api/1/deliveries/create', 'DeliveriesCreate'],
    ['POST', '/api/1/loyalty/iiko/customer/info', 'LoyaltyCustomerInfo'],
    ['POST', '/api/1/order/init_by_posOrder', 'OrderInitByPosOrder'],
    ['POST', '/api/2/menu/by_id', 'MenuById'],
    ['POST', '/api/v2/access_token', 'AccessTokenV2'],
    ['GET', '/api/1/organizations', 'GetOrganizations'],
    ['POST', '/api/inventory/v1/incoming_invoice/get', 'IncomingInvoiceGet'],
  ] as const)('%s %s → %s', (method, path, name) => {
    expect(operationName({ method, path })).toBe(name)
  })

  test('every schema of the document has one, and keeps none of its namespaces', () => {
    for (const schema of Object.keys(published.components.schemas)) {
      const kept = model.canonical.get(schema) ?? ''
      const direction = model.members.request.includes(kept) ? 'request' : 'answer'
      expect(model.nameOf(kept, direction)).toMatch(/^[A-Z][A-Za-z0-9]*$/)
    }
  })

  test('equal numbered copies are one schema', () => {
    const copies = [...model.canonical].filter(([name, kept]) => name !== kept)
    expect(copies.length).toBeGreaterThanOrEqual(66)
    expect(model.canonical.get('BarcodeDto7')).toBe('BarcodeDto')
    expect(model.canonical.get('ExternalMenuItem2')).toBe('ExternalMenuItem2')
  })

  test('a field called description is not prose', () => {
    const schema = (type: string) => ({ type: 'object', properties: { description: { type } } })
    const found = findDuplicates({ A: schema('string'), A2: schema('string'), A3: schema('number') })
    expect([...found]).toEqual([
      ['A', 'A'],
      ['A2', 'A'],
      ['A3', 'A3'],
    ])
  })
})

describe('JSON Schemas', () => {
  test('all 721 schemas compile in strict mode, in each direction that uses them', {
    timeout: 30_000,
  }, () => {
    const compilers = { request: compiler('request'), answer: compiler('answer') }
    for (const schema of Object.keys(published.components.schemas)) {
      const kept = model.canonical.get(schema) ?? ''
      const used = (['request', 'answer'] as const).filter((direction) =>
        model.members[direction].includes(kept),
      )
      expect(used.length).toBeGreaterThan(0)
      for (const direction of used)
        expect(
          compilers[direction].getSchema(`${direction}#/definitions/${model.nameOf(kept, direction)}`),
        ).toBeTypeOf('function')
    }
  })

  test('every base accepts each of its subtypes by tag, and no unknown tag', () => {
    const compilers = { request: compiler('request'), answer: compiler('answer') }
    let accepted = 0
    for (const [base, { propertyName, mapping = {} }] of unionsOf(model))
      for (const direction of ['request', 'answer'] as const) {
        if (!model.members[direction].includes(base)) continue
        const validate = compilers[direction].getSchema(
          `${direction}#/definitions/${model.nameOf(base, direction)}`,
        )
        if (!validate) throw new Error(base)
        for (const [tag, ref] of Object.entries(mapping)) {
          const subtype = model.nameOf(ref.replace('#/components/schemas/', ''), direction)
          for (const amount of ['least', 'most'] as const) {
            const value = sampleOf(definitions[direction], subtype, amount) as Record<string, unknown>
            expect([value[propertyName], validate(value), validate.errors]).toEqual([tag, true, null])
            expect(validate({ ...value, [propertyName]: 'unknown' })).toBe(false)
          }
          accepted += 1
        }
      }
    expect(accepted).toBeGreaterThanOrEqual(36)
  })

  test('a request tolerates unknown fields, an answer does not', () => {
    const id = '0dd1d0dd-0dd1-4dd0-8dd1-0dd1d0dd1d0d'
    const request = compiler('request').getSchema('request#/definitions/CommandsStatusBody')
    expect(request?.({ organizationId: id, correlationId: id, extra: 1 })).toBe(true)
    const answer = compiler('answer').getSchema('answer#/definitions/CorrelationIdResponse')
    expect(answer?.({ correlationId: id })).toBe(true)
    expect(answer?.({ correlationId: id, extra: 1 })).toBe(false)
  })

  test('the published examples of requests are valid', () => {
    const ajv = compiler('request')
    let examples = 0
    for (const { name, operation } of model.operations) {
      const content = operation.requestBody?.content?.['application/json']
      for (const { value } of Object.values(content?.examples ?? {})) {
        const validate = ajv.getSchema(`request#/definitions/${name}Body`)
        expect([name, validate?.(value)]).toEqual([name, true])
        examples += 1
      }
    }
    expect(examples).toBe(4)
  })
})

describe('the operation table', () => {
  test('counts', () => {
    const table = Object.values(operations)
    expect(table).toHaveLength(225)
    expect(new Set(table.map(({ group }) => group)).size).toBeGreaterThanOrEqual(37)
    expect(table.filter(({ restrictionGroup }) => restrictionGroup !== null)).toHaveLength(119)
    expect(table.filter(({ isCommand }) => isCommand)).toHaveLength(35)
    expect(table.filter((info) => 'minFrontVersion' in info)).toHaveLength(47)
    expect(table.filter(({ right }) => right === null)).toHaveLength(2)
    expect(table.filter(({ successStatus }) => successStatus === 201)).toHaveLength(14)
  })

  test('a row says what the document says', () => {
    expect(operations['/api/1/deliveries/drafts/commit']).toMatchObject({
      method: 'POST',
      family: 'transport',
      group: 'Drafts',
      restrictionGroup: 'Drafts: changing',
      right: 'api/1/deliveries/drafts/commit',
      successStatus: 200,
      bodyRequired: true,
    })
    expect(operations['GET /api/1/organizations']).toMatchObject({
      path: '/api/1/organizations',
      isDeprecated: true,
    })
    expect(operations['/api/1/deliveries/add_payments']).toMatchObject({
      minFrontVersion: '8.4.6',
      isCommand: true,
    })
  })

  test('restriction groups are those of Appendix A, where that is present', () => {
    const shared = new URL('../shared/spec/cloud-api.md', root)
    if (!existsSync(shared)) return
    const appendix = readFileSync(shared, 'utf8').split('## Appendix A')[1]?.split('## Appendix B')[0] ?? ''
    const rows = [...appendix.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)]
    const table = Object.values(operations)
    expect(new Set(table.map(({ restrictionGroup }) => restrictionGroup)).size).toBe(rows.length + 1)
    for (const [, group, listed = ''] of rows) {
      const ours = table.filter(({ restrictionGroup }) => restrictionGroup === group)
      const unlisted = ours.filter(({ path }) => !listed.includes(path.split('/').at(-1) ?? path))
      expect([group, ours.length, unlisted]).toEqual([group, listed.split(/[,;]/).length, []])
    }
  })
})
