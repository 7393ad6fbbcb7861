import type { DocumentContent } from '../../domain/documents/document.ts'
import type { MenuImage } from '../../domain/menu/image.ts'
import type { StopListItem } from '../../domain/stop-list/stop-list.ts'
import type { Money, Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { hashPassword } from '../admin/password.ts'
import { createDocument } from '../documents/create-document.ts'
import { postDocument } from '../documents/post-document.ts'
import { loadEdiSeed, type SeedEdiOrder } from '../edi/load-edi-seed.ts'
import type { ApiKeySettings, App, NewBookItem } from '../ports.ts'
import { setBackOfficeLogin } from '../server/back-office-logins.ts'
import { hashCard } from '../till/card.ts'
import { hashPin } from '../till/pin.ts'
import { runTillCommands } from '../till/run-commands.ts'
import type { Till, TillRequest } from '../till/till-command.ts'
import { type LoyaltySeed, loadLoyaltySeed } from './load-loyalty-seed.ts'
import { saveBooks } from './save-books.ts'
import { trackDigest } from './track-digest.ts'

/** What a seed brings. */
export type Seed = {
  tenant: { id: Uuid; name: string }
  items: readonly NewBookItem[]
  pins: readonly { employeeId: Uuid; pin: string; card?: string }[]
  guests: readonly {
    id: Uuid
    name: string
    surname: string
    phone: string
    email?: string
    birthdate?: string
    comment?: string
  }[]
  stopList: readonly { terminalGroupId: Uuid; productId: Uuid; sizeId: Uuid | null; balance: Quantity }[]
  images?: readonly MenuImage[]
  documents: readonly { organizationId: Uuid; id: Uuid; content: DocumentContent; isPosted: boolean }[]
  cashMoves?: readonly {
    id: Uuid
    terminalGroupId: Uuid
    typeId: Uuid
    sum: Money
    employeeId: Uuid
    comment: string
  }[]
  apiKeys: readonly (ApiKeySettings & {
    id: Uuid
    name: string
    apiLogin: string
    isActive: boolean
    expiresAt: string | null
  })[]
  apps: readonly { appId: Uuid; clientSecret: string; name: string }[]
  cardTracks?: readonly { cardId: Uuid; track: string }[]
  admins?: readonly { id: Uuid; login: string; password: string }[]
  backOfficeLogins?: readonly { employeeId: Uuid; login: string; password: string }[]
  loyalty?: LoyaltySeed
  ediOrders?: readonly SeedEdiOrder[]
}

const actor = 'seed'

/** Loads a seed through the same use cases that people use, then opens the shifts, so that a till can sell at once. */
export async function loadSeed(app: App, seed: Seed): Promise<void> {
  const tenantId = seed.tenant.id
  const now = app.clock.now()
  await app.storage.now.tenants.save(seed.tenant, now)
  for (const image of seed.images ?? []) await app.storage.now.menuImages.save(tenantId, image, now)
  await saveBooks(app, tenantId, withTracks(seed, await withPins(seed)), actor)
  for (const { id, name, apiLogin, isActive, expiresAt, ...settings } of seed.apiKeys) {
    const expiry = expiresAt === null ? null : Date.parse(expiresAt)
    await app.storage.now.keys.save(
      { id, tenantId, name, isActive, expiresAt: expiry, settings: settingsOf(settings) },
      apiLogin,
    )
  }
  for (const one of seed.apps) await app.storage.now.keys.saveApp({ ...one, tenantId })
  for (const { id, login, password } of seed.admins ?? []) {
    const passwordHash = await hashPassword(app.random, password)
    await app.storage.now.admins.save({ id, tenantId, login, passwordHash, role: 'owner' }, now)
  }
  for (const one of seed.backOfficeLogins ?? []) await setBackOfficeLogin(app, { tenantId, actor }, one)
  await saveGuests(app, seed, now)
  if (seed.loyalty) await loadLoyaltySeed(app, tenantId, actor, seed.loyalty)
  await writeDocuments(app, seed)
  await loadEdiSeed(app, tenantId, actor, seed.ediOrders ?? [])
  const withStaff = new Set<Uuid>()
  for (const till of tillsOf(seed)) {
    // Couriers come to work once, at the first till of their restaurant.
    const couriers = withStaff.has(till.organizationId) ? [] : couriersOf(seed, till)
    withStaff.add(till.organizationId)
    await openTill(app, till, seed, couriers)
  }
  app.wake()
}

async function withPins(seed: Seed): Promise<NewBookItem[]> {
  const pins = new Map(seed.pins.map((one) => [one.employeeId, one]))
  return Promise.all(
    seed.items.map(async (item) => {
      const own = item.book === 'employee' ? pins.get(item.id) : undefined
      if (own === undefined) return item
      const pinHash = await hashPin(seed.tenant.id, own.pin)
      const card = own.card ? { cardHash: await hashCard(seed.tenant.id, own.card) } : {}
      return { ...item, body: { ...(item.body as object), pinHash, ...card } }
    }),
  )
}

/** Tracks of discount cards are known to their holders only. */
function withTracks({ tenant, cardTracks = [] }: Seed, items: NewBookItem[]): NewBookItem[] {
  const tracks = new Map(cardTracks.map(({ cardId, track }) => [cardId, track]))
  return items.map((item) => {
    const track = item.book === 'discountCard' ? tracks.get(item.id) : undefined
    if (track === undefined) return item
    return { ...item, body: { ...(item.body as object), trackDigest: trackDigest(tenant.id, track) } }
  })
}

const settingsOf = (settings: ApiKeySettings): ApiKeySettings => ({
  organizationIds: settings.organizationIds,
  terminalGroupIds: settings.terminalGroupIds,
  deniedRights: settings.deniedRights,
  sourceKey: settings.sourceKey,
  externalMenuNumbers: settings.externalMenuNumbers,
  priceCategoryIds: settings.priceCategoryIds,
  email: settings.email,
})

async function saveGuests(app: App, { tenant, guests }: Seed, now: number): Promise<void> {
  const records = guests.map((guest) => ({
    id: app.random.uuid(),
    contact: {
      phone: guest.phone,
      phoneExtension: null,
      customer: {
        type: 'regular' as const,
        name: guest.name,
        surname: guest.surname,
        comment: guest.comment ?? null,
        birthdate: guest.birthdate ?? null,
        email: guest.email ?? null,
        gender: 'NotSpecified' as const,
        shouldReceiveOrderStatusNotifications: null,
      },
      deliveryPoint: null,
    },
  }))
  await app.storage.transaction(async (tx) => {
    await tx.contacts.save(tenant.id, records)
    const rows = guests.map((guest, i) => ({
      id: guest.id,
      phone: guest.phone,
      contactId: records[i]?.id ?? guest.id,
    }))
    await tx.guests.save(tenant.id, rows, now)
  })
}

/** Documents of a seed have ids, which are known again. */
const earlierCall = async (): Promise<null> => null

async function writeDocuments(app: App, { tenant, documents }: Seed): Promise<void> {
  for (const { organizationId, id, content, isPosted } of documents) {
    const correlationId = app.random.uuid()
    const scope = {
      tenantId: tenant.id,
      organizationId,
      actor,
      userId: tenant.id,
      correlationId,
      earlierCall,
    }
    await createDocument(app, scope, { id, number: null, content })
    if (isPosted) await postDocument(app, scope, content.kind, id)
  }
}

function tillsOf(seed: Pick<Seed, 'tenant' | 'items'>): Till[] {
  return seed.items.flatMap(({ book, id, organizationId, isDeleted }) =>
    book === 'terminalGroup' && organizationId && !isDeleted
      ? [{ tenantId: seed.tenant.id, organizationId, terminalGroupId: id }]
      : [],
  )
}

const couriersOf = (seed: Seed, { organizationId }: Till): Uuid[] =>
  seed.items
    .filter((item) => {
      const body = item.body as { isCourier?: boolean; organizationIds?: Uuid[] }
      const isCourier = item.book === 'employee' && !item.isDeleted && body.isCourier
      return isCourier && body.organizationIds?.includes(organizationId)
    })
    .map(({ id }) => id)

async function openTill(app: App, till: Till, seed: Seed, courierIds: readonly Uuid[]): Promise<void> {
  const request = (command: TillRequest['command']): TillRequest => ({
    id: app.random.uuid(),
    command,
    actor,
    deadline: null,
  })
  const stops: Omit<StopListItem, 'dateAdd' | 'isCounted'>[] = seed.stopList
    .filter((item) => item.terminalGroupId === till.terminalGroupId)
    .map(({ productId, sizeId, balance }) => ({ productId, sizeId, balance }))
  const cashMoves = (seed.cashMoves ?? []).filter((one) => one.terminalGroupId === till.terminalGroupId)
  const requests = [
    request({ kind: 'shift.open', shiftId: app.random.uuid(), employeeId: null }),
    ...cashMoves.map(({ id, terminalGroupId: _, ...move }) =>
      request({ kind: 'shift.moveCash', movementId: id, counteragentId: null, ...move }),
    ),
    ...(stops.length > 0 ? [request({ kind: 'stopList.put', items: stops })] : []),
    ...courierIds.map((id) =>
      request({
        kind: 'personalShift.open',
        personalShiftId: app.random.uuid(),
        employeeId: id,
        roleId: null,
      }),
    ),
  ]
  await app.storage.transaction((tx) => runTillCommands(app, tx, till, requests))
}
