/** What the server tells of all tills (`/admin/api/monitor`). Moments are in ISO form, money in the till's currency. */
export type Text = { ru: string; en: string }

export type Warning =
  | { kind: 'asleep' | 'no-shift' | 'standby-away' }
  | { kind: 'silent'; minutes: number }
  | { kind: 'shift-too-long'; hours: number }
  | { kind: 'stopped-dishes' | 'entries-wait' | 'cheques-wait' | 'papers-wait'; count: number }
  | { kind: 'plugins-down' | 'jobs-fail'; names: string }
  | { kind: 'late-orders'; count: number; minutes: number }

/** A printer; without a name the fiscal register. `waiting`: papers that are still to come. */
export type Device = {
  id: string
  name: string | null
  nameEn: string | null
  waiting: number
  trouble: Text | null
}

export type Till = {
  id: string
  code: string
  name: string
  nameEn: string | null
  organization: string
  organizationEn: string | null
  currency: { isoName: string; scale: number }
  timeZone: string
  version: string
  shift: { number: number; openedAt: string; openedBy: string | null } | null
  orders: number
  revenue: number
  averageCheque: number | null
  openOrders: number
  lateOrders: number
  isHeard: boolean
  isAsleep: boolean
  seenAt: string | null
  waitingEntries: number | null
  stoppedDishes: number
  devices: Device[]
  warnings: Warning[]
}

export type Seats = { name: string; seats: number | null; taken: number; isValid: boolean }
export type Monitor = { now: string; tills: Till[]; seats: Seats[] }
