// Every correction of the published cloud document (openapi.json beside this file: the file of the vendor without the
// white space between its tokens, never edited). A repair says why, on whose word, and in how many places; the
// generator stops when the count is not the one written here, so a newer document cannot be half repaired in silence.
// They run in order: `syntax` makes the file readable, `wire` makes it agree with what the real service sends and
// accepts (cloud-api.md), where the two disagree. Sources: §n = section of cloud-api.md; "document" = evident from the
// file itself; "recorded" = a real answer.

import {
  type Document,
  type Family,
  familyOf,
  operationsOf,
  reachableFrom,
  refName,
  refTo,
  type Schema,
} from '../../scripts/generate/document.ts'
import { markRequired, named, properties, type Repair, replace } from './repair-kit.ts'
import { syntaxRepairs } from './syntax-repairs.ts'

const itemToObject = (property: Schema, isNullable: boolean): void => {
  const ref = property.items?.$ref
  if (ref === undefined) throw new Error('Expected an array of references')
  replace(property, isNullable ? { $ref: ref, nullable: true } : { $ref: ref })
}

const transportError = 'iikoTransport.PublicApi.Contracts.Errors.ErrorResponse'
const loyaltyError = 'LoyaltyErrorResponse'
const errorOf: Record<Family, string> = {
  transport: transportError,
  loyalty: loyaltyError,
  'back-office': 'ErrorResponse',
}

const menuRepairs: Repair[] = [
  {
    id: 'menu-tax-category',
    kind: 'wire',
    source: '§6.3',
    reason: 'a V2 item carries one tax category object or null, not an array',
    places: 1,
    apply: properties(/^ExternalMenuItem$/, ['taxCategory'], (property) => itemToObject(property, true)),
  },
  {
    id: 'menu-nutrition',
    kind: 'wire',
    source: '§6.3',
    reason: '`nutritionPerHundredGrams` is one object, not an array',
    places: 2,
    apply: properties(/^ExternalMenu(ItemSize|ModifierItem)\d*$/, ['nutritionPerHundredGrams'], (property) =>
      itemToObject(property, true),
    ),
  },
  {
    id: 'menu-modifier-restrictions',
    kind: 'wire',
    source: '§6.3',
    reason: '`restrictions` of a modifier is one object or null, not an array',
    places: 4,
    apply: properties(/^ExternalMenuModifierItem\d*$/, ['restrictions'], (property) =>
      itemToObject(property, true),
    ),
  },
  {
    id: 'menu-override-taxes',
    kind: 'wire',
    source: '§6.3, recorded',
    reason: '`overrideTaxCategories` is a map from organization id to an array, not an array',
    places: 2,
    apply: properties(/^ExternalMenuV[34]$/, ['overrideTaxCategories'], (property) => {
      const items = property.items ?? {}
      replace(property, { type: 'object', additionalProperties: { type: 'array', items } })
    }),
  },
  {
    id: 'menu-item-kinds',
    kind: 'wire',
    source: '§6.3',
    reason:
      'items may be of type `SERVICE`; in V4 the tag tells dishes and services from combos, so it is required and ' +
      'the two never share a value',
    places: 4,
    apply: (document) =>
      properties(/^ExternalMenuItem\d*$/, ['type'], (property, owner) => {
        const isV4 = owner === document.components.schemas['ExternalMenuItem3']
        property.enum = isV4 ? ['DISH', 'SERVICE'] : ['DISH', 'COMBO', 'SERVICE']
        if (isV4) markRequired(owner, 'type')
      })(document) +
      properties(/^ExternalMenuCategory3$/, ['items'], (property) => {
        const [dish, combo] = property.items?.oneOf ?? []
        if (!dish?.$ref || !combo?.$ref) throw new Error('Expected dish or combo')
        named(document, 'ExternalMenuComboItem').properties = {
          ...named(document, 'ExternalMenuComboItem').properties,
          type: { type: 'string', enum: ['COMBO'] },
        }
        const mapping = { DISH: dish.$ref, SERVICE: dish.$ref, COMBO: combo.$ref }
        property.items = { oneOf: [dish, combo], discriminator: { propertyName: 'type', mapping } }
      })(document),
  },
  {
    id: 'menu-null-ids',
    kind: 'wire',
    source: '§6.3',
    reason: 'an item without a modifier scheme and a single size without a size scale have null ids',
    places: 7,
    apply: (document) =>
      properties(/^ExternalMenuItem\d*$/, ['modifierSchemaId'], (property) => {
        property.nullable = true
      })(document) +
      properties(/^ExternalMenuItemSize\d*$/, ['sizeId', 'id'], (property) => {
        property.nullable = true
      })(document),
  },
  {
    id: 'menu-combo-category-id',
    kind: 'wire',
    source: 'document',
    reason: 'the description of the id of a combo category says "can be null", its type does not',
    places: 3,
    apply: properties(/^ComboCategoryDto\d*$/, ['id'], (property) => {
      property.nullable = true
    }),
  },
  {
    id: 'menu-null-price',
    kind: 'wire',
    source: '§6.3',
    reason: 'a null price means "not for sale in that organization"; prices may name one `organizationId`',
    places: 8,
    apply: properties(/^ExternalMenuPriceByDepartmentsDto\d*$/, ['price'], (property, owner) => {
      property.nullable = true
      owner.properties = {
        ...owner.properties,
        organizationId: { type: 'string', format: 'uuid', nullable: true },
      }
    }),
  },
  {
    id: 'menu-format-version',
    kind: 'wire',
    source: '§6.3',
    reason: 'the body tells its own version in `formatVersion`; the document says 2 everywhere',
    places: 3,
    apply: (document) =>
      [2, 3, 4].reduce(
        (places, version) =>
          places +
          properties(new RegExp(`^ExternalMenuV${version}$`), ['formatVersion'], (property, owner) => {
            replace(property, { type: 'integer', enum: [version] })
            markRequired(owner, 'formatVersion')
          })(document),
        0,
      ),
  },
]

