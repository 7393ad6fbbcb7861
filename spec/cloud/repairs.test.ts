import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Document, operationsOf, type Schema, walkDocument } from '../../scripts/generate/document.ts'
import { named } from './repair-kit.ts'
import { applyRepairs, repairs } from './repairs.ts'

const text = readFileSync(new URL('openapi.json', import.meta.url), 'utf8')
const published = JSON.parse(text) as Document
const repaired = applyRepairs(JSON.parse(text) as Document)

const field = (document: Document, schema: string, name: string): Schema =>
  named(document, schema).properties?.[name] ?? {}

const illegal = (document: Document, type: string): number => {
  let found = 0
  walkDocument(document, (schema) => {
    if (schema.type === type) found += 1
  })
  return found
}

const prosaic = ({ description: _, ...schema }: Schema): Schema => schema

/** One place of each repair: what it looks at, what it was, what it became. */
const places: Record<string, [(document: Document) => unknown, unknown, unknown]> = {
  'type-bool': [
    (d) => [field(d, 'AllergenGroupDto', 'isDeleted'), illegal(d, 'bool')],
    [{ type: 'bool', default: 'false' }, 11],
    [{ type: 'boolean', default: false }, 0],
  ],
  'type-uuid': [
    (d) => [field(d, 'ComboGroupDto', 'id'), illegal(d, 'uuid')],
    [{ type: 'uuid' }, 7],
    [{ type: 'string', format: 'uuid' }, 0],
  ],
  'type-float': [
    (d) => [field(d, 'ComboDto', 'price').default, field(d, 'ComboDto', 'price').type, illegal(d, 'float')],
    ['0', 'float', 19],
    [0, 'number', 0],
  ],
  'type-int': [
    (d) => [field(d, 'ModifierRestrictionsDto', 'byDefault').type, illegal(d, 'int')],
    ['int', 8],
    ['integer', 0],
  ],
  'type-integer-with-format': [
    (d) => prosaic(field(d, 'RetrieveExternalMenuRequestDto', 'startRevision')),
    { type: 'integer <int64>', nullable: true },
    { type: 'integer', format: 'int64', nullable: true },
  ],
  'type-array-of-uuid': [
    (d) => prosaic(field(d, 'RetrieveExternalMenuRequestDto', 'organizationIds')),
    { type: 'Array of strings <uuid>' },
    { type: 'array', items: { type: 'string', format: 'uuid' } },
  ],
  'type-enum': [
    (d) => [field(d, 'ComboDto2', 'priceStrategy').type, field(d, 'ComboDto2', 'priceStrategy').enum],
    ['enum', undefined],
    ['string', ['BY_COMPONENT', 'FIXED', 'CALCULATE']],
  ],
  'type-constant-string': [
    (d) => [
      field(d, 'WebHooks.PersonalShiftWebHookEventInfo', 'eventType').type,
      field(d, 'WebHooks.PersonalShiftWebHookEventInfo', 'eventType').enum,
    ],
    ["constant string 'PersonalShift'", undefined],
    ['string', ['PersonalShift']],
  ],
  'required-true-on-scalars': [(d) => field(d, 'TaxCategoryDto', 'id').required, ['true'], undefined],
  'reference-in-allof': [
    (d) => prosaic(field(d, 'Errors.ErrorInfo', 'code')),
    { allOf: [{ $ref: '#/components/schemas/iikoTransport.PublicApi.Contracts.Errors.ErrorCode' }] },
    { $ref: '#/components/schemas/iikoTransport.PublicApi.Contracts.Errors.ErrorCode' },
  ],
  'nullable-anything': [
    (d) => prosaic(field(d, 'Commands.ErrorCommandStatus', 'exception')),
    { nullable: true },
    {},
  ],
  polymorphism: [
    (d) => [
      named(d, 'Request.CreateOrder.CashPayment').allOf?.length,
      named(d, 'Request.CreateOrder.CashPayment').required,
      named(d, 'Request.CreateOrder.CashPayment').properties?.['paymentTypeKind']?.enum,
      named(d, 'Request.CreateOrder.Payment').oneOf?.length,
    ],
    [1, undefined, undefined, undefined],
    [undefined, ['paymentTypeKind', 'sum', 'paymentTypeId'], ['Cash'], 4],
  ],
  'menu-combo-item-required': [
    (d) => named(d, 'ExternalMenuComboItem').required?.includes('itemSizes'),
    true,
    false,
  ],
  'menu-tax-category': [
    (d) => prosaic(field(d, 'ExternalMenuItem', 'taxCategory')),
    { type: 'array', items: { $ref: '#/components/schemas/TaxCategoryDto3' } },
    { $ref: '#/components/schemas/TaxCategoryDto3', nullable: true },
  ],
  'menu-nutrition': [
    (d) => [
      field(d, 'ExternalMenuItemSize', 'nutritionPerHundredGrams').type,
      field(d, 'ExternalMenuModifierItem', 'nutritionPerHundredGrams').type,
    ],
    ['array', 'array'],
    [undefined, undefined],
  ],
  'menu-modifier-restrictions': [
    (d) => prosaic(field(d, 'ExternalMenuModifierItem2', 'restrictions')),
    { type: 'array', items: { $ref: '#/components/schemas/ModifierRestrictionsDto6' }, nullable: true },
    { $ref: '#/components/schemas/ModifierRestrictionsDto6', nullable: true },
  ],
  'menu-override-taxes': [
    (d) => prosaic(field(d, 'ExternalMenuV4', 'overrideTaxCategories')),
    { type: 'array', items: { $ref: '#/components/schemas/OverrideTaxesDto2' } },
    {
      type: 'object',
      additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/OverrideTaxesDto2' } },
    },
  ],
  'menu-item-kinds': [
    (d) => [
      field(d, 'ExternalMenuItem', 'type').enum,
      field(d, 'ExternalMenuItem3', 'type').enum,
      field(d, 'ExternalMenuComboItem', 'type').enum,
      Object.keys(field(d, 'ExternalMenuCategory3', 'items').items?.discriminator?.mapping ?? {}),
    ],
    [['DISH', 'COMBO'], ['DISH', 'COMBO'], undefined, []],
    [['DISH', 'COMBO', 'SERVICE'], ['DISH', 'SERVICE'], ['COMBO'], ['DISH', 'SERVICE', 'COMBO']],
  ],
  'menu-null-ids': [
    (d) => [
      field(d, 'ExternalMenuItem', 'modifierSchemaId').nullable,
      field(d, 'ExternalMenuItemSize', 'sizeId').nullable,
      field(d, 'ExternalMenuItemSize3', 'id').nullable,
    ],
    [undefined, undefined, undefined],
    [true, true, true],
  ],
  'menu-combo-category-id': [(d) => field(d, 'ComboCategoryDto', 'id').nullable, undefined, true],
  'menu-null-price': [
    (d) => [
      field(d, 'ExternalMenuPriceByDepartmentsDto7', 'price').nullable,
      field(d, 'ExternalMenuPriceByDepartmentsDto7', 'organizationId').format,
    ],
    [undefined, undefined],
    [true, 'uuid'],
  ],
  'menu-format-version': [
    (d) => [
      field(d, 'ExternalMenuV3', 'formatVersion').enum,
      named(d, 'ExternalMenuV3').required?.includes('formatVersion'),
    ],
    [undefined, false],
    [[3], true],
  ],
  'default-tags': [
    (d) => [
      named(d, 'Request.CreateOrder.Customer').discriminator?.['x-default'],
      named(d, 'Request.CreateOrder.Address').discriminator?.['x-default'],
    ],
    [undefined, undefined],
    ['regular', 'legacy'],
  ],
  'alias-iiko-card': [
    (d) => named(d, 'Request.CreateOrder.Payment').discriminator?.['x-aliases'],
    undefined,
    { IikoCard: 'LoyaltyCard' },
  ],
  'menu-id-as-number': [
    (d) => [
      field(d, 'MenuRequest', 'externalMenuId').type,
      field(d, 'CreateOrder.DeliveryOrder', 'menuId').type,
    ],
    ['string', 'string'],
    [
      ['string', 'integer'],
      ['string', 'integer'],
    ],
  ],
  'api-login-absent': [(d) => named(d, 'Auth.GetAccessTokenRequest').required, ['apiLogin'], undefined],
  'table-order-required': [
    (d) => named(d, 'Request.CreateTableOrderRequest').required,
    ['organizationId', 'terminalGroupId'],
    ['organizationId', 'terminalGroupId', 'order'],
  ],
  'organization-required': [
    (d) => [named(d, 'GetCounteragentsRequest').required, named(d, 'UpdateProductBarcodesRequest').required],
    [undefined, undefined],
    [['organizationId'], ['organizationId', 'productId', 'barcodes']],
  ],
  'settings-parameters-required': [
    (d) => [
      named(d, 'OrganizationsSettingsRequest').required,
      field(d, 'OrganizationsSettingsRequest', 'parameters').minItems,
    ],
    [undefined, undefined],
    [['parameters'], 1],
  ],
  'counters-lists-required': [
    (d) => named(d, 'GetCountersRequest').required,
    ['organizationId'],
    ['organizationId', 'metrics', 'periods'],
  ],
  'counters-are-strings': [
    (d) => [named(d, 'CounterMetric').type, named(d, 'CounterPeriod').enum?.length],
    ['integer', 13],
    ['string', 6],
  ],
  'organization-ids-not-empty': [
    (d) => [
      field(d, 'TerminalGroupsRequest', 'organizationIds').minItems,
      field(d, 'GetOrganizationsRequest', 'organizationIds').minItems,
    ],
    [undefined, undefined],
    [1, undefined],
  ],
  'described-null': [
    (d) => [
      field(d, 'LoyaltyResult.CouponInfo', 'number').nullable,
      field(d, 'TransactionItem', 'session').nullable,
      field(d, 'AddMagnetCardRequest', 'cardTrack').nullable,
    ],
    [undefined, undefined, undefined],
    [true, true, undefined],
  ],
  'document-state-null': [(d) => field(d, 'InternalTransferListItem', 'deleted').nullable, undefined, true],
  'webhook-events': [
    (d) => [
      d.components.schemas['WebhookEvent']?.oneOf?.length,
      named(d, 'ReserveErrorWebHookEventInfo').required?.length,
    ],
    [undefined, undefined],
    [8, 5],
  ],
  'webhook-kitchen-filter': [
    (d) => Object.keys(named(d, 'WebHooksFilters.WebHooksFilter').properties ?? {}).at(-1),
    'businessHoursAndMappingUpdateFilter',
    'kitchenOrderUpdateFilter',
  ],
  'loyalty-errors': [
    (d) => Object.keys(d.components.schemas['LoyaltyErrorResponse']?.properties ?? {}),
    [],
    ['correlationId', 'errorDescription', 'error', 'code', 'errorCode', 'message', 'description'],
  ],
  'undeclared-errors': [
    (d) => operationsOf(d).filter(({ operation }) => operation.responses['default']).length,
    0,
    225,
  ],
}

