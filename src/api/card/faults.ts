import { describeRefusal, Refusal } from '../../kernel/refusals.ts'
import { BadJson } from '../http/json-body.ts'

/** An error of the POS server (biz-card-api §13.6). */
export class CardFault extends Error {
  readonly status: number
  readonly body: object
  constructor(
    status: number,
    message: string,
    details: { errorCode?: string; uiMessage?: string; reason?: number } = {},
  ) {
    super(message)
    this.status = status
    this.body = {
      code: null,
      errorCode: details.errorCode ?? null,
      message,
      description: null,
      httpStatusCode: status,
      uiMessage: details.uiMessage ?? null,
      isIntegrationError: false,
      ...(details.reason === undefined ? {} : { FaultReason: details.reason }),
    }
  }
}

export const wrongToken = (): CardFault => new CardFault(401, 'Wrong access token')

/** A plugin of the vendor's takes this reason for "no such guest, go on without". */
const noGuestReason = 53
export const noGuest = (): CardFault =>
  new CardFault(400, 'The guest is not found', {
    errorCode: 'Customer_CustomerNotFound',
    uiMessage: 'Гость не найден',
    reason: noGuestReason,
  })

/** What a client is told; null when it is our own fault. */
export function toCardFault(thrown: unknown): CardFault | null {
  if (thrown instanceof CardFault) return thrown
  if (thrown instanceof BadJson) return new CardFault(400, thrown.message)
  if (!(thrown instanceof Refusal)) return null
  return new CardFault(400, describeRefusal(thrown, 'en'), { uiMessage: describeRefusal(thrown, 'ru') })
}
