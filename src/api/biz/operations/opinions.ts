import { giveOpinion } from '../../../app/cloud/give-opinion.ts'
import type { OpinionMark } from '../../../app/ports.ts'
import type { DeliveryStatus } from '../../../domain/orders/order.ts'
import { type Handler, nothing, requireRight } from '../call.ts'
import { fault, unbound } from '../faults.ts'
import type { Fields } from '../wire/body.ts'
import { orderNamed } from './find-orders.ts'

const commentMax = 1000
const marksMax = 50
/** Who has not got the delivery yet has no opinion of it. */
const rated: readonly DeliveryStatus[] = ['Delivered', 'Closed']

/** A mark is a number or the text of one, from 0 to 100 (biz-card-api §5.15). */
function readMark(given: Fields): OpinionMark {
  const mark = given.decimal('mark', 0)
  if (mark === null) throw given.missing('mark')
  if (mark < 0n || mark > 100n)
    throw unbound(given.name('mark'), `The value '${mark}' is not valid for a mark from 0 to 100.`)
  return { surveyItemId: given.requiredId('surveyItemId'), mark: Number(mark) }
}

/** The customer's opinion of a delivery. Questions are the restaurant's own, their ids are not checked (§5.15). */
const send: Handler = async (call) => {
  requireRight(call, 'deliveries/create')
  const { body, app, login } = call
  const comment = body.text('comment', commentMax)
  if (body.value('marks') === undefined) throw body.missing('marks')
  const marks = body.list('marks').map(readMark)
  if (marks.length > marksMax) throw fault(400, `The field 'marks' must have at most ${marksMax} elements`)
  const order = await orderNamed(call, body.requiredId('organization'), body.requiredId('deliveryId'))
  if (!order.state || !rated.includes(order.state.status))
    throw fault(400, `Order ${order.id} is not delivered yet`, { errorCode: 'WrongDeliveryStatusForOpinion' })
  await giveOpinion(app, login, order, { comment, marks })
  return nothing
}

export const opinionHandlers = { 'orders/sendDeliveryOpinion': send } satisfies Record<string, Handler>
