/** What screens ask about guests, discounts and money of deliveries and of orders on tables alike. */
import type { TillCommand } from '../../app/till/till-command.ts'
import type { DiscountInput, TipsInput } from '../../domain/orders/commands.ts'
import type { PaidKind } from '../../domain/orders/paying/paying-commands.ts'
import type { Permission } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { FieldReader } from './field-reader.ts'
import { paymentInput } from './read-sale.ts'

const rights = (of: PaidKind, edit: Permission, close: Permission) => ({
  [`${of}.changeDiscounts`]: 'orders.discount' as Permission,
  [`${of}.changePriceCategory`]: 'orders.price-category' as Permission,
  [`${of}.changeLoyalty`]: edit,
  [`${of}.setGuest`]: edit,
  [`${of}.pay`]: close,
  [`${of}.prepay`]: close,
  [`${of}.returnPayment`]: close,
  [`${of}.resolveBankPayment`]: close,
})
/** The guest of a banquet is who reserved it: nobody sets another. */
const { 'reserve.setGuest': _, ...ofBanquets } = rights('reserve', 'tables.edit', 'tables.close')
export const payingPermissions: Readonly<Record<string, Permission>> = {
  ...rights('delivery', 'deliveries.edit', 'deliveries.close'),
  ...rights('tableOrder', 'tables.edit', 'tables.close'),
  ...ofBanquets,
}

/** Reads a command of this file; null: it is none. */
export function readPayingCommand(kind: string, read: FieldReader, newId: () => Uuid): TillCommand | null {
  const [of, deed] = kind.split('.')
  if (!(kind in payingPermissions)) return null
  const orderId = read.uuid('orderId')
  const named = read.list('dynamicDiscounts')
  const facts = (): object => {
    switch (deed) {
      case 'changeDiscounts':
        return {
          discounts: read.list('discounts').map(discountInput),
          discountCardTrack: read.optionalText('discountCardTrack'),
          removedTypeIds: read.optionalUuids('removedTypeIds'),
        }
      case 'changeLoyalty':
        return {
          coupon: read.optionalText('coupon'),
          manualConditionIds: read.optionalUuids('manualConditionIds'),
          dynamicDiscounts: named.map((line) => ({
            manualConditionId: line.uuid('manualConditionId'),
            sum: line.money('sum'),
          })),
        }
      case 'changePriceCategory':
        return { priceCategoryId: read.optionalUuid('priceCategoryId'), isByHand: true }
      case 'setGuest':
        return { guestId: read.optionalUuid('guestId'), contactId: null }
      case 'pay':
        return {
          payments: read.list('payments').map((line) => ({ ...paymentInput(line), ...owes(line) })),
          tips: read.list('tips').map(tipsInput),
        }
      case 'prepay': {
        const plannedId = read.optionalUuid('plannedId')
        return { payment: plannedId ? { plannedId } : paymentInput(read) }
      }
      case 'returnPayment':
        return { paymentId: read.uuid('paymentId'), transactionId: newId() }
      default:
        // Nothing is taken for granted about money: who does not say it is asked.
        if (!read.has('isMoved')) throw refuse('request.field-required', { field: 'isMoved' })
        return { transactionId: read.uuid('transactionId'), isMoved: read.flag('isMoved') }
    }
  }
  // The kind was looked up in the table above, the facts are those of its deed.
  return { kind: `${of}.${deed}`, orderId, ...facts() } as TillCommand
}

const discountInput = (line: FieldReader): DiscountInput => ({
  source: 'RMS',
  discountTypeId: line.uuid('discountTypeId'),
  sum: line.has('sum') ? line.money('sum') : null,
  positions: line.has('positions') ? line.uuids('positions') : null,
})

const tipsInput = (line: FieldReader): TipsInput => ({
  ...paymentInput(line),
  tipsTypeId: line.optionalUuid('tipsTypeId'),
})

const owes = (line: FieldReader): { counteragentId?: Uuid } => {
  const counteragentId = line.optionalUuid('counteragentId')
  return counteragentId ? { counteragentId } : {}
}

/** Giving a prepayment back takes the right to handle money, whatever else it is part of; null: nothing goes back. */
export const givesBack = ({
  kind,
  returnsPrepayments,
}: Readonly<Record<string, unknown>>): Permission | null =>
  kind === 'reserve.cancel' && returnsPrepayments === true ? 'tables.close' : null

/** On the house only who may (F_COTH: front-api Appendix A); null: nothing is paid so. */
export function onTheHouse(catalog: Catalog, body: Readonly<Record<string, unknown>>): Permission | null {
  const { payments } = body as { payments?: unknown }
  const lines: unknown[] = Array.isArray(payments) ? payments : []
  const isOnTheHouse = lines.some((line) => {
    const typeId = (line as { typeId?: unknown } | null)?.typeId
    const type = typeof typeId === 'string' ? catalog.find('paymentType', typeId.toLowerCase()) : undefined
    return type?.body.kind === 'Writeoff'
  })
  return isOnTheHouse ? 'orders.on-the-house' : null
}
