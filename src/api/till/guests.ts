import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { App } from '../../app/ports.ts'
import { readOffers } from '../../app/till/paying/read-offers.ts'
import {
  findAtTill,
  type GuestQuery,
  guestAtTill,
  type MetAtTill,
  registerAtTill,
} from '../../app/till/paying/till-guests.ts'
import type { PaidKind } from '../../domain/orders/paying/paying-commands.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { moneyToJson } from '../../kernel/exact.ts'
import { isUuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { FieldReader } from './field-reader.ts'
import type { PlayedTill } from './played-till.ts'

type Entered = { played: PlayedTill; employee: { id: string }; scale: number }
type Doors = {
  app: App
  enter(request: FastifyRequest): Promise<Entered>
  /** The cloud can be asked: it alone registers guests. */
  hasCloud(played: PlayedTill): boolean
}

/** A guest's card as a cashier sees it. Sums are of the till's currency. */
export type GuestView = {
  id: string
  name: string | null
  phone: string | null
  birthday: string | null
  comment: string | null
  categories: { name: string; nameEn: string | null }[]
  cards: string[]
  wallets: { walletId: string; name: string; nameEn: string | null; balance: number }[]
  visits: number
  /** The latest first. */
  orders: { at: number; number: number | null; sum: number | null }[]
}

/** Guests at the till: `/guests` finds and registers, `/orders/…/offers` says what loyalty offers. */
export function serveGuests(server: FastifyInstance, root: string, { app, enter, hasCloud }: Doors): void {
  server.get(`${root}/guests`, async (request) => {
    const { played, scale } = await enter(request)
    const met = await findAtTill(app, played.till, readQuery(request.query))
    return guestView(await app.catalog(played.till.tenantId), met, scale)
  })
  server.post(`${root}/guests`, async (request) => {
    const { played, employee, scale } = await enter(request)
    if (!hasCloud(played)) throw refuse('guest.no-line')
    const read = new FieldReader((request.body ?? {}) as Record<string, unknown>, scale)
    const guest = {
      id: read.uuid('id'),
      phone: read.text('phone'),
      name: read.text('name'),
      surname: read.optionalText('surname'),
    }
    const met = await registerAtTill(app, played.till, guest, `employee:${employee.id}`)
    return guestView(await app.catalog(played.till.tenantId), met, scale)
  })
  server.get(`${root}/orders/:of/:id/offers`, async (request) => {
    const { played, scale } = await enter(request)
    const { of, id } = readOrder(request.params)
    const offers = await readOffers(app, played.till, played.isConnected, { of, orderId: id })
    const met = offers.guestId === null ? null : await guestAtTill(app, played.till, offers.guestId)
    const catalog = await app.catalog(played.till.tenantId)
    return {
      guest: met && guestView(catalog, met, scale),
      bonuses: offers.bonuses.map(({ typeId, balance, max }) => ({
        ...namedOf(catalog.find('paymentType', typeId)),
        id: typeId,
        balance: moneyToJson(balance, scale),
        max: moneyToJson(max, scale),
      })),
      accrual: moneyToJson(
        offers.accruals.reduce((total, { sum }) => total + sum, 0n),
        scale,
      ),
      wantsCoupon: offers.wantsCoupon,
    }
  })
  server.post(`${root}/orders/:of/:id/bank-payment/cancel`, async (request) => {
    const { played } = await enter(request)
    const { of, id } = readOrder(request.params)
    return { ok: (await played.desk?.cancel(of, id)) ?? false }
  })
}

const kinds: readonly PaidKind[] = ['delivery', 'tableOrder', 'reserve']

function readOrder(params: unknown): { of: PaidKind; id: string } {
  const { of, id } = params as { of: string; id: string }
  const kind = kinds.find((one) => one === of)
  if (!kind || !isUuid(id)) throw refuse('order.not-found', { orderId: id })
  return { of: kind, id: id.toLowerCase() }
}

function readQuery(query: unknown): GuestQuery {
  const given = query as Readonly<Record<string, unknown>>
  for (const by of ['phone', 'card', 'qr'] as const) {
    const text = given[by]
    if (typeof text === 'string' && text.trim() !== '' && text.length <= 200) return { by, text }
  }
  throw refuse('guest.key-required')
}

const namedOf = (item: { body: { name: string; nameEn?: string } } | undefined) => ({
  name: item?.body.name ?? '',
  nameEn: item?.body.nameEn ?? null,
})

function guestView(catalog: Catalog, { picture, orders }: MetAtTill, scale: number): GuestView {
  const { guest, profile, cards, wallets, closedOrders } = picture
  const walletOf = (id: string) => {
    const wallet = catalog.all('loyaltyProgram').find(({ body }) => body.wallet?.id === id)?.body.wallet
    return { name: wallet?.name ?? '', nameEn: wallet?.nameEn ?? null }
  }
  return {
    id: guest.id,
    name: [profile?.name, profile?.surname].filter(Boolean).join(' ') || null,
    phone: profile?.phone ?? null,
    birthday: profile?.birthday ?? null,
    comment: profile?.comment ?? null,
    categories: guest.categoryIds.map((id) => namedOf(catalog.find('guestCategory', id))),
    cards: cards.map(({ number }) => number),
    wallets: wallets.map(({ walletId, balance }) => ({
      walletId,
      ...walletOf(walletId),
      balance: moneyToJson(balance, scale),
    })),
    visits: closedOrders.count,
    orders: orders.map(({ at, orderNumber, orderSum }) => ({
      at,
      number: orderNumber,
      sum: orderSum === null ? null : moneyToJson(orderSum, scale),
    })),
  }
}
