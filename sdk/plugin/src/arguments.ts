/** What operations take. */
import type { Decimal } from './wire/decimal.ts'

/**
 * Something that an edit session will make, such as an Order or a Guest. Its id is known at once, so later actions can name
 * it; other sessions cannot.
 */
export type Stub<Kind extends string = string> = { readonly stub: string; readonly kind: Kind }

/** An entity: by its id, as it was read (its `revision` is checked: EntityModifiedError), or a stub of the session. */
export type Named = string | { readonly id: string; readonly revision?: number } | Stub

/** Money or an amount. A number is read by its decimal digits. */
export type Amount = Decimal | number | string

/** Epoch milliseconds, a text with its zone, or a date. */
export type Moment = number | string | Date
