import { createHash } from 'node:crypto'
import { deliveryNamed } from '../../../app/call-centre/find-deliveries.ts'
import { acceptCommand } from '../../../app/cloud/accept-command.ts'
import { awaitOutcome } from '../../../app/cloud/await-outcome.ts'
import type { CloudOrder } from '../../../app/ports.ts'
import type { ChangeDelivery } from '../../../domain/orders/commands.ts'
import { refuse } from '../../../kernel/refusals.ts'
import { Form } from '../form.ts'
import { conflict, idOf, type OperatorRoute } from './call.ts'
import { orderViews } from './order-view.ts'

const patienceMs = 5000
const textMax = 500

/**
 * Has the till of an order change it and waits for what it says; a refusal is this call's. `key` of the body makes it
 * happen once however often the page sends it (corrections 9).
 */
const deed =
  (read: (form: Form, order: CloudOrder) => ChangeDelivery): OperatorRoute['handle'] =>
  async (call) => {
    const { app, catalog, operator, body } = call
    const form = new Form(body)
    const key = form.uuid('key')
    const order = await deliveryNamed(app, operator, idOf(call))
    const command = read(form, order)
    form.done()
    const { organizationId, terminalGroupId, tenantId, id } = order
    if (!terminalGroupId || order.creationStatus === 'Error')
      throw conflict({ ru: 'Этого заказа нет ни на одной кассе', en: 'No till has this order' })
    const { correlationId } = await acceptCommand(app, operator.login, {
      ...{ correlationId: app.random.uuid(), organizationId, terminalGroupId, command },
      idempotencyKey: {
        hash: createHash('sha256').update(key).digest(),
        digest: app.storage.digestOf([id, body]),
      },
    })
    const outcome = await awaitOutcome(app, { tenantId, organizationId, correlationId }, patienceMs)
    if (outcome?.error) throw refuse(outcome.error.code, outcome.error.params)
    const after = await deliveryNamed(app, operator, id)
    const [shown] = await orderViews(app, catalog, [after], operator.employee.id)
    return { order: shown, isDone: outcome?.state === 'Success' }
  }

const cancel = deed((form, { id: orderId }) => ({
  ...{ kind: 'delivery.cancel', orderId, cancelCauseId: form.uuid('cancelCauseId') },
  comment: form.textOrNull('comment'),
  // What becomes of dishes that the kitchen has already.
  removalTypeId: form.uuidOrNull('removalTypeId'),
  removalComment: form.textOrNull('comment'),
  ...{ movedOrderId: null, userIdForWriteoff: null },
}))

const problem = deed((form, { id: orderId }) => {
  const hasProblem = form.flag('hasProblem')
  const description = hasProblem ? form.line('description', textMax) : null
  return { kind: 'delivery.changeProblem', orderId, hasProblem, description }
})

const confirm = deed((_form, { id: orderId }) => ({ kind: 'delivery.confirm', orderId }))

/** What an operator does with an order that is under way. */
export const deedRoutes: readonly OperatorRoute[] = [
  { method: 'POST', path: '/orders/:id/cancel', needs: 'deliveries.cancel', handle: cancel },
  { method: 'POST', path: '/orders/:id/problem', needs: 'deliveries.edit', handle: problem },
  { method: 'POST', path: '/orders/:id/confirm', needs: 'deliveries.confirm', handle: confirm },
]
