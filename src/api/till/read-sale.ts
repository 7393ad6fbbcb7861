/**
 * Dishes and money as screens send them, whatever they are for. A screen that was cut off knows its dishes by positions
 * that it made: the till takes each once, whichever command brings it.
 */
import type { ItemInput, ModifierInput, PaymentInput } from '../../domain/orders/commands.ts'
import type { FieldReader } from './field-reader.ts'

export function itemInput(item: FieldReader): ItemInput {
  return {
    kind: 'Product',
    productId: item.uuid('productId'),
    positionId: item.optionalUuid('positionId'),
    sizeId: item.optionalUuid('sizeId'),
    amount: item.quantity('amount'),
    price: null,
    comment: item.optionalText('comment'),
    combo: null,
    modifiers: item.list('modifiers').map(
      (modifier): ModifierInput => ({
        positionId: null,
        productId: modifier.uuid('productId'),
        groupId: modifier.optionalUuid('groupId'),
        amount: modifier.quantity('amount'),
        price: null,
      }),
    ),
  }
}

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
