import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CloudPath, operations } from './generated/operations.ts'
import { readDefinitions, sampleOf } from './testing/sample.ts'
import { type CheckedBody, createValidators } from './validation.ts'

const validators = createValidators()
const paths = Object.keys(operations) as CloudPath[]
const organizationId = '6a0d15ca-11aa-4bee-8b1d-0c5a7e11ed01'
const orderId = '6a0d15ca-11aa-4bee-8b1d-0c5a7e11ed02'

const anOrder = (change: Record<string, unknown> = {}) => ({
  organizationId,
  order: {
    phone: '+79005550101',
    items: [{ type: 'Product', productId: orderId, amount: 1, price: 350 }],
    ...change,
  },
})

const accepted = <P extends CloudPath>(checked: CheckedBody<P>) => {
  if (!checked.ok) throw new Error(checked.description)
  return checked.body
}

const refused = (path: CloudPath, body: unknown, text?: string) => {
  const checked = validators.request(path, body, text)
  if (checked.ok) throw new Error('accepted')
  return checked
}

const create = (order: Record<string, unknown>) => refused('/api/1/deliveries/create', anOrder(order))

describe('every operation', () => {
  const requests = readDefinitions('request')
  const answers = readDefinitions('answer')

  test.each(paths)('%s accepts the smallest and the fullest body of its schema', (path) => {
    for (const amount of ['least', 'most'] as const) {
      const body = sampleOf(requests, `${operations[path].name}Body`, amount)
      expect(validators.request(path, body)).toEqual({ ok: true, body })
    }
  })

  test.each(paths)('%s knows its own answer', (path) => {
    for (const amount of ['least', 'most'] as const) {
      const answer = sampleOf(answers, `${operations[path].name}Answer`, amount)
      expect(validators.answer(path, operations[path].successStatus, answer)).toEqual([])
    }
  })

  test.each(paths.filter((path) => operations[path].bodyRequired))('%s needs a body', (path) => {
    for (const nothing of [undefined, null, ''])
      expect(refused(path, nothing)).toMatchObject({
        field: '',
        description: expect.stringContaining('body'),
      })
    expect(refused(path, {}).field).not.toBe('')
    expect(refused(path, []).ok).toBe(false)
    expect(refused(path, 'text').ok).toBe(false)
  })

  test.each(paths.filter((path) => !operations[path].bodyRequired))('%s needs no body', (path) => {
    for (const nothing of [undefined, null, '', {}])
      expect(validators.request(path, nothing)).toEqual({ ok: true, body: {} })
  })
})

