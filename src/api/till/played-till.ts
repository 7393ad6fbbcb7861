import type { PaymentDesk } from '../../app/till/paying/payment-desk.ts'
import type { PrintDesk } from '../../app/till/printing/print-desk.ts'
import type { RegisterDesk } from '../../app/till/register/register-desk.ts'
import type { Till, TillOutcome, TillRequest } from '../../app/till/till-command.ts'
import type { Scales } from '../../app/till/weighing/scales.ts'

/** A till that this process plays. */
export type PlayedTill = {
  till: Till
  code: string
  isConnected: boolean
  /** Between its orders and its bank terminal. */
  desk?: PaymentDesk | null
  /** Between its papers and its printers. */
  printing?: PrintDesk | null
  /** Between it and its fiscal register. */
  register?: RegisterDesk | null
  /** Null or absent: none can stand at it. */
  scales?: Scales | null
  run(request: TillRequest): Promise<TillOutcome>
}

/** How a till stands with its cloud. */
export type CloudContact = {
  isConnected: boolean
  /** How much of this node's journal the cloud has confirmed; null where cloud and till share one storage. */
  cloudHas: bigint | null
}
