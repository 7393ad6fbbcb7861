/** What a guest asks for on the page. */
export type Booking = {
  /** Made by the page: the same booking sent twice is one reserve. */
  id: string
  tableId: string
  name: string
  phone: string
  /** Epoch milliseconds. */
  at: number
  guests: number
}

/** The name of the field that is wrong. */
export class WrongField extends Error {
  readonly field: string
  constructor(field: string) {
    super(field)
    this.field = field
  }
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Reads what came over the network; throws WrongField. */
export function readBooking(value: unknown, now: number): Booking {
  const given = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const text = (field: string, pattern: RegExp): string => {
    const found = given[field]
    if (typeof found === 'string' && pattern.test(found.trim())) return found.trim()
    throw new WrongField(field)
  }
  const whole = (field: string, min: number, max: number): number => {
    const found = given[field]
    if (Number.isInteger(found) && Number(found) >= min && Number(found) <= max) return Number(found)
    throw new WrongField(field)
  }
  return {
    id: text('id', uuid),
    tableId: text('tableId', uuid),
    name: text('name', /^.{1,60}$/),
    phone: text('phone', /^\+\d{7,15}$/),
    at: whole('at', now, now + 90 * 24 * 3_600_000),
    guests: whole('guests', 1, 100),
  }
}