test('every repair has a reason, a source, a name of its own and a test here', () => {
  const ids = repairs.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(Object.keys(places).sort()).toEqual([...ids].sort())
  for (const { reason, source } of repairs) {
    expect(reason.length).toBeGreaterThan(30)
    expect(source).toMatch(/§|document|recorded|Appendix/)
  }
})

test.each(repairs.map(({ id }) => id))('%s', (id) => {
  const [look, before, after] = places[id] ?? [() => undefined, '', '']
  expect(look(published)).toEqual(before)
  expect(look(repaired)).toEqual(after)
})

test('a repair that meets another document than it expects stops the generator', () => {
  expect(() => applyRepairs(structuredClone(repaired))).toThrow(
    'Repair type-bool changed 0 places instead of 11',
  )
})

test('nothing illegal is left', () => {
  const legal = new Set(['object', 'string', 'array', 'number', 'integer', 'boolean'])
  const offences: string[] = []
  walkDocument(repaired, ({ type, allOf, required = [], properties = {} }, where) => {
    for (const one of [type ?? []].flat()) if (!legal.has(one)) offences.push(`${where}: type ${one}`)
    if (allOf) offences.push(`${where}: allOf`)
    if (type === 'object')
      for (const name of required) if (!(name in properties)) offences.push(`${where}: requires ${name}`)
  })
  expect(offences).toEqual([])
})
