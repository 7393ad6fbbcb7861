/** What a guest ordered, as the page sends it. */
export type KioskItem = {
  id: string
  productId: string
  sizeId: string | null
  amount: number
  modifiers: { productId: string; groupId: string | null; amount: number }[]
}
export type KioskOrder = { id: string; items: KioskItem[] }

/** The name of the field that is wrong. */
export class WrongField extends Error {
  readonly field: string
  constructor(field: string) {
    super(field)
    this.field = field
  }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
const linesMax = 50

type Given = Readonly<Record<string, unknown>>
const objectOf = (value: unknown): Given =>
  typeof value === 'object' && value !== null ? (value as Given) : {}

export function idOf(value: unknown, field: string): string {
  if (typeof value === 'string' && uuid.test(value)) return value
  throw new WrongField(field)
}

const optionalIdOf = (value: unknown, field: string): string | null =>
  value === null || value === undefined ? null : idOf(value, field)

function wholeOf(value: unknown, field: string, max: number): number {
  if (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= max) return Number(value)
  throw new WrongField(field)
}

function listOf(value: unknown, field: string): Given[] {
  if (Array.isArray(value) && value.length <= linesMax) return value.map(objectOf)
  throw new WrongField(field)
}

/** Reads what came over the network; throws WrongField. Prices are never taken from a kiosk: the till knows its own. */
export function readOrder(value: unknown): KioskOrder {
  const { id, items } = objectOf(value)
  const read = listOf(items, 'items').map((item) => ({
    id: idOf(item['id'], 'items.id'),
    productId: idOf(item['productId'], 'items.productId'),
    sizeId: optionalIdOf(item['sizeId'], 'items.sizeId'),
    amount: wholeOf(item['amount'], 'items.amount', 99),
    modifiers: listOf(item['modifiers'] ?? [], 'items.modifiers').map((modifier) => ({
      productId: idOf(modifier['productId'], 'items.modifiers.productId'),
      groupId: optionalIdOf(modifier['groupId'], 'items.modifiers.groupId'),
      amount: wholeOf(modifier['amount'], 'items.modifiers.amount', 99),
    })),
  }))
  if (read.length === 0) throw new WrongField('items')
  return { id: idOf(id, 'id'), items: read }
}