describe('kind reading', () => {
  test('tags and enum strings match in any letter case and at any position', () => {
    const body = accepted(
      validators.request('/api/1/deliveries/create', {
        ...anOrder({
          orderServiceType: 'deliverybycourier',
          customer: { name: 'Anna', TYPE: 'ignored', type: 'One-Time' },
          items: [{ productId: orderId, amount: 1, price: 1, type: 'product' }],
          payments: [{ sum: 1, paymentTypeId: orderId, paymentTypeKind: 'CASH' }],
        }),
      }),
    )
    expect(body.order).toMatchObject({
      orderServiceType: 'DeliveryByCourier',
      customer: { type: 'one-time', name: 'Anna' },
      items: [{ type: 'Product' }],
      payments: [{ paymentTypeKind: 'Cash' }],
    })
  })

  test('an absent tag of a customer and of an address means the old contract', () => {
    const body = accepted(
      validators.request(
        '/api/1/deliveries/create',
        anOrder({
          customer: { name: 'Anna' },
          deliveryPoint: { address: { street: {}, house: '5', type: null } },
        }),
      ),
    )
    expect(body.order.customer?.type).toBe('regular')
    expect(body.order.deliveryPoint?.address?.type).toBe('legacy')
  })

  test('an absent tag is filled too where one variant is asked for directly', () => {
    const body = accepted(
      validators.request('/api/1/reserve/create', {
        organizationId,
        terminalGroupId: organizationId,
        customer: { name: 'Anna' },
        phone: '+79005550101',
        durationInMinutes: 60,
        shouldRemind: false,
        tableIds: [orderId],
        estimatedStartTime: '2026-07-01T19:00:00',
      }),
    )
    expect(body.customer).toEqual({ type: 'regular', name: 'Anna' })
    expect(body.estimatedStartTime).toBe('2026-07-01 19:00:00.000')
  })

  test('IikoCard is the old spelling of LoyaltyCard', () => {
    const payment = {
      paymentTypeKind: 'IikoCard',
      sum: 10,
      paymentTypeId: orderId,
      paymentAdditionalData: { type: 'iikocard', credential: '+79005550101', searchScope: 'phone' },
    }
    const body = accepted(validators.request('/api/1/deliveries/create', anOrder({ payments: [payment] })))
    expect(body.order.payments).toEqual([
      {
        ...payment,
        paymentTypeKind: 'LoyaltyCard',
        paymentAdditionalData: { type: 'LoyaltyCard', credential: '+79005550101', searchScope: 'Phone' },
      },
    ])
  })

  test('a null of an optional field means that it is not there, unknown fields are ignored', () => {
    const sent = { ...anOrder({ comment: null, customer: null, inventedByClient: 1 }), terminalGroupId: null }
    expect(accepted(validators.request('/api/1/deliveries/create', sent))).toEqual(anOrder())
  })

  test('the body as sent is left alone', () => {
    const sent = JSON.parse(
      '{"organizationIds":["6A0D15CA-11AA-4BEE-8B1D-0C5A7E11ED01"],"__proto__":{"x":1}}',
    )
    const before = JSON.stringify(sent)
    const body = accepted(validators.request('/api/1/terminal_groups', sent))
    expect(body).toEqual({ organizationIds: [organizationId] })
    expect(Object.getPrototypeOf(body)).toBe(Object.prototype)
    expect(JSON.stringify(sent)).toBe(before)
  })

  test.each(['2026-07-01 12:30:00.5', '2026-07-01 12:30:00.500', '2026-07-01T12:30:00.5001'])(
    'time %s',
    (time) => {
      const body = accepted(validators.request('/api/1/deliveries/create', anOrder({ completeBefore: time })))
      expect(body.order.completeBefore).toBe('2026-07-01 12:30:00.500')
    },
  )

  test('ids of external menus may be numbers', () => {
    const menu = validators.request('/api/2/menu/by_id', {
      externalMenuId: 69653,
      organizationIds: [organizationId],
    })
    expect(accepted(menu).externalMenuId).toBe('69653')
    const order = accepted(validators.request('/api/1/deliveries/create', anOrder({ menuId: 7 })))
    expect(order.order.menuId).toBe('7')
  })

  test('counters are strings and not integers', () => {
    const ask = { organizationId, guestIds: [orderId], metrics: ['ordersCount'], periods: ['AllTime'] }
    expect(accepted(validators.request('/api/1/loyalty/iiko/get_counters', ask)).metrics).toEqual([
      'OrdersCount',
    ])
    expect(refused('/api/1/loyalty/iiko/get_counters', { ...ask, metrics: [1] }).field).toBe('metrics[0]')
  })
})

