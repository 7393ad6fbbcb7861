import { deliveriesOfPhone } from '../../../app/call-centre/find-deliveries.ts'
import { findGuest } from '../../../app/loyalty/find-guest.ts'
import { closedOrders } from '../../../app/loyalty/list-lines.ts'
import { countOrders } from '../../../domain/loyalty/counters.ts'
import { printDecimal } from '../../../kernel/exact.ts'
import { Refusal } from '../../../kernel/refusals.ts'
import { Form } from '../form.ts'
import { guestView } from '../routes/loyalty/guest-view.ts'
import { type OperatorCall, type OperatorRoute, organizationOf } from './call.ts'
import { orderViews } from './order-view.ts'
import { readPhone } from './phone.ts'

const historyShown = 10

/** Who has a phone, with wallets and categories, and what was brought there: newest first. */
async function guest(call: OperatorCall) {
  const { app, catalog, operator, query } = call
  const form = new Form(query)
  const phone = readPhone(form)
  form.done()
  const organization = organizationOf(call, query['organization'])
  const { tenantId, employee } = operator
  const [picture, history] = await Promise.all([
    findGuest(app, tenantId, { by: 'phone', value: phone }).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'guest.phone-unknown') return null
      throw error
    }),
    deliveriesOfPhone(app, operator, phone),
  ])
  const shown = await orderViews(app, catalog, history.slice(0, historyShown), employee.id)
  const answer = { phone, orders: shown, ordersCount: history.length }
  if (!picture) return { ...answer, guest: null }
  const [closed, blacklist] = await Promise.all([
    closedOrders(app, tenantId, picture.guest.id),
    app.blacklist.of(tenantId),
  ])
  const { scale } = organization.body.currency
  const standing = {
    isBlocked: blacklist.has(picture.guest.id),
    ordersSum: countOrders(closed, Number.NEGATIVE_INFINITY).sum,
  }
  const desk = {
    catalog,
    scope: { organizationId: organization.id },
    money: (sum: bigint) => printDecimal(sum, scale),
  }
  return { ...answer, guest: guestView(picture, standing, desk) }
}

export const guestRoutes: readonly OperatorRoute[] = [{ method: 'GET', path: '/guest', handle: guest }]
