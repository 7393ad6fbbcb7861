import { sendMessage } from '../../../app/loyalty/send-message.ts'
import { type Handler, nothing } from '../call.ts'
import { fault } from '../faults.ts'
import { pathOrganization } from '../operations/organizations.ts'
import { deskOf, readPhone } from './desk.ts'

const longest = { sms: 1000, subject: 255, body: 20_000, receiver: 255 } as const

/** Some clients call the number `phoneNumber` (biz-card-api §12.12). */
const sms: Handler = async (call) => {
  const { body } = call
  const desk = deskOf(call, pathOrganization(call), 'loyalty/iiko/message/send_sms')
  const phone = body.text('phone') ?? body.requiredText('phoneNumber')
  const text = body.requiredText('text', longest.sms)
  const receiver = readPhone(phone, desk)
  await sendMessage(call.app, desk.scope, { channel: 'sms', receiver, subject: null, text })
  return nothing
}

const email: Handler = async (call) => {
  const { body } = call
  const { scope } = deskOf(call, pathOrganization(call), 'loyalty/iiko/message/send_email')
  const receiver = body.requiredText('receiver', longest.receiver)
  if (!/^[^\s@]+@[^\s@]+$/.test(receiver))
    throw fault(400, `The field 'receiver' is not an e-mail address: ${receiver}`)
  const subject = body.requiredText('subject', longest.subject)
  const text = body.requiredText('body', longest.body)
  await sendMessage(call.app, scope, { channel: 'email', receiver, subject, text })
  return nothing
}

/** Messages wait in the outbox for whoever sends them (§12.12). */
export const messageHandlers = {
  'organization/{organizationId}/send_sms': sms,
  'organization/{organizationId}/send_email': email,
} satisfies Record<string, Handler>
