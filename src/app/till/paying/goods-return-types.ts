import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Till } from '../till-command.ts'
import type { PaymentDesk } from './payment-desk.ts'

/**
 * Payment types by which money goes back for goods without any order (front-api §2.6.7): cash, cards where no terminal
 * stands, and those of plugins that give back what they never took.
 */
export function goodsReturnTypes(
  catalog: Catalog,
  { organizationId, terminalGroupId }: Till,
  desk: Pick<PaymentDesk, 'hasTerminal' | 'canReturnWithoutOrder'> | null,
): BookItem<'paymentType'>[] {
  return catalog.of('paymentType', organizationId).filter(({ isDeleted, body }) => {
    if (isDeleted || !body.terminalGroupIds.includes(terminalGroupId)) return false
    if (body.kind === 'Cash') return true
    if (body.kind === 'Card') return body.processing !== 'External' && !desk?.hasTerminal
    const { kind, paymentSystem } = body
    return (
      kind === 'External' &&
      paymentSystem !== undefined &&
      (desk?.canReturnWithoutOrder(paymentSystem) ?? false)
    )
  })
}
