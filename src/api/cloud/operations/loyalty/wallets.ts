import { type BalanceChange, changeBalance } from '../../../../app/loyalty/change-balance.ts'
import { cancelHold, holdMoney } from '../../../../app/loyalty/hold-money.ts'
import type { ChangeUserBalanceRequest } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { deskOf, type LoyaltyDesk, readSum, required } from './loyalty-call.ts'

const readChange = (body: ChangeUserBalanceRequest, { place }: LoyaltyDesk): BalanceChange => ({
  guestId: required(body.customerId, 'customerId'),
  walletId: required(body.walletId, 'walletId'),
  sum: readSum(required(body.sum, 'sum'), 'sum', place),
  comment: body.comment || null,
})

/** Money of guests (cloud-api §9.5). */
export const walletHandlers: Handlers = {
  '/api/1/loyalty/iiko/customer/wallet/topup': async (call) => {
    const desk = await deskOf(call, call.body.organizationId)
    await changeBalance(call.app, desk.scope, 'topUp', readChange(call.body, desk))
    return {}
  },

  '/api/1/loyalty/iiko/customer/wallet/chargeoff': async (call) => {
    const desk = await deskOf(call, call.body.organizationId)
    await changeBalance(call.app, desk.scope, 'chargeOff', readChange(call.body, desk))
    return {}
  },

  '/api/1/loyalty/iiko/customer/wallet/hold': async (call) => {
    const desk = await deskOf(call, call.body.organizationId)
    const transactionId = call.body.transactionId ?? null
    const hold = { ...readChange(call.body, desk), transactionId }
    return { transactionId: await holdMoney(call.app, desk.scope, hold) }
  },

  '/api/1/loyalty/iiko/customer/wallet/cancel_hold': async (call) => {
    const { scope } = await deskOf(call, call.body.organizationId)
    await cancelHold(call.app, scope, call.body.transactionId)
    return {}
  },
}
