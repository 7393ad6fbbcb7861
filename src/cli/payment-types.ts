import type { AdminScope } from '../app/admin/audit.ts'
import { saveDecided } from '../app/books/save-books.ts'
import type { App } from '../app/ports.ts'
import type { BookItem } from '../domain/reference/books.ts'
import type { Catalog } from '../domain/reference/catalog.ts'
import { refuse } from '../kernel/refusals.ts'
import type { Print } from './print.ts'

type Desk = { app: App; scope: Pick<AdminScope, 'tenantId' | 'actor'>; print: Print }

/**
 * `trapeza payment-type by-plugin CODE --system KEY`: makes the payment type with a code one of kind External whose money the payment system `system` of a plugin moves
 * (front-api §3.1). Refuses `request.field-invalid` where no type has the code, or it is cash or bonuses.
 */
export async function givePaymentType(
  { app, scope, print }: Desk,
  code: string,
  { system }: { system: string },
): Promise<void> {
  const wrong = (message: string) => refuse('request.field-invalid', { field: 'code', message })
  const found = (catalog: Catalog): BookItem<'paymentType'> => {
    const type = catalog.all('paymentType').find(({ isDeleted, body }) => !isDeleted && body.code === code)
    if (!type) throw wrong(`no payment type has the code ${code}`)
    const { kind } = type.body
    if (kind === 'Cash' || kind === 'IikoCard') throw wrong(`a payment type of kind ${kind} has no plugin`)
    return type
  }
  await saveDecided(app, scope.tenantId, scope.actor, (catalog) => {
    const type = found(catalog)
    const processing = type.body.processing === 'External' ? 'Both' : type.body.processing
    return [{ ...type, body: { ...type.body, kind: 'External', processing, paymentSystem: system } }]
  })
  print(`payments of type ${code} are moved by the payment system ${system} of a plugin`)
}
