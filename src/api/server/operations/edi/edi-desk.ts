/** Who is who in an exchange: systems, sellers, buyers and products by what messages say of them (server-api §23). */
import type { EdiScope } from '../../../../app/edi/edi-orders.ts'
import type { EdiContent } from '../../../../domain/edi/edi-order.ts'
import type { BookItem } from '../../../../domain/reference/books.ts'
import { isUuid, type Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { notFound } from '../../errors.ts'
import type { EdiContractor } from '../../generated/types.ts'
import type { CallContext, Caller } from '../../operation.ts'
import { restaurantsOf } from '../scope.ts'

export type EdiDesk = EdiScope & { userId: Uuid; correlationId: Uuid; caller: Caller }

export function ediDeskOf({ caller, correlationId }: CallContext, system: string): EdiDesk {
  const id = system.toLowerCase()
  const known = isUuid(id) ? caller.catalog.living('ediSystem', id) : undefined
  if (!known) throw notFound('EdiSystem', system.slice(0, 80))
  return {
    tenantId: caller.tenantId,
    organizationIds: restaurantsOf(caller).map((one) => one.id),
    systemId: known.id,
    actor: `server:${caller.employee.id}`,
    userId: caller.employee.id,
    correlationId,
    caller,
  }
}

type Search = Pick<EdiContractor, 'gln' | 'guid' | 'inn' | 'kpp' | 'name' | 'internalCode'>

/** Suppliers of the system that fit all that is said. */
export function sellersBy({ caller, systemId }: EdiDesk, search: Search): BookItem<'counteragent'>[] {
  const { gln, guid, inn, kpp, name } = search
  const isSaid = (said: string | undefined, own: string | undefined): boolean => !said || said.trim() === own
  return caller.catalog.all('counteragent').filter(
    ({ id, isDeleted, body }) =>
      !isDeleted &&
      body.isSupplier &&
      body.ediSystemId === systemId &&
      isSaid(gln, body.gln) &&
      isSaid(inn, body.taxpayerIdNumber) &&
      (!guid || guid.toLowerCase() === id) &&
      // Who has no code of their own is found by the tax number alone.
      (!kpp || body.kpp === undefined || body.kpp === kpp.trim()) &&
      (!name || body.name.toLowerCase().includes(name.trim().toLowerCase())),
  )
}

const saidOf = (party: Search): string =>
  [party.gln, party.guid, party.inn, party.internalCode, party.name].filter(Boolean).join(' ').slice(0, 80)

const unknownParty = (party: string, said: Search) =>
  refuse('back-office.edi-party-unknown', { party, value: saidOf(said) })

/** The one supplier that is meant; a name alone names nobody. */
export function sellerOf(desk: EdiDesk, said: EdiContractor): BookItem<'counteragent'> {
  const { name: _, ...search } = said
  if (!search.gln && !search.guid && !search.inn) throw unknownParty('seller', said)
  const [seller, ...others] = sellersBy(desk, search)
  if (!seller || others.length > 0) throw unknownParty('seller', said)
  return seller
}

/** Which restaurant buys, and at which store: by id, code of a store, number of the place or tax number. */
export function buyerOf(
  { caller }: EdiDesk,
  said: EdiContractor,
): { restaurant: BookItem<'organization'>; storeId: Uuid | null } {
  const restaurants = restaurantsOf(caller)
  const { catalog, organizationId } = caller
  const store = catalog
    .all('store')
    .find(
      ({ id, isDeleted, body }) =>
        !isDeleted &&
        (id === said.guid?.toLowerCase() || (said.internalCode && body.code === said.internalCode)),
    )
  const isMeant = ({ id, body }: BookItem<'organization'>): boolean =>
    id === store?.organizationId ||
    id === said.guid?.toLowerCase() ||
    (said.gln !== undefined && said.gln !== '' && body.gln === said.gln.trim()) ||
    (said.inn !== undefined && said.inn !== '' && body.inn === said.inn.trim())
  const meant = store
    ? restaurants.filter(({ id }) => id === store.organizationId)
    : restaurants.filter((one) => one.id === organizationId || isMeant(one))
  const [restaurant, ...others] = meant
  if (!restaurant || others.length > 0) throw unknownParty('buyer', said)
  return { restaurant, storeId: store?.id ?? null }
}

/** A product by its article or its barcode. Refuses `back-office.reference-unknown`. */
export function productOf(
  { caller }: EdiDesk,
  { internalBuyerCode, gtin }: { internalBuyerCode?: string | undefined; gtin?: string | undefined },
  field: string,
): BookItem<'product'> {
  const code = internalBuyerCode?.trim() ?? ''
  const bar = gtin?.trim() ?? ''
  const packed = bar && caller.catalog.all('container').find(({ body }) => body.barcodes.includes(bar))
  const found = caller.catalog
    .all('product')
    .find(
      ({ id, isDeleted, body }) =>
        !isDeleted &&
        (code === ''
          ? bar !== '' && (body.barcodes.includes(bar) || (packed && packed.body.productId === id))
          : body.code === code),
    )
  if (found) return found
  if (code === '' && bar === '')
    throw refuse('request.field-required', { field: `${field}.internalBuyerCode` })
  const value = (code || bar).slice(0, 80)
  throw refuse('back-office.reference-unknown', { field, what: 'product', value })
}

const given = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined

export function sellerOnWire({ catalog }: Caller, { sellerId }: Pick<EdiContent, 'sellerId'>): EdiContractor {
  const body = catalog.find('counteragent', sellerId)?.body
  return { gln: body?.gln, guid: sellerId, name: body?.name, inn: body?.taxpayerIdNumber, kpp: body?.kpp }
}

export function buyerOnWire({ catalog }: Caller, organizationId: Uuid, storeId: Uuid | null): EdiContractor {
  const restaurant = catalog.find('organization', organizationId)?.body
  const store = catalog.find('store', storeId)
  return {
    gln: restaurant?.gln,
    guid: store?.id ?? organizationId,
    name: store?.body.name ?? restaurant?.name,
    internalCode: given(store?.body.code),
    inn: restaurant?.inn,
    kpp: restaurant?.kpp,
  }
}
