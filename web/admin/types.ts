/** What the server tells the page (`/admin/api`). Moments are in ISO form, sums are decimal texts. */
import type { Role } from '../kit/desk/types.ts'

export type Named = { id: string; name: string; nameEn: string | null }
export type Administrator = { login: string; role: Role }
export type Right = { right: string; group: string; summary: string }
export type Books = {
  organizations: Named[]
  terminalGroups: (Named & { organizationId: string })[]
  externalMenus: (Named & { number: number })[]
  priceCategories: Named[]
  rights: Right[]
}

export type KeyDraft = {
  name: string
  isActive: boolean
  expiresAt: string | null
  organizationIds: string[]
  terminalGroupIds: string[] | null
  allowedRights: string[] | null
  deniedRights: string[]
  sourceKey: string | null
  externalMenuNumbers: number[]
  priceCategoryIds: string[]
  email: string | null
}
export type ApiKey = KeyDraft & { id: string }
export type KeyEvent = {
  at: string
  who: string
  kind: string
  organizationId: string | null
  fields: string[]
}
export type NewKey = { key: ApiKey; apiLogin: string }
export type Application = { appId: string; name: string }
export type NewApplication = Application & { clientSecret: string }

type Branch = {
  orderStatuses?: string[]
  itemStatuses?: string[]
  errors?: boolean
  updates?: boolean
  returnedExternalDataKeys?: string[]
}
export type WebhookFilter = Readonly<Record<string, Branch | null>>
export type Webhook = {
  keyId: string
  organizationId: string
  uri: string | null
  hasAuthToken: boolean
  filter: WebhookFilter
  profile: 'iiko' | 'durable'
  isSigned: boolean
  blockedUntil: string | null
}
export type WebhookEvent = {
  id: string
  eventType: string
  entityId: string
  at: string
  state: 'waiting' | 'delivered' | 'dropped'
  attempts: number
  nextAttemptAt: string | null
  lastError: string | null
}
export type TestCall = { status: number | null; error: string | null; tookMs: number; isDelivered: boolean }

export type Licence = { module: string; seats: number | null; expiresAt: string | null }
export type Licences = {
  mode: 'ample' | 'strict'
  packages: { name: string; includes: string[] }[]
  modules: {
    name: string
    ids: number[]
    opens: string
    isValid: boolean
    seats: number | null
    taken: number
    expiresAt: string | null
  }[]
  licences: Licence[]
}

export type Point = { latitude: number; longitude: number }
export type Houses = {
  type: 'all' | 'even' | 'odd' | 'specific'
  startingNumber: number
  maxNumber: number
  isUnlimitedRange: boolean
  specificNumbers: string[]
}
export type StreetLine = { streetId: string; postcode: string | null; houses: Houses }
export type Zone = { name: string; coordinates: Point[]; addresses: StreetLine[] }
export type Rule = {
  terminalGroupId: string
  zone: string | null
  weekMap: number
  from: number | null
  to: number | null
  minSum: string
  priority: number
  deliveryDurationInMinutes: number
  deliveryServiceProductId: string | null
}
export type Delivery = {
  revision: string
  isMappingUsed: boolean
  place: Point
  currency: { isoName: string; scale: number }
  timeZone: string
  terminalGroups: Named[]
  deliveryProducts: Named[]
  streets: (Named & { city: string })[]
  knownAddresses: (Point & { streetId: string; house: string })[]
  defaultDeliveryDurationInMinutes: number
  defaultSelfServiceDurationInMinutes: number
  useSameDeliveryDuration: boolean
  useSameMinSum: boolean
  defaultMinSum: string | null
  useSameWorkTimeInterval: boolean
  defaultFrom: number | null
  defaultTo: number | null
  useSameRestrictionsOnAllWeek: boolean
  rejectOnGeocodingError: boolean
  requireExactAddressForGeocoding: boolean
  addDeliveryServiceCost: boolean
  useSameDeliveryServiceProduct: boolean
  defaultDeliveryServiceProductId: string | null
  autoAssignExternalDeliveries: boolean
  zonesMode: 0 | 1 | 2
  restrictions: Rule[]
  deliveryZones: Zone[]
}
export type Verdict = {
  isAllowed: boolean
  rejectCause: string | null
  location: Point | null
  allowed: { terminalGroupId: string; name: string; zone: string | null; deliveryDurationInMinutes: number }[]
  rejected: { terminalGroupId: string; name: string; zone: string | null; rejectCode: string }[]
}
