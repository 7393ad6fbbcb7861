import { calculateCosts } from '../../../../app/documents/calculate-costs.ts'
import { replaceBarcodes } from '../../../../app/documents/replace-barcodes.ts'
import type { BookItem } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { billionth } from '../../../../domain/stock/amounts.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { invalidBody } from '../../errors.ts'
import type { Counteragent } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { deskOf, inWireWords } from './document-call.ts'
import { readDecimal, readId, readMoment, readOptionalId, readText } from './read-values.ts'
import { billionthsOnWire } from './whole-document.ts'

const costsMax = 1000
const barcodesMax = 100

/** Counteragents, costs and barcodes (cloud-api §10.6). */
export const stockBookHandlers: Handlers = {
  '/api/inventory/v1/counteragents': async (call) => {
    const { body } = call
    const { catalog, scope } = await deskOf(call, body.organizationId ?? '')
    const { limit, offset } = pageOf(body)
    const types = body.type?.length
      ? body.type.map((type, index) => readType(type, `type[${index}]`))
      : allTypes
    const found = counteragentsOf(catalog, scope.organizationId).filter((one) =>
      types.some((type) => one[type]),
    )
    return { counteragents: found.slice(offset, offset + limit), totalCount: found.length }
  },

  '/api/inventory/v1/costings/calculate': async (call) => {
    const { body, app } = call
    const { scope, zone } = await deskOf(call, body.organizationId)
    const at = readMoment(body.dateIncoming, zone, 'dateIncoming')
    if (body.items.length > costsMax)
      throw invalidBody(`The list must not have more than ${costsMax} elements. Path 'items'.`)
    const asked = body.items.map(({ productId, storeId, amountFactor }, index) => ({
      productId: readId(productId, `items[${index}].productId`),
      storeId: readId(storeId, `items[${index}].storeId`),
      amount: readDecimal(amountFactor, billionth, `items[${index}].amountFactor`),
    }))
    const costs = await calculateCosts(app, scope, at, asked)
    const answered = body.items.map((item, index) => ({ item, found: costs[index] ?? null }))
    return {
      items: answered.flatMap(({ item, found }) =>
        found ? [{ ...item, value: billionthsOnWire(found.cost), isEvaluative: found.isEstimated }] : [],
      ),
      problemItems: answered.flatMap(({ item, found }) => (found ? [] : [item])),
    }
  },

  '/api/inventory/v1/nomenclature/update_barcodes': async (call) => {
    const { body, app } = call
    const { scope } = await deskOf(call, body.organizationId ?? '')
    const productId = readId(body.productId ?? '', 'productId')
    const list = body.barcodes ?? []
    if (list.length > barcodesMax)
      throw invalidBody(`The list must not have more than ${barcodesMax} elements. Path 'barcodes'.`)
    const barcodes = list.map(({ barcode, containerId }, index) => ({
      barcode: readBarcode(barcode, `barcodes[${index}].barcode`),
      containerId: readOptionalId(containerId, `barcodes[${index}].containerId`),
    }))
    await inWireWords(() => replaceBarcodes(app, scope, { productId, barcodes }), {})
    return { productId, message: 'Barcodes are replaced' }
  },
}

function readBarcode(value: string | undefined, field: string): string {
  const barcode = readText(value, field)
  if (barcode !== null && /^[\x21-\x7e]{1,128}$/.test(barcode)) return barcode
  throw invalidBody(`A barcode has from 1 to 128 letters and digits without spaces. Path '${field}'.`)
}

type CounteragentType = 'supplier' | 'employee' | 'client'
const allTypes: readonly CounteragentType[] = ['supplier', 'employee', 'client']

function readType(value: string, field: string): CounteragentType {
  const type = allTypes.find((one) => one === value.toLowerCase())
  if (type) return type
  throw invalidBody(`The value must be one of ${allTypes.join(', ')}. Path '${field}'.`)
}

const limitMax = 500
function pageOf({
  limit = limitMax,
  offset = 0,
}: {
  limit?: number | undefined
  offset?: number | undefined
}) {
  if (limit < 1 || limit > limitMax)
    throw invalidBody(`The field 'limit' must be between 1 and ${limitMax}. Path 'limit'.`)
  if (offset < 0) throw invalidBody("The field 'offset' must not be negative. Path 'offset'.")
  return { limit, offset }
}

/** Companies of the chain, then its employees who work in the restaurant. */
function counteragentsOf(catalog: Catalog, organizationId: Uuid): Counteragent[] {
  const companies = catalog.all('counteragent').filter(({ isDeleted }) => !isDeleted)
  const employees = catalog
    .all('employee')
    .filter(({ isDeleted, body }) => !isDeleted && body.organizationIds.includes(organizationId))
  return [...companies.map(companyOnWire), ...employees.map(employeeOnWire)]
}

const companyOnWire = ({ id, body }: BookItem<'counteragent'>): Counteragent => ({
  id,
  code: body.code,
  name: body.name,
  company: body.name,
  taxpayerIdNumber: body.taxpayerIdNumber,
  ...(body.phone ? { phone: body.phone } : {}),
  ...(body.email ? { email: body.email } : {}),
  supplier: body.isSupplier,
  client: body.isClient,
  employee: false,
})

const employeeOnWire = ({ id, body }: BookItem<'employee'>): Counteragent => ({
  id,
  code: body.code,
  name: body.name,
  firstName: body.firstName,
  lastName: body.lastName,
  ...(body.middleName ? { middleName: body.middleName } : {}),
  ...(body.email ? { email: body.email } : {}),
  ...(body.phone === null ? {} : { cellPhone: body.phone }),
  supplier: false,
  client: false,
  employee: true,
})
