import type { ItemInput, ModifierInput } from '../../../domain/orders/commands.ts'
import { PrecisionError, quantityFromJson } from '../../../kernel/exact.ts'
import type { Form } from '../form.ts'

const itemsMax = 500
const commentMax = 255
const amounts = { min: 0.001, max: 999 } as const

/** Dishes as the page composes them; the till's prices hold. */
export function readItems(form: Form): ItemInput[] {
  const items = form.forms('items')
  if (items.length > itemsMax)
    form.problem('items', { ru: `не больше ${itemsMax} блюд`, en: `at most ${itemsMax} dishes` })
  return items.map(readItem)
}

function readItem(item: Form): ItemInput {
  const facts = {
    ...{ positionId: null, combo: null },
    sizeId: item.uuidOrNull('sizeId'),
    amount: amountOf(item),
    comment: commentOf(item),
    modifiers: modifiersOf(item),
  }
  const [primary, secondary, ...more] = item.has('halves') ? item.forms('halves').map(readHalf) : []
  if (more.length > 0) item.problem('halves', { ru: 'не больше двух', en: 'at most two' })
  if (primary) return { kind: 'Compound', primary, secondary: secondary ?? null, ...facts }
  return { kind: 'Product', productId: item.uuid('productId'), price: null, ...facts }
}

const readHalf = (half: Form) => ({
  ...{ productId: half.uuid('productId'), positionId: null, price: null },
  modifiers: modifiersOf(half),
})

const modifiersOf = (item: Form): ModifierInput[] =>
  item.forms('modifiers').map((modifier) => ({
    ...{ positionId: null, price: null, productId: modifier.uuid('productId') },
    groupId: modifier.uuidOrNull('groupId'),
    amount: amountOf(modifier),
  }))

function commentOf(item: Form): string | null {
  const text = item.textOrNull('comment')
  if (text !== null && text.length > commentMax)
    item.problem('comment', { ru: `не больше ${commentMax} знаков`, en: `at most ${commentMax} characters` })
  return text
}

/** Thousandths. */
function amountOf(form: Form): bigint {
  try {
    return quantityFromJson(form.number('amount', amounts))
  } catch (error) {
    if (!(error instanceof PrecisionError)) throw error
    form.problem('amount', { ru: 'не больше трёх знаков после точки', en: 'at most three decimals' })
    return 1000n
  }
}