describe('refusals speak like the real service', () => {
  test('a missing field, with line and position when the text is known', () => {
    const text = '{\n "a": 1,\n "b": 2,\n "c": 3,\n "d": 4,\n "e": 5,\n "f": 6\n}'
    expect(refused('/api/1/deliveries/create', JSON.parse(text), text)).toEqual({
      ok: false,
      field: 'organizationId',
      description: "Required property 'organizationId' not found in JSON. Path '', line 8, position 1.",
      error: 'INVALID_BODY_JSON_FORMAT',
    })
  })

  test('a missing field without the text, deep inside', () => {
    const { field, description } = create({ items: [{ type: 'Product', amount: 1, price: 1 }] })
    expect(field).toBe('order.items[0].productId')
    expect(description).toBe("Required property 'productId' not found in JSON. Path 'order.items[0]'.")
  })

  test('null and nonsense where an id belongs', () => {
    const of = (id: unknown) =>
      refused('/api/1/deliveries/create', { ...anOrder(), organizationId: id }).description
    expect(of(null)).toBe("Error converting value {null} to type 'System.Guid'. Path 'organizationId'.")
    expect(of('not-an-id')).toBe(
      `Error converting value "not-an-id" to type 'System.Guid'. Path 'organizationId'.`,
    )
    const text = JSON.stringify({ ...anOrder(), organizationId: null })
    expect(refused('/api/1/deliveries/create', JSON.parse(text), text).description).toContain(
      "Path 'organizationId', line 1, position 22.",
    )
  })

  test.each<[Record<string, unknown>, string, string]>([
    [{ phone: null }, 'order.phone', "Required property 'phone' expects a value but got null. Path 'order'."],
    [{ phone: '+7900' }, 'order.phone', 'a minimum length of 8 and a maximum length of 40'],
    [{ phone: {} }, 'order.phone', 'Unexpected character encountered while parsing value: {.'],
    [{ phone: 79005550101 }, 'order.phone', "Error converting value 79005550101 to type 'System.String'."],
    [{ items: {} }, 'order.items', 'because the type requires a JSON array'],
    [{ items: 'one' }, 'order.items', `Error converting value "one"`],
    [{ items: [null] }, 'order.items[0]', 'Error converting value {null}'],
    [{ customer: [] }, 'order.customer', 'because the type requires a JSON object'],
    [{ guests: { count: 1.5 } }, 'order.guests.count', "Input string '1.5' is not a valid integer."],
    [{ guests: { count: 'two' } }, 'order.guests.count', 'Could not convert string to integer: two.'],
    [{ guests: { count: 1e12 } }, 'order.guests.count', 'JSON integer 1000000000000 is too large or small'],
    [{ guests: { count: 1, splitBetweenPersons: 'x' } }, 'order.guests.splitBetweenPersons', 'boolean: x'],
    [
      { completeBefore: 'tomorrow' },
      'order.completeBefore',
      'Could not convert string to DateTime: tomorrow.',
    ],
    [
      { completeBefore: '2026-02-30 10:00:00.000' },
      'order.completeBefore',
      'Could not convert string to DateTime',
    ],
    [
      { orderServiceType: 'ByFoot' },
      'order.orderServiceType',
      'Allowed values: DeliveryByCourier, DeliveryByClient.',
    ],
    [{ externalNumber: 'x'.repeat(51) }, 'order.externalNumber', 'a maximum length of 50'],
  ])('%j', (change, field, words) => {
    const refusal = create(change)
    expect(refusal.field).toBe(field)
    expect(refusal.description).toContain(words)
    expect(refusal.description).toContain("Path 'order")
  })

  test.each<[Record<string, unknown>, string, string]>([
    [{}, 'order.items[0].type', "Required property 'type' not found in JSON. Path 'order.items[0]'."],
    [{ type: 'Soup' }, 'order.items[0].type', 'Allowed values: Product, Compound.'],
    [{ type: 5 }, 'order.items[0].type', 'Error converting value 5'],
    [{ type: 'Product', amount: 1000 }, 'order.items[0].amount', 'must be between 0 and 999.999'],
    [{ type: 'Product', amount: '1' }, 'order.items[0].amount', 'Could not convert string to double: 1.'],
    [{ type: 'Product', amount: true }, 'order.items[0].amount', 'while parsing value: t.'],
    [
      { type: 'Compound' },
      'order.items[0].primaryComponent',
      "Required property 'primaryComponent' not found",
    ],
  ])('an item is judged by the branch of its tag: %j', (change, field, words) => {
    const item = { productId: orderId, amount: 1, price: 1, ...change }
    const refusal = create({ items: [item] })
    expect(refusal.field).toBe(field)
    expect(refusal.description).toContain(words)
  })

  test('lists of organizations', () => {
    const path = '/api/1/order/by_id'
    const singular = refused(path, { organizationId, orderIds: [orderId] })
    expect(singular.description).toBe("Value cannot be null. (Parameter 'organizationIds')")
    expect(singular.field).toBe('organizationIds')
    expect(refused(path, { organizationIds: null }).description).toBe(singular.description)
    expect(refused(path, { organizationIds: [] }).description).toBe(
      'At least one organization identifier is required',
    )
  })

  test('the back office has no machine code', () => {
    expect(refused('/api/inventory/v1/incoming_invoice/get', { documentId: 'x' })).toMatchObject({
      field: 'organizationId',
      error: null,
    })
  })

  test('an absent apiLogin is left to the operation, which answers 401', () => {
    expect(accepted(validators.request('/api/1/access_token', { apiLogin: null }))).toEqual({})
  })
})

