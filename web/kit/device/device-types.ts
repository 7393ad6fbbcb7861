/** What a till says to devices that stand where guests are (its side: `src/api/till/devices`). Times are epoch milliseconds. */
import type { Menu } from '../menu-types.ts'
import type { NewItem } from '../new-item-types.ts'
import type { Named, PhoneRule, Session, Stop } from '../till-types.ts'

export type DeviceUse = 'kiosk' | 'board'
/** What a device keeps of the person who let it in: a key of its own. */
export type DevicePass = { key: string; till: Session['till'] }

export type KioskState = {
  revision: string
  /** Why no orders are taken now. */
  outOfOrder: 'shift-closed' | 'no-card' | null
  stopList: Stop[]
  orderTypes: (Named & { isUsual: boolean })[]
  phone: PhoneRule
}
export type ComboProduct = { productId: string; sizeId: string | null; forbidden: string[] }
export type Combo = Named & {
  price: number
  groups: { id: string; name: string; products: ComboProduct[] }[]
}
export type KioskMenu = Omit<Menu, 'combos'> & { combos: Combo[] }
/** A dish of an order; one of a combo names it and the group that it was chosen in. */
export type KioskItem = Omit<NewItem, 'comment'> & {
  comboId?: string
  comboSourceId?: string
  groupId?: string
}
export type NewKioskOrder = {
  orderId: string
  orderTypeId: string
  phone: string | null
  items: KioskItem[]
  combos: { id: string; sourceId: string; amount: number }[]
}
export type KioskOrder = { orderId: string; label: string; number: number; sum: number; discount: number }

export type QueueEntry = {
  orderId: string
  label: string
  stage: 'accepted' | 'cooking' | 'ready'
  takenAt: number
  readyAt: number | null
  name: string | null
}
export type QueueSettings = {
  name: string
  nameEn?: string
  template: 'columns' | 'ready' | 'advertisement'
  skin: 'paper' | 'night' | 'brand' | 'contrast'
  keepReadyMinutes: number
  keepCookingMinutes: number | null
  maxCooking: number
  maxReady: number
  sound: 'chime' | 'gong' | 'off'
  voice: boolean
  blinkSeconds: number
  language: 'ru' | 'en' | 'both'
  colours: { cooking: string | null; ready: string | null }
  advertisement: { lines: string[]; image: string | null; seconds: number }
}
export type Queue = {
  boardId: string | null
  board: QueueSettings
  boards: Named[]
  entries: QueueEntry[]
}
