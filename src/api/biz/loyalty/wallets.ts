import { changeBalance } from '../../../app/loyalty/change-balance.ts'
import { joinProgram } from '../../../app/loyalty/join-program.ts'
import { leaveProgram } from '../../../app/loyalty/leave-program.ts'
import { type Handler, nothing } from '../call.ts'
import { deskOf, deskOfQuery, readSum } from './desk.ts'
import { pathGuest } from './guests.ts'

const commentMax = 1000

const change =
  (kind: 'topUp' | 'chargeOff'): Handler =>
  async (call) => {
    const { body } = call
    const deed = kind === 'topUp' ? 'topup' : 'chargeoff'
    const desk = deskOf(call, body.requiredId('organizationId'), `loyalty/iiko/customer/wallet/${deed}`)
    await changeBalance(call.app, desk.scope, kind, {
      guestId: body.requiredId('customerId'),
      walletId: body.requiredId('walletId'),
      sum: readSum(body, 'sum', desk),
      comment: body.text('comment', commentMax),
    })
    return nothing
  }

const programOf = (call: Parameters<Handler>[0]) =>
  call.query.id('corporate_nutrition_id', 'corporateNutritionId')

/** Any programme with an account, not only meals (biz-card-api §12.7); a repeat gives the same link. */
const join: Handler = async (call) => {
  const { scope } = deskOfQuery(call, 'loyalty/iiko/customer/program/add')
  return (await joinProgram(call.app, scope, pathGuest(call), programOf(call))).id
}

const leave: Handler = async (call) => {
  const { scope } = deskOfQuery(call, 'loyalty/iiko/customer/program/add')
  await leaveProgram(call.app, scope, pathGuest(call), programOf(call))
  return nothing
}

/** Money of guests and the programmes they take part in (§12.5, §12.7). */
export const walletHandlers = {
  'customers/refill_balance': change('topUp'),
  'customers/withdraw_balance': change('chargeOff'),
  'customers/{customerId}/add_to_nutrition_organization': join,
  'customers/{customerId}/remove_from_nutrition_organization': leave,
} satisfies Record<string, Handler>