const requestRepairs: Repair[] = [
  {
    id: 'default-tags',
    kind: 'wire',
    source: '§4.2',
    reason: 'older contracts had no `type` on a customer and an address: absent means `regular` and `legacy`',
    places: 2,
    apply: (document) => {
      let places = 0
      for (const [name, tag] of Object.entries({ Customer: 'regular', Address: 'legacy' })) {
        const base = named(document, `Request.CreateOrder.${name}`)
        if (!base.discriminator) continue
        base.discriminator['x-default'] = tag
        places += 1
      }
      return places
    },
  },
  {
    id: 'alias-iiko-card',
    kind: 'wire',
    source: '§4.6, Appendix C',
    reason: 'many clients still send the legacy spelling `IikoCard` of a `LoyaltyCard` payment',
    places: 2,
    apply: (document) => {
      let places = 0
      for (const name of ['Request.CreateOrder.Payment', 'Deliveries.Common.PaymentAdditionalData']) {
        const base = named(document, name)
        if (!base.discriminator) continue
        base.discriminator['x-aliases'] = { IikoCard: 'LoyaltyCard' }
        places += 1
      }
      return places
    },
  },
  {
    id: 'menu-id-as-number',
    kind: 'wire',
    source: '§0.3.14',
    reason: 'external menu ids are strings, but the samples of the vendor send numbers: both are accepted',
    places: 5,
    apply: (document) => {
      const inRequests = reachableFrom(document.components.schemas, bodyNames(document))
      let places = 0
      for (const name of inRequests)
        for (const key of ['externalMenuId', 'menuId']) {
          const property = document.components.schemas[name]?.properties?.[key]
          if (property?.type !== 'string') continue
          property.type = ['string', 'integer']
          places += 1
        }
      return places
    },
  },
  {
    id: 'api-login-absent',
    kind: 'wire',
    source: '§1.1',
    reason: 'a missing or null `apiLogin` is answered 401 by the operation itself, not 400 by validation',
    places: 1,
    apply: (document) => {
      const request = named(document, 'Auth.GetAccessTokenRequest')
      delete request.required
      return 1
    },
  },
  {
    id: 'table-order-required',
    kind: 'wire',
    source: '§8.1',
    reason: 'the document does not mark `order` of order/create as required, but nothing works without it',
    places: 1,
    apply: (document) => {
      markRequired(named(document, 'Request.CreateTableOrderRequest'), 'order')
      return 1
    },
  },
  {
    id: 'organization-required',
    kind: 'wire',
    source: '§9.1, §10.1',
    reason:
      'three requests do not mark `organizationId` as required, but it alone says whose data is meant; barcodes are ' +
      'replaced for a product',
    places: 3,
    apply: (document) =>
      properties(/^GetCounteragentsRequest$|\.GetByOrganizationIdRequest$/, ['organizationId'], (_, owner) =>
        markRequired(owner, 'organizationId'),
      )(document) +
      properties(/^UpdateProductBarcodesRequest$/, ['organizationId'], (_, owner) =>
        markRequired(owner, 'organizationId', 'productId', 'barcodes'),
      )(document),
  },
  {
    id: 'settings-parameters-required',
    kind: 'wire',
    source: '§2.6, §6.6',
    reason:
      'organizations/settings without `parameters` is a 500 on the real service; a 400 that names it is better',
    places: 1,
    apply: properties(/\.OrganizationsSettingsRequest$/, ['parameters'], (property, owner) => {
      property.minItems = 1
      markRequired(owner, 'parameters')
    }),
  },
  {
    id: 'counters-lists-required',
    kind: 'wire',
    source: '§2.6, §9.9',
    reason:
      'get_counters without `metrics` or `periods` is a 500 on the real service; a 400 that names it is better',
    places: 2,
    apply: properties(/\.GetCountersRequest$/, ['metrics', 'periods'], (property, owner) => {
      property.minItems = 1
      markRequired(owner, property === owner.properties?.['metrics'] ? 'metrics' : 'periods')
    }),
  },
  {
    id: 'counters-are-strings',
    kind: 'wire',
    source: '§9.9',
    reason: 'the document declares integer enums, the wire uses strings and refuses integers',
    places: 2,
    apply: (document) => {
      replace(named(document, 'CounterMetric'), { type: 'string', enum: ['OrdersCount', 'OrdersSum'] })
      const periods = ['AllTime', 'Day', 'Week', 'Month', 'Quarter', 'Year']
      replace(named(document, 'CounterPeriod'), { type: 'string', enum: periods })
      return 2
    },
  },
  {
    id: 'organization-ids-not-empty',
    kind: 'wire',
    source: '§2.4',
    reason:
      'an empty required `organizationIds` is refused: "At least one organization identifier is required"',
    places: 25,
    apply: (document) => {
      const inRequests = reachableFrom(document.components.schemas, bodyNames(document))
      let places = 0
      for (const name of inRequests) {
        const schema = document.components.schemas[name]
        const property = schema?.properties?.['organizationIds']
        if (!property || !schema?.required?.includes('organizationIds')) continue
        property.minItems = 1
        places += 1
      }
      return places
    },
  },
]

