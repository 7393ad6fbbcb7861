/**
 * Dishes and money as screens send them, whatever they are for. A screen that was cut off knows its dishes by positions
 * that it made: the till takes each once, whichever command brings it.
 */
import type { ComponentInput, ItemInput, ModifierInput, PaymentInput } from '../../domain/orders/commands.ts'
import type { ModifierChange, Recomposition } from '../../domain/orders/inputs.ts'
import type { Money } from '../../kernel/exact.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { FieldReader } from './field-reader.ts'

/** A dish; one that has `halves` is made of them: one for a whole, two at most. */
export function itemInput(item: FieldReader): ItemInput {
  const facts = {
    positionId: item.optionalUuid('positionId'),
    sizeId: item.optionalUuid('sizeId'),
    amount: item.quantity('amount'),
    comment: item.optionalText('comment'),
    combo: null,
    modifiers: item.list('modifiers').map(modifierInput),
  }
  const [primary, secondary, ...more] = item.list('halves').map(halfInput)
  if (!primary)
    return { kind: 'Product', productId: item.uuid('productId'), price: null, ...openPrice(item), ...facts }
  if (more.length > 0) {
    throw refuse('request.field-invalid', { field: 'halves', message: 'must be two at most' })
  }
  return { kind: 'Compound', primary, secondary: secondary ?? null, ...facts }
}

/** Typed by a person. */
const openPrice = (read: FieldReader): { openPrice?: Money } =>
  read.has('openPrice') ? { openPrice: read.money('openPrice') } : {}

const halfInput = (half: FieldReader): ComponentInput => ({
  positionId: null,
  productId: half.uuid('productId'),
  price: null,
  modifiers: half.list('modifiers').map(modifierInput),
})

const modifierInput = (modifier: FieldReader): ModifierInput => ({
  positionId: null,
  productId: modifier.uuid('productId'),
  groupId: modifier.optionalUuid('groupId'),
  amount: modifier.quantity('amount'),
  price: null,
})

/** Another size, another typed price (absent: the same one), other modifiers: those that are named become what is said of them. */
export const recomposition = (read: FieldReader): Recomposition => ({
  positionId: read.uuid('positionId'),
  ...(read.has('sizeId') ? { sizeId: read.uuid('sizeId') } : {}),
  ...openPrice(read),
  modifiers: read.list('modifiers').map(
    (modifier): ModifierChange => ({
      ...modifierInput(modifier),
      half: modifier.has('half') ? modifier.oneOf('half', ['primary', 'secondary'] as const) : null,
    }),
  ),
})

export function paymentInput(line: FieldReader): PaymentInput {
  return {
    typeId: line.uuid('typeId'),
    kind: null,
    sum: line.money('sum'),
    isProcessedExternally: false,
    isFiscalizedExternally: false,
    isPrepay: false,
    additionalData: null,
  }
}
