/** Keys of devices that stand where guests are: kiosks and queue boards. A key opens what its use needs and nothing else. */
import { errors, jwtVerify, SignJWT } from 'jose'
import type { Permission } from '../../../domain/reference/books.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'

export const deviceUses = ['kiosk', 'board'] as const
export type DeviceUse = (typeof deviceUses)[number]
/** `employeeId`: whose PIN let the device in; it works as long as they may. */
export type Device = { id: Uuid; use: DeviceUse; employeeId: Uuid }

/** What its owner must be allowed, and the licence module that a running one takes a seat of (front-api §1.7). */
export const needsOf = {
  kiosk: { permission: 'kiosk.run', module: 21016318 },
  board: { permission: 'queue-board.run', module: 2050 },
} as const satisfies Record<DeviceUse, { permission: Permission; module: number }>

const audience = 'till device'

/** A key without an end: a kiosk starts by itself after every night. Taking the right from its owner ends it. */
export const issueDeviceKey = (
  secret: Uint8Array,
  { id, use, employeeId }: Device,
  terminalGroupId: Uuid,
  now: number,
): Promise<string> =>
  new SignJWT({ group: terminalGroupId, device: id, use })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setSubject(employeeId)
    .setIssuedAt(Math.floor(now / 1000))
    .sign(secret)

/** The device of a key; null for what is forged, of another till, or of another use. */
export async function readDeviceKey(
  secret: Uint8Array,
  key: string,
  terminalGroupId: Uuid,
  use: DeviceUse,
): Promise<Device | null> {
  try {
    const { payload } = await jwtVerify(key, secret, { audience, algorithms: ['HS256'] })
    const id = payload['device']
    const isOurs = payload['group'] === terminalGroupId && payload['use'] === use
    return isOurs && payload.sub && typeof id === 'string' && isUuid(id)
      ? { id, use, employeeId: payload.sub }
      : null
  } catch (error) {
    if (error instanceof errors.JOSEError) return null
    throw error
  }
}
