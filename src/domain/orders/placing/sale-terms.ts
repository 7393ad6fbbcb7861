import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { PriceScope } from '../../menu/till-price.ts'
import type { Organization, TerminalGroup } from '../../reference/books.ts'
import type { NamedRef, Sale } from '../order.ts'
import type { TillContext } from '../till-context.ts'

/** By which organization's rules and prices something is sold. */
export type SaleTerms = PriceScope & { organization: Organization }

export function saleTerms(ctx: TillContext, priceCategoryId: Uuid | null): SaleTerms {
  return {
    catalog: ctx.catalog,
    organizationId: ctx.organizationId,
    priceCategoryId,
    organization: organizationOf(ctx),
  }
}

export function organizationOf(ctx: TillContext): Organization {
  const organization = ctx.catalog.living('organization', ctx.organizationId)?.body
  if (!organization?.isActive) throw refuse('organization.disabled', { organizationId: ctx.organizationId })
  return organization
}

export function terminalGroupOf(ctx: TillContext): TerminalGroup {
  const group = ctx.catalog.living('terminalGroup', ctx.terminalGroupId)?.body
  if (!group) throw refuse('terminal-group.unknown', { terminalGroupId: ctx.terminalGroupId })
  return group
}

/** A living item of a book that the organization sees, as the order remembers it. */
export function namedRef(
  ctx: TillContext,
  book: 'priceCategory' | 'marketingSource' | 'employee' | 'removalType' | 'cancelCause' | 'counteragent',
  id: Uuid | null,
): NamedRef | null {
  const item = ctx.catalog.living(book, id)
  if (!item || (item.organizationId !== null && item.organizationId !== ctx.organizationId)) return null
  return { id: item.id, name: item.body.name }
}

export function priceCategoryOf(ctx: TillContext, id: Uuid | null): NamedRef | null {
  const priceCategory = namedRef(ctx, 'priceCategory', id)
  if (!priceCategory && id !== null) {
    const message = `price category ${id} is not found`
    throw refuse('request.field-invalid', { field: 'priceCategoryId', message })
  }
  return priceCategory
}

/** The organization's concept when there is just one. */
export function conceptionOf(ctx: TillContext): Sale['conception'] {
  const [only, ...others] = ctx.catalog.of('conception', ctx.organizationId).filter((item) => !item.isDeleted)
  return only && others.length === 0 ? { id: only.id, name: only.body.name, code: only.body.code } : null
}
