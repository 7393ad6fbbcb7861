import { createHash } from 'node:crypto'
import type { PluginContext } from '@trapeza/plugin'
import type { Booking } from './read-booking.ts'

export type FreeTable = { id: string; number: number; name: string; seats: number; hall: string }

/** Tables that may be booked, by number. */
export async function tablesOf({ operations }: PluginContext): Promise<FreeTable[]> {
  const tables = await operations.getTables()
  return tables
    .filter(({ isActive }) => isActive)
    .map(({ id, number, name, seatingCapacity, restaurantSection }) => ({
      ...{ id, number, name, seats: seatingCapacity, hall: restaurantSection?.name ?? '' },
    }))
    .sort((a, b) => a.hall.localeCompare(b.hall) || a.number - b.number)
}

/**
 * A guest and a reserve for them, in one edit session: both or neither. The till itself refuses a table that is kept
 * already. A booking that comes twice is the same session, so the till does it once.
 */
export async function bookTable({ operations, ui }: PluginContext, booking: Booking): Promise<void> {
  const { name, phone, tableId, at, guests } = booking
  const { tables } = await operations.edit(
    (session) => {
      const client = session.createClient({ name, phones: [{ phoneValue: phone, isMain: true }] })
      return session.createReserve({
        ...{ id: booking.id, client, tables: [tableId] },
        ...{ estimatedStartTime: at, guestsCount: guests, shouldRemind: true },
      })
    },
    { session: derived(booking.id, 'session') },
  )
  await ui.notify(`${name}: ${tables.map(({ number }) => number).join(', ')}`)
}

/** An id that follows from the booking's. */
function derived(id: string, what: string): string {
  const hex = createHash('sha256').update(`${what} ${id}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-')
}
