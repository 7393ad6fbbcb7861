import { createOrUpdateGuest } from '../../../app/loyalty/create-or-update-guest.ts'
import { noGuestChanges } from '../../../domain/loyalty/guest.ts'
import type { Handler } from '../call.ts'
import { deskOf, readPhone } from './desk.ts'

const phoneMax = 40

/**
 * A guest of the restaurant's app by their phone: whoever has it, or somebody new (biz-card-api §12.14). The answer is
 * unpublished, and so is the operation that would take a code from an SMS, so none is sent: the phone is believed, as it is
 * where the portal does not ask for a code.
 */
const authenticate: Handler = async (call) => {
  const { app, body } = call
  const organizationId = body.requiredId('organizationId', 'organization')
  const desk = deskOf(call, organizationId, 'loyalty/iiko/customer/create_or_update')
  const phone = readPhone(body.requiredText('phoneNumber', phoneMax), desk)
  const request = { id: null, phone, card: null, changes: noGuestChanges }
  return { success: true, customerId: await createOrUpdateGuest(app, desk.scope, request) }
}

export const phoneHandlers = { 'mobileIikoCard5/authenticatePhone': authenticate } satisfies Record<
  string,
  Handler
>
