import { sendMessage } from '../../../../app/loyalty/send-message.ts'
import type { Handlers } from '../../operation.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { deskOf, readPhone, readText } from './loyalty-call.ts'

/** Numbers that the document does not explain; chosen here and noted in the parity ledger. */
const smsPossible = 0
const smsStatus = { sent: 1, unknown: 3 } as const

/** Messages to guests; they wait in an outbox for whoever sends them (cloud-api §9.4). */
export const messageHandlers: Handlers = {
  '/api/1/loyalty/iiko/check_sms_sending_possibility': async (call) => {
    await deskOf(call, call.body.organizationId)
    return { status: smsPossible, availableSmsCount: null }
  },

  '/api/1/loyalty/iiko/message/send_sms': async (call) => {
    const { phone, text, organizationId } = call.body
    const { scope } = await deskOf(call, organizationId)
    const message = { receiver: readPhone(phone, 'phone'), subject: null, text: readText(text, 'text') }
    return { smsId: await sendMessage(call.app, scope, { channel: 'sms', ...message }) }
  },

  '/api/1/loyalty/iiko/check_sms_status': async (call) => {
    const { smsIds, organizationId } = call.body
    const { scope } = await deskOf(call, organizationId)
    const { messageOutbox } = call.app.storage.now
    const known = await messageOutbox.known(scope.tenantId, organizationId, smsIds)
    return {
      statuses: smsIds.map((smsId) =>
        known.has(smsId)
          ? { smsId, status: smsStatus.sent, internalError: null }
          : { smsId, status: smsStatus.unknown, internalError: 'The message is not found' },
      ),
    }
  },

  '/api/1/loyalty/iiko/message/send_email': async (call) => {
    const { receiver, subject, body: text, organizationId } = call.body
    const { scope } = await deskOf(call, organizationId)
    if (!/^[^\s@]+@[^\s@]+$/.test(receiver)) throw invalidField('receiver', 'is not an e-mail address')
    const words = { receiver, subject: readText(subject, 'subject'), text: readText(text, 'body') }
    await sendMessage(call.app, scope, { channel: 'email', ...words })
    return {}
  },
}