describe('answers are exact', () => {
  const correlationId = organizationId

  test('good ones of our own making', () => {
    expect(validators.answer('/api/1/deliveries/close', 200, { correlationId })).toEqual([])
    expect(validators.answer('/api/1/deliveries/update_tracking_link', 200, undefined)).toEqual([])
    expect(validators.answer('/api/1/commands/status', 200, { state: 'Success' })).toEqual([])
    const organizations = [
      { responseType: 'Simple', id: organizationId, name: 'Trapeza', externalData: null, code: null },
    ]
    expect(validators.answer('/api/1/organizations', 200, { correlationId, organizations })).toEqual([])
    const payload = { correlationId, orderInfo: { ...aCreated, errorInfo: null, order: null } }
    expect(validators.answer('/api/1/deliveries/create', 200, payload)).toEqual([])
  })

  const aCreated = {
    id: orderId,
    posId: null,
    externalNumber: null,
    organizationId,
    timestamp: 1_783_000_000_000,
    creationStatus: 'InProgress',
  }

  test('a field too many, a field too few, a wrong tag, a wrong status', () => {
    expect(validators.answer('/api/1/deliveries/close', 200, { correlationId, extra: 1 })).not.toEqual([])
    expect(validators.answer('/api/1/deliveries/close', 200, {})).not.toEqual([])
    expect(validators.answer('/api/1/commands/status', 200, { state: 'success' })).not.toEqual([])
    expect(validators.answer('/api/1/deliveries/close', 201, { correlationId })).toEqual([
      'status 201 instead of 200',
    ])
  })

  test('errors have the shape of their family', () => {
    const error = { correlationId, errorDescription: 'No', error: null }
    expect(validators.answer('/api/1/deliveries/create', 400, error)).toEqual([])
    expect(validators.answer('/api/1/deliveries/create', 402, { message: 'No' })).not.toEqual([])
    const loyalty = {
      ...error,
      code: 'Transport_WrongCustomerNumber',
      errorCode: 'x',
      message: 'No',
      description: '',
    }
    expect(validators.answer('/api/1/loyalty/iiko/customer/info', 400, loyalty)).toEqual([])
    expect(validators.answer('/api/1/deliveries/create', 400, loyalty)).not.toEqual([])
    const backOffice = { message: 'No', details: null }
    expect(validators.answer('/api/inventory/v1/incoming_invoice/get', 404, backOffice)).toEqual([])
  })

  test('webhook events are checked by name', () => {
    const eventInfo = { ...aCreated, errorInfo: null, order: null }
    const event = {
      eventType: 'DeliveryOrderUpdate',
      eventTime: '2026-07-01 12:00:01.123',
      organizationId,
      correlationId,
    }
    expect(validators.named('WebhookEvent', { ...event, eventInfo })).toEqual([])
    expect(validators.named('WebhookEvent', { ...event, eventType: 'PersonalShift', eventInfo })).not.toEqual(
      [],
    )
  })

  test('an unknown name is a mistake of the test', () => {
    expect(() => validators.named('NoSuchType', {})).toThrow('NoSuchType')
  })
})

