import { notFound } from '../../../app/admin/problems.ts'
import type { PhoneCall } from '../../../app/call-centre/ringing-calls.ts'
import type { OperatorCall, OperatorRoute } from './call.ts'

export const phoneCallView = ({ id, phone, line, since, answeredBy }: PhoneCall) => ({
  ...{ id, phone, line, isTaken: answeredBy !== null },
  since: new Date(since).toISOString(),
})

/** The operator talks to them: nobody else sees it ring any more. */
async function take({ app, services, operator, params }: OperatorCall) {
  const { tenantId, employee } = operator
  const calls = services.phoneCalls.of(tenantId, app.clock.now())
  const call = calls.find(({ id }) => id === params['id'])
  const isOthers = call && call.answeredBy !== null && call.answeredBy !== employee.id
  if (!call || isOthers) throw notFound({ ru: 'Звонок уже приняли', en: 'Somebody has taken the call' })
  const taken = { ...call, answeredBy: employee.id }
  services.phoneCalls.put(tenantId, taken)
  return phoneCallView(taken)
}

export const callRoutes: readonly OperatorRoute[] = [
  { method: 'POST', path: '/calls/:id/take', handle: take },
]
