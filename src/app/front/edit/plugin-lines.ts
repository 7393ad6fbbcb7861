/**
 * Planned lines whose money plugins will move: their systems hear of each that is put on an order, changed or taken off
 * (front-api §3.2). The lines of a cashier are composed at the screen and stand on no order before they are paid.
 */
import type { PaymentInput } from '../../../domain/orders/commands.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { customDataOf } from '../../till/paying/custom-data.ts'
import type { LineAnswer, LineDeed, PaymentAsk } from '../../till/paying/payment-system.ts'
import { FrontException } from '../exceptions.ts'
import type { FrontDoor } from '../front-door.ts'
import type { FrontCaller } from '../front-operation.ts'
import type { TillPlace } from '../model/till-place.ts'

type Place = { door: FrontDoor; caller: FrontCaller; place: TillPlace }
export type PlannedLine = { orderId: Uuid; line: PaymentInput }

/** The key of the plugin's system that will move the money; null: somebody else does, or it is moved already. */
export function systemOfLine({ place }: Pick<Place, 'place'>, line: PaymentInput): string | null {
  if (line.isProcessedExternally) return null
  const type = place.catalog.find('paymentType', line.typeId)?.body
  return type?.kind === 'External' ? (type.paymentSystem ?? null) : null
}

/** A line as its system hears of it; nobody sits at a screen. */
export async function askOf(
  { door, caller, place }: Place,
  { orderId, line }: PlannedLine,
): Promise<PaymentAsk> {
  const { app, till } = door
  return {
    ...{ transactionId: app.random.uuid(), orderId, paymentId: line.id ?? '', paymentTypeId: line.typeId },
    ...{ screenId: null, actor: caller.name, isPrepay: line.isPrepay, sum: line.sum, scale: place.scale },
    customData:
      line.additionalData?.['customData'] ??
      (await customDataOf(app.storage.now, till.tenantId, line.sealedIn)),
  }
}

/** What the system of a line says to a deed; null: it has none, or nothing to say. */
export async function tellSystem(
  at: Place,
  planned: PlannedLine,
  deed: LineDeed,
): Promise<LineAnswer | null> {
  const system = systemOfLine(at, planned.line)
  if (system === null || !at.door.desk) return null
  return at.door.desk.line(system, deed, await askOf(at, planned))
}

/** The system keeps the sum that stands on its line. */
export const sumIsKept = (): FrontException =>
  new FrontException('ConstraintViolationException', {
    reason: 'PaymentTypeUsing',
    details: 'the payment system keeps the sum of its payment',
  })

/** The system took its line off the order again. */
export const lineIsOff = (details: string): FrontException =>
  new FrontException('PaymentActionFailedException', { reason: 'PaymentsProcessingFailed', details })
