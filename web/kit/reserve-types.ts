/** What screens ask of the book of reserves (the till's side: `src/api/till/reserve-commands.ts`). */

export type CancelReason = 'ClientNotAppeared' | 'ClientRefused' | 'Other'

/** Epoch milliseconds and minutes. */
export type ReserveDetails = {
  tableIds: string[]
  startsAt: number
  durationInMinutes: number
  guests: number
  comment: string | null
  shouldRemind: boolean
}

export type ReserveCommand = { orderId: string } & (
  | ({
      kind: 'reserve.place'
      isBanquet: boolean
      guest: { phone: string; name: string | null }
    } & ReserveDetails)
  | ({ kind: 'reserve.change' } & ReserveDetails)
  /** `newOrderId`: a plain reserve opens this order at its tables. */
  | { kind: 'reserve.guestsCame'; newOrderId?: string }
  /** A closed one: its guests are awaited again. */
  | { kind: 'reserve.restore' }
  | { kind: 'reserve.cancel'; cancelReason: CancelReason; returnsPrepayments?: true }
)
