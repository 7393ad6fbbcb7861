import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CloudPath } from '../../src/api/cloud/generated/operations.ts'
import { good, named } from '../support/cloud-answers.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

// Level 3 of the parity ledger: an answer has every field of the published example, of the same kind. The examples are
// of our own making after the published reference; recordings that lie beside the repository on some machines are
// compared too.

const id = '53729dd3-12a4-41e7-aca4-1748aa3d9c20'
const text = 'text'
const group = { id, organizationId: id, name: text, address: text }

type Example = {
  name: string
  path: CloudPath
  body: (known: { organizationId: string; cityId: string }) => object
  answer: object
  recording: string
}

const ofOrganization = ({ organizationId }: { organizationId: string }) => ({
  organizationIds: [organizationId],
})
const list = (...items: object[]) => [{ organizationId: id, items }]

const examples: Example[] = [
  {
    name: 'organizations, simple',
    path: '/api/1/organizations',
    body: () => ({}),
    answer: { correlationId: id, organizations: [{ responseType: 'Simple', id, name: text }] },
    recording: 'doc-organizations.json',
  },
  {
    name: 'organizations, extended',
    path: '/api/1/organizations',
    body: () => ({ returnAdditionalInfo: true }),
    answer: {
      correlationId: id,
      organizations: [
        {
          responseType: 'Extended',
          country: text,
          restaurantAddress: text,
          latitude: 55.5,
          longitude: 55.5,
          useUaeAddressingSystem: false,
          version: text,
          currencyIsoName: 'RUB',
          currencyMinimumDenomination: 0.01,
          countryPhoneCode: '7',
          marketingSourceRequiredInDelivery: false,
          defaultDeliveryCityId: id,
          deliveryCityIds: [id],
          deliveryServiceType: 'CourierAndSelfService',
          defaultCallCenterPaymentTypeId: id,
          orderItemCommentEnabled: true,
          inn: text,
          addressFormatType: 'City',
          isConfirmationEnabled: true,
          confirmAllowedIntervalInMinutes: 2160,
          id,
          name: text,
        },
      ],
    },
    recording: 'doc-organizations-extended.json',
  },
  {
    name: 'terminal groups',
    path: '/api/1/terminal_groups',
    body: ofOrganization,
    answer: { correlationId: id, terminalGroups: list(group) },
    recording: 'doc-terminal-groups.json',
  },
  {
    name: 'order types',
    path: '/api/1/deliveries/order_types',
    body: ofOrganization,
    answer: {
      correlationId: id,
      orderTypes: list({
        id,
        name: text,
        orderServiceType: 'DeliveryPickUp',
        isDeleted: false,
        externalRevision: 0,
        isDefault: true,
      }),
    },
    recording: 'order-types.json',
  },
  {
    name: 'discounts',
    path: '/api/1/discounts',
    body: ofOrganization,
    answer: {
      correlationId: id,
      discounts: list({
        id,
        name: text,
        percent: 0,
        isCategorisedDiscount: true,
        productCategoryDiscounts: [{ categoryId: id, categoryName: text, percent: 0 }],
        comment: text,
        canBeAppliedSelectively: true,
        minOrderSum: 0,
        mode: 'Percent',
        sum: 0,
        canApplyByCardNumber: true,
        isManual: true,
        isCard: true,
        isAutomatic: true,
        isDeleted: true,
      }),
    },
    recording: 'doc-discounts.json',
  },
  {
    name: 'payment types',
    path: '/api/1/payment_types',
    body: ofOrganization,
    answer: {
      correlationId: id,
      paymentTypes: [
        {
          id,
          code: text,
          name: text,
          comment: text,
          combinable: true,
          externalRevision: 0,
          applicableMarketingCampaigns: [id],
          isDeleted: true,
          printCheque: true,
          paymentProcessingType: 'External',
          paymentTypeKind: 'Unknown',
          terminalGroups: [group],
        },
      ],
    },
    recording: 'doc-payment-types.json',
  },
  {
    name: 'cities',
    path: '/api/1/cities',
    body: ofOrganization,
    answer: {
      correlationId: id,
      cities: list({
        id,
        name: text,
        externalRevision: 0,
        isDeleted: true,
        classifierId: text,
        additionalInfo: null,
      }),
    },
    recording: 'doc-cities.json',
  },
  {
    name: 'streets',
    path: '/api/1/streets/by_city',
    body: ({ organizationId, cityId }) => ({ organizationId, cityId }),
    answer: {
      correlationId: id,
      streets: [{ id, name: text, externalRevision: 0, classifierId: text, isDeleted: true }],
    },
    recording: 'doc-streets.json',
  },
]

/** Every place of a value and the kinds of what stands there; elements of a list stand in one place. */
function shapeOf(
  value: unknown,
  place = '',
  shape = new Map<string, Set<string>>(),
): Map<string, Set<string>> {
  const kind = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
  shape.set(place, (shape.get(place) ?? new Set()).add(kind))
  if (Array.isArray(value)) for (const item of value) shapeOf(item, `${place}[]`, shape)
  else if (kind === 'object')
    for (const [key, inner] of Object.entries(value as object)) shapeOf(inner, `${place}.${key}`, shape)
  return shape
}

/** Places of the example that the answer lacks or fills with another kind; null says nothing about a kind. */
function missingIn(answer: unknown, example: unknown): string[] {
  const given = shapeOf(answer)
  return [...shapeOf(example)].flatMap(([place, kinds]) => {
    const own = given.get(place)
    if (!own) return [`${place} is missing`]
    const isSame = own.has('null') || kinds.has('null') || [...kinds].some((kind) => own.has(kind))
    return isSame ? [] : [`${place} is ${[...own].join('|')} instead of ${[...kinds].join('|')}`]
  })
}

const recordings = new URL('../../../shared/fixtures/cloud/', import.meta.url)

let server: TestServer
let known: { organizationId: string; cityId: string }
beforeAll(async () => {
  server = await startServer()
  known = {
    organizationId: named(server.chain, 'organization', 'Покровке').id,
    cityId: named(server.chain, 'city', 'Москва').id,
  }
})
afterAll(() => server.close())

describe.each(examples)('$name', ({ path, body, answer, recording }) => {
  test('has every field of the published example', async () => {
    expect(missingIn(await good(server, path, body(known)), answer)).toEqual([])
  })

  test('and of the recording, where there is one', async () => {
    const file = new URL(recording, recordings)
    if (!existsSync(file)) return
    const recorded: unknown = JSON.parse(readFileSync(file, 'utf8'))
    expect(missingIn(await good(server, path, body(known)), recorded)).toEqual([])
    expect(missingIn(answer, recorded)).toEqual([])
  })
})

test('a missing field in a request: the recorded words and code', async () => {
  const answer = await server.post('/api/1/deliveries/by_id', '{\n "orderIds": []\n}')
  expect(answer.status).toBe(400)
  expect(Object.keys(answer.json)).toEqual(['correlationId', 'errorDescription', 'error'])
  expect(answer.json.errorDescription).toBe(
    "Required property 'organizationId' not found in JSON. Path '', line 3, position 1.",
  )
  expect(answer.json.error).toBe('INVALID_BODY_JSON_FORMAT')
})