const answerRepairs: Repair[] = [
  {
    id: 'described-null',
    kind: 'wire',
    source: 'document',
    reason: 'the description of an optional field says that it can be null, its type does not',
    places: 91,
    apply: (document) => {
      let places = 0
      for (const { properties: fields = {}, required = [] } of Object.values(document.components.schemas))
        for (const [name, field] of Object.entries(fields)) {
          const isSaid = /\bcan be null\b|, or `?null`?|\bIf null - /i.test(field.description ?? '')
          if (!isSaid || field.nullable || required.includes(name)) continue
          field.nullable = true
          places += 1
        }
      return places
    },
  },
  {
    id: 'document-state-null',
    kind: 'wire',
    source: '§10.7',
    reason: '`deleted` and `processed` of back-office list items may be null',
    places: 20,
    apply: properties(/ListItem$/, ['deleted', 'processed'], (property) => {
      property.nullable = true
    }),
  },
  {
    id: 'webhook-events',
    kind: 'wire',
    source: '§7.3',
    reason:
      'an event always carries its five fields, and its type tells what `eventInfo` is; there is no base for it',
    places: 8,
    apply: (document) => {
      const events = Object.entries(document.components.schemas)
        .filter(([name]) => name.endsWith('WebHookEventInfo'))
        .sort(([a], [b]) => (a < b ? -1 : 1))
      const mapping: Record<string, string> = {}
      for (const [name, event] of events) {
        markRequired(event, 'eventType', 'eventTime', 'organizationId', 'correlationId', 'eventInfo')
        mapping[String(event.properties?.['eventType']?.enum?.[0])] = refTo(name)
      }
      document.components.schemas['WebhookEvent'] = {
        description: 'One event of the array that a webhook receives.',
        oneOf: Object.values(mapping).map(($ref) => ({ $ref })),
        discriminator: { propertyName: 'eventType', mapping },
      }
      return events.length
    },
  },
  {
    id: 'webhook-kitchen-filter',
    kind: 'wire',
    source: '§7.2',
    reason:
      '`KitchenOrderUpdate` is among the types of events, but the filter has no branch for it: ours is named as its ' +
      'neighbours are, and an answer has it only for whoever asked for it',
    places: 1,
    apply: (document) => {
      const filter = named(document, 'WebHooksFilters.WebHooksFilter')
      const neighbour = filter.properties?.['nomenclatureUpdateFilter']
      if (!neighbour) throw new Error('Expected the filter of nomenclature changes')
      const description = 'Filter for what the kitchen does with orders (of our own making).'
      filter.properties = {
        ...filter.properties,
        kitchenOrderUpdateFilter: { ...structuredClone(neighbour), description },
      }
      return 1
    },
  },
  {
    id: 'loyalty-errors',
    kind: 'wire',
    source: '§2.1',
    reason:
      'loyalty errors are declared like transport ones, live they carry code, errorCode, message, description',
    places: 1,
    apply: (document) => {
      const transport = document.components.schemas[transportError]
      const text: Schema = { type: 'string', nullable: true }
      document.components.schemas[loyaltyError] = {
        ...transport,
        description: 'Error of the loyalty family: the declared fields and the live ones.',
        properties: {
          ...transport?.properties,
          code: text,
          errorCode: { ...text },
          message: { ...text },
          description: { ...text },
        },
      }
      return 1
    },
  },
  {
    id: 'undeclared-errors',
    kind: 'wire',
    source: '§2.2',
    reason:
      '402, 403, 404, 405, 422, 423, 429 and others are answered in the error shape of the family, undeclared',
    places: 225,
    apply: (document) => {
      const operations = operationsOf(document)
      for (const { path, operation } of operations) {
        const error = errorOf[familyOf(path)]
        const schema: Schema = { $ref: refTo(error) }
        for (const status of Object.keys(operation.responses))
          if (!status.startsWith('2')) delete operation.responses[status]
        operation.responses['default'] = { content: { 'application/json': { schema } } }
      }
      return operations.length
    },
  },
]

const bodyNames = (document: Document): string[] =>
  operationsOf(document).flatMap(({ operation }) => {
    const ref = operation.requestBody?.content?.['application/json']?.schema?.$ref
    return ref === undefined ? [] : [refName(ref)]
  })

export const repairs: readonly Repair[] = [
  ...syntaxRepairs,
  ...menuRepairs,
  ...requestRepairs,
  ...answerRepairs,
]

/** Repairs the document in place; throws when a repair meets another number of places than it expects. */
export const applyRepairs = (document: Document): Document => {
  for (const repair of repairs) {
    const places = repair.apply(document)
    if (places !== repair.places)
      throw new Error(`Repair ${repair.id} changed ${places} places instead of ${repair.places}`)
  }
  return document
}
