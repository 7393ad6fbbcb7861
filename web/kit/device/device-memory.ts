/** What a device keeps over a restart: who it is, its key, and what it showed last. */
import { newCommandId } from '../till-api.ts'
import type { DevicePass, DeviceUse } from './device-types.ts'
import type { Shelf } from './live-device.ts'

const deviceKey = 'trapeza.device'
const passKey = (use: DeviceUse, code: string): string => `trapeza.${use}.${code}`
const pictureKey = (use: DeviceUse, code: string): string => `trapeza.${use}.${code}.picture`

/** The same browser is the same device for ever: it has the same seat of the licence (front-api §1.7). */
export function deviceId(): string {
  const kept = localStorage.getItem(deviceKey)
  if (kept) return kept
  const id = newCommandId()
  localStorage.setItem(deviceKey, id)
  return id
}

function read<Value>(key: string): Value | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Value | null
  } catch {
    return null
  }
}

export const savedPass = (use: DeviceUse, code: string): DevicePass | null => read(passKey(use, code))

export function savePass(use: DeviceUse, code: string, pass: DevicePass | null): void {
  if (pass) localStorage.setItem(passKey(use, code), JSON.stringify(pass))
  else localStorage.removeItem(passKey(use, code))
}

export const pictureShelf = <Picture>(use: DeviceUse, code: string): Shelf<Picture> => ({
  read: () => read(pictureKey(use, code)),
  write(kept) {
    try {
      localStorage.setItem(pictureKey(use, code), JSON.stringify(kept))
    } catch {
      // No room: the picture lasts until the page is closed.
    }
  },
})
