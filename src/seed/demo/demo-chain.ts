/** What a seed consists of: plain data that a loader saves. Nothing here is hashed or stored yet. */
import type { SeedEdiOrder } from '../../app/edi/load-edi-seed.ts'
import type { DocumentContent } from '../../domain/documents/document.ts'
import type { MenuImage } from '../../domain/menu/image.ts'
import type { Book, Books } from '../../domain/reference/books.ts'
import type { Money, Quantity } from '../../kernel/exact.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import { seedId } from '../seed-id.ts'

/** An item of a reference book, as `NewBookItem` of the ports takes it. */
export type SeedItem<B extends Book = Book> = {
  [K in B]: { book: K; id: Uuid; organizationId: Uuid | null; isDeleted: boolean; body: Books[K] }
}[B]

/** The track of a discount card, of which the books keep a digest. */
export type SeedTrack = { cardId: Uuid; track: string }
/** A PIN in clear; it exists only here and the loader stores nothing but its hash. */
export type SeedPin = { employeeId: Uuid; pin: string; card?: string; name: string; roleCodes: string[] }

export type SeedGuest = {
  id: Uuid
  name: string
  surname: string
  phone: string
  email?: string
  birthdate?: LocalDate
  comment?: string
}

export type SeedStop = { terminalGroupId: Uuid; productId: Uuid; sizeId: Uuid | null; balance: Quantity }

/** A back-office document, posted through the same use cases that people use. */
export type SeedDocument = { organizationId: Uuid; id: Uuid; content: DocumentContent; isPosted: boolean }

/** Cash that comes into a till, or leaves it, when its first shift opens. */
export type SeedCashMove = {
  id: Uuid
  terminalGroupId: Uuid
  typeId: Uuid
  sum: Money
  employeeId: Uuid
  comment: string
}

export type SeedApiKey = {
  id: Uuid
  name: string
  apiLogin: string
  isActive: boolean
  /** UTC instant in ISO form; null never expires. */
  expiresAt: string | null
  organizationIds: Uuid[]
  /** Null: every group of the organizations. */
  terminalGroupIds: Uuid[] | null
  /** Everything is allowed except these. */
  deniedRights: string[]
  sourceKey: string | null
  externalMenuNumbers: number[]
  priceCategoryIds: Uuid[]
  email: string | null
}

/** An application of the v2 token: it is used together with the `apiLogin` of a key. */
export type SeedApp = { appId: Uuid; clientSecret: string; name: string }

export type SeedCoupon = { id: Uuid; seriesId: Uuid; number: string }

/** A guest of a programme, with what they have in it. */
export type SeedMember = {
  guestId: Uuid
  organizationId: Uuid
  programId: Uuid
  bonuses: Money
  card: { track: string; number: string } | null
  categoryId: Uuid | null
}

export type SeedAdmin = { id: Uuid; login: string; password: string }

/** A password in clear, as {@link SeedPin} has a PIN. */
export type SeedBackOfficeLogin = { employeeId: Uuid; login: string; password: string }

/** What opens the doors of the demo. */
export type DemoAccess = {
  pins: SeedPin[]
  apiKeys: SeedApiKey[]
  apps: SeedApp[]
  admins: SeedAdmin[]
  backOfficeLogins: SeedBackOfficeLogin[]
}

export type DemoChain = DemoAccess & {
  tenant: { id: Uuid; name: string }
  items: SeedItem[]
  cardTracks: SeedTrack[]
  guests: SeedGuest[]
  stopList: SeedStop[]
  images: MenuImage[]
  documents: SeedDocument[]
  cashMoves: SeedCashMove[]
  ediOrders: SeedEdiOrder[]
  loyalty: { coupons: SeedCoupon[]; members: SeedMember[] }
}

/** Id of a thing of the demo chain by its kind and its readable key. */
export const demoId = (kind: string, key: string): Uuid => seedId(`trapeza/demo/${kind}/${key}`)

/** An item whose id comes from its key; it belongs to the whole corporation unless an organization is given. */
export function seedItem<B extends Book>(
  book: B,
  key: string,
  body: Books[B],
  place: { organizationId?: Uuid; isDeleted?: boolean } = {},
): SeedItem {
  const { organizationId = null, isDeleted = false } = place
  return { book, id: demoId(book, key), organizationId, isDeleted, body } as SeedItem
}