describe('recorded answers', () => {
  // They lie beside the repository on the machines that have them; own examples of the same shapes stand above.
  const folder = new URL('../../../../shared/fixtures/cloud/', import.meta.url)
  const operationOf: [RegExp, CloudPath][] = [
    [/^external-menu-v\d/, '/api/2/menu/by_id'],
    [/^external-menus-list/, '/api/2/menu'],
    [/^nomenclature/, '/api/1/nomenclature'],
    [/^order-types/, '/api/1/deliveries/order_types'],
    [/^restaurant-sections/, '/api/1/reserve/available_restaurant_sections'],
    [/^doc-cities/, '/api/1/cities'],
    [/^doc-streets/, '/api/1/streets/by_city'],
    [/^doc-discounts/, '/api/1/discounts'],
    [/^doc-stop-lists/, '/api/1/stop_lists'],
    [/^doc-organizations\.json/, '/api/1/organizations'],
    [/^doc-delivery-restrictions/, '/api/1/delivery_restrictions'],
  ]
  const files = existsSync(folder) ? readdirSync(folder) : []
  const recorded = files.flatMap((file) => {
    const path = operationOf.find(([pattern]) => pattern.test(file))?.[1]
    return path === undefined ? [] : [[file, path] as const]
  })
  const json = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

  test('all of them agree with the repaired document', () => {
    for (const [file, path] of recorded)
      expect([file, validators.answer(path, 200, json(file))]).toEqual([file, []])
    if (files.length > 0) expect(recorded.length).toBeGreaterThanOrEqual(17)
  })

  test('the published request to create a delivery is readable, its placeholders put right', () => {
    if (!files.includes('doc-delivery-create-request.json')) return
    const put: Record<string, unknown> = { paymentTypeKind: 'Card', doorphone: '12', cardType: undefined }
    const body = JSON.parse(JSON.stringify(json('doc-delivery-create-request.json')), (key, value) =>
      key in put && value !== null ? put[key] : key === 'type' && value === 'IikoCard' ? 'Card' : value,
    )
    expect(accepted(validators.request('/api/1/deliveries/create', body)).order.customer?.type).toBe(
      'regular',
    )
  })

  test('a recorded refusal is an error of the transport', () => {
    if (files.includes('error-invalid-body.json'))
      expect(validators.answer('/api/1/deliveries/by_id', 400, json('error-invalid-body.json'))).toEqual([])
  })
})

describe('whatever is sent', () => {
  const sometimes: CloudPath[] = [
    '/api/1/deliveries/create',
    '/api/1/order/create',
    '/api/1/loyalty/iiko/calculate',
    '/api/1/loyalty/iiko/customer/info',
    '/api/1/webhooks/update_settings',
    '/api/inventory/v1/incoming_invoice/create',
  ]
  const path = fc.constantFrom(...sometimes)
  const requests = readDefinitions('request')

  test('a body of any shape gets a verdict', () => {
    fc.assert(
      fc.property(path, fc.jsonValue(), (operation, body) => {
        const verdict = validators.request(operation, body, JSON.stringify(body))
        if (!verdict.ok) expect(verdict.description).not.toBe('')
      }),
    )
  })

  test('a good body with one value spoiled is taken or refused by the name of that value', () => {
    const leaves = (value: unknown, at: string[] = []): string[][] =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...leaves(inner, [...at, key])])
        : []
    const spoil = (value: unknown, [key, ...rest]: string[], by: unknown): unknown => {
      if (key === undefined) return by
      if (Array.isArray(value))
        return value.map((one, index) => (String(index) === key ? spoil(one, rest, by) : one))
      const owner = value as Record<string, unknown>
      return { ...owner, [key]: spoil(owner[key], rest, by) }
    }
    const junk = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constant(null), fc.constant({}), fc.constant([]))
    fc.assert(
      fc.property(path, fc.nat(), junk, (operation, pick, by) => {
        const good = sampleOf(requests, `${operations[operation].name}Body`, 'most')
        const all = leaves(good)
        const leaf = all[pick % all.length] ?? []
        const body = spoil(good, leaf, by)
        const verdict = validators.request(operation, body, JSON.stringify(body))
        if (verdict.ok) return
        const name = leaf.join('.').replaceAll(/\.(\d+)/g, '[$1]')
        expect(verdict.field.startsWith(name)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

test('warm compiles ahead of the first use', async () => {
  const warmed = createValidators()
  await warmed.warm(['/api/1/deliveries/create', '/api/1/organizations'])
  expect(warmed.request('/api/1/organizations', {}).ok).toBe(true)
})
