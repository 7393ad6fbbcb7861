// Names that people read, made from what the document offers: .NET class names and paths.

import {
  type Document,
  type OperationEntry,
  operationsOf,
  refName,
  type Schema,
  walkDocument,
} from './document.ts'

/** Where the rules below would not give a good or a unique name. Keys are names of the document. */
const given: Record<string, string> = {
  ErrorResponse: 'BackOfficeErrorResponse',
  ExternalMenuCategory: 'ExternalMenuCategoryV2',
  ExternalMenuCategory2: 'ExternalMenuCategoryV3',
  ExternalMenuCategory3: 'ExternalMenuCategoryV4',
  ExternalMenuItem: 'ExternalMenuItemV2',
  ExternalMenuItem2: 'ExternalMenuItemV3',
  ExternalMenuItem3: 'ExternalMenuItemV4',
  ExternalMenuItemSize: 'ExternalMenuItemSizeV2',
  ExternalMenuItemSize2: 'ExternalMenuItemSizeV3',
  ExternalMenuModifierGroup: 'ExternalMenuModifierGroupV2',
  ExternalMenuModifierGroup2: 'ExternalMenuModifierGroupV3',
  ExternalMenuModifierItem: 'ExternalMenuModifierItemV2',
  ExternalMenuModifierItem2: 'ExternalMenuModifierItemV3',
  ModifierRestrictionsDto: 'MenuModifierRestrictionsV2',
  ModifierRestrictionsDto2: 'MenuModifierRestrictionsV3',
  'iikoNet.Service.Contracts.Api.iikoTransport.LoyaltyResult.DynamicDiscount': 'LoyaltyDynamicDiscount',
  'iikoTransport.PublicApi.Contracts.Deliveries.Common.PaymentTypeKind': 'OrderPaymentTypeKind',
  'iikoTransport.PublicApi.Contracts.Deliveries.Request.CreateOrder.OrderServiceType': 'DeliveryServiceType',
  'iikoTransport.PublicApi.Contracts.Deliveries.Response.Order.OrderStatus': 'TableOrderStatus',
  'iikoTransport.PublicApi.Contracts.DeliveryRestrictions.Coordinates': 'ZoneCoordinates',
  'iikoTransport.PublicApi.Contracts.Nomenclature.PriceCategory': 'MenuPriceCategory',
  'iikoTransport.PublicApi.Contracts.OrderTypes.OrderServiceType': 'OrderTypeServiceType',
  'iikoTransport.PublicApi.Contracts.Reserves.GuestsInfo': 'ReserveGuests',
  'iikoTransport.PublicApi.Contracts.TableOrders.Request.GuestsInfo': 'TableOrderGuests',
}

const wrapper = /^.*RmsItemsResponseWrapper`1\[\[([^,]+),.*$/

const lastPart = (name: string): string => name.slice(name.lastIndexOf('.') + 1)

const plainName = (name: string): string => {
  const wrapped = wrapper.exec(name)?.[1]
  if (wrapped !== undefined) return `${lastPart(wrapped)}ListOfOrganization`
  const last = lastPart(name)
  if (!last.endsWith('Dto')) return last
  return last.includes('Menu') ? last.slice(0, -3) : `Menu${last.slice(0, -3)}`
}

/**
 * The .NET namespaces are dropped; `XDto` of the external menus becomes `MenuX`. Of several classes with one name, the
 * one in requests becomes `New…`, the one inside a read order `Order…` (unless it is the only one left), and what is
 * still ambiguous is in the table above.
 */
const schemaNames = (names: readonly string[]): Map<string, string> => {
  const byPlainName = new Map<string, string[]>()
  for (const name of names) {
    if (given[name] !== undefined) continue
    const plain = plainName(name)
    byPlainName.set(plain, [...(byPlainName.get(plain) ?? []), name])
  }
  const short = new Map<string, string>()
  for (const name of names) {
    const plain = plainName(name)
    const rivals = byPlainName.get(plain) ?? []
    const readers = rivals.filter((rival) => !rival.includes('.Request.'))
    const isRequest = name.includes('.Request.') && readers.length > 0
    const isInOrder = name.includes('.Deliveries.Response.Order.') && readers.length > 1
    short.set(name, given[name] ?? (isRequest ? `New${plain}` : isInOrder ? `Order${plain}` : plain))
  }
  return short
}

const pascal = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')

/** `/api/1/deliveries/create` → `DeliveriesCreate`, `/api/1/loyalty/iiko/customer/info` → `LoyaltyCustomerInfo`. */
export const operationName = ({ path, method }: Pick<OperationEntry, 'path' | 'method'>): string => {
  const version = /^\/api\/v2\//.test(path) ? 'V2' : ''
  const rest = path
    .replace(/^\/api\/(\d+|v2|inventory\/v1|finance\/v1)\//, '')
    .replace(/^loyalty\/iiko\//, 'loyalty/')
  return `${method === 'GET' ? 'Get' : ''}${pascal(rest)}${version}`
}

/** The schemas that are nothing but the body or the answer of one operation, with the name that follows from it. */
const rootNames = (document: Document): Map<string, string> => {
  const uses = new Map<string, string[]>()
  const note = (schema: Schema | undefined, name: string): void => {
    if (schema?.$ref === undefined) return
    const target = refName(schema.$ref)
    uses.set(target, [...(uses.get(target) ?? []), name])
  }
  for (const entry of operationsOf(document)) {
    note(entry.operation.requestBody?.content?.['application/json']?.schema, `${operationName(entry)}Body`)
    for (const [status, response] of Object.entries(entry.operation.responses))
      if (status.startsWith('2'))
        note(response.content?.['application/json']?.schema, `${operationName(entry)}Answer`)
  }
  const counts = new Map<string, number>()
  walkDocument(document, ({ $ref }) => {
    if ($ref !== undefined) counts.set(refName($ref), (counts.get(refName($ref)) ?? 0) + 1)
  })
  const roots = new Map<string, string>()
  for (const [target, [only]] of uses)
    if (counts.get(target) === 1 && only !== undefined) roots.set(target, only)
  return roots
}

/** The name of every schema: that of its operation when it belongs to one alone, else made from its class name. */
export const nameSchemas = (document: Document): Map<string, string> => {
  const roots = rootNames(document)
  const names = schemaNames(Object.keys(document.components.schemas))
  for (const [schema, name] of roots) names.set(schema, name)
  const owners = new Map<string, string>()
  for (const [schema, name] of names) {
    const owner = owners.get(name)
    if (owner !== undefined) throw new Error(`Two schemas want the name ${name}: ${owner} and ${schema}`)
    if (!/^[A-Z][A-Za-z0-9]*$/.test(name)) throw new Error(`Not a good name for ${schema}: ${name}`)
    owners.set(name, schema)
  }
  return names
}
