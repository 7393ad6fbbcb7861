import { findGuest, type GuestName } from '../../app/loyalty/find-guest.ts'
import type { App, GuestPicture } from '../../app/ports.ts'
import { keptPhone } from '../../domain/loyalty/kept-phone.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import { CardFault, noGuest } from './faults.ts'

type Members = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Members by their names in any letter case, as .NET reads them. */
export function member(value: unknown, name: string): unknown {
  if (!isObject(value)) return undefined
  const key = Object.keys(value).find((one) => one.toLowerCase() === name.toLowerCase())
  return key === undefined ? undefined : value[key]
}

/** Kinds of names that the POS server can look for (biz-card-api §13.5); it never keeps faces or payment tokens here. */
const scopes: Readonly<Record<number, GuestName['by']>> = {
  1: 'phone',
  2: 'cardNumber',
  4: 'cardTrack',
  32: 'id',
}
const credentialMax = 200

/** `authData` of a request: the name by which a guest is looked for. A card's number may come as a bare number (§13.3). */
export function readCredential(request: unknown): GuestName {
  const authData = member(request, 'authData')
  if (!isObject(authData)) throw new CardFault(400, "The field 'request.authData' is required")
  const credential = member(authData, 'credential')
  if (typeof credential !== 'string' && typeof credential !== 'number')
    throw new CardFault(400, "The field 'request.authData.credential' is required")
  const text = String(credential).trim()
  if (text === '' || text.length > credentialMax)
    throw new CardFault(400, "The field 'request.authData.credential' is empty or too long")
  const scope = Number(member(authData, 'searchScope'))
  const by = scopes[scope]
  if (!by) throw new CardFault(400, "The field 'request.authData.searchScope' must be 1, 2, 4 or 32")
  if (by === 'id') {
    if (!isUuid(text)) throw new CardFault(400, "The field 'request.authData.credential' is not a Guid")
    return { by, value: text.toLowerCase() }
  }
  return by === 'phone' ? { by, value: keptPhone(text) } : { by, value: text }
}

/** A guest whom the company knows and has not deleted; the POS server's fault when there is none. */
export async function guestNamed(app: App, tenantId: Uuid, name: GuestName): Promise<GuestPicture> {
  try {
    const picture = await findGuest(app, tenantId, name)
    if (!picture.guest.isDeleted) return picture
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
  throw noGuest()
}
