import type { ChangeReserve } from '../../../../domain/reserves/commands.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { refuse } from '../../../../kernel/refusals.ts'
import { requireOrganizations } from '../../access.ts'
import type { CloudOperations } from '../../generated/operations.ts'
import type { AnswerWithHeaders, Call, Handlers } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { type PlaceOfOrder, placeOfOrder } from '../../wire/place-of-order.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { fromWireCombos, fromWireItems } from '../../wire/read-items.ts'
import { fromWirePayments } from '../../wire/read-payments.ts'
import { readStart } from '../../wire/read-reserve.ts'
import { visibleSourceKeys } from '../deliveries/order-search.ts'
import { sendCommand } from '../send-command.ts'

type ChangePath =
  | '/api/1/reserve/add_items'
  | '/api/1/reserve/add_payments'
  | '/api/1/reserve/change_items'
  | '/api/1/reserve/change_tables'
  | '/api/1/reserve/change_estimated_start_time'
  | '/api/1/reserve/cancel'

type Read<Path extends ChangePath> = (
  body: CloudOperations[Path]['body'],
  place: PlaceOfOrder,
  now: number,
) => ChangeReserve

/** A login with a source key does not know other reserves; one that no till has cannot be changed. */
const changeBy =
  <Path extends ChangePath>(read: Read<Path>) =>
  async (call: Call<Path>): Promise<{ correlationId: Uuid } | AnswerWithHeaders<{ correlationId: Uuid }>> => {
    const { app, login } = call
    const { organizationId, reserveId } = call.body as CloudOperations[ChangePath]['body']
    requireOrganizations(login, [organizationId])
    const { tenantId } = login.key
    const [reserve] = await app.storage.now.cloudReserves.search({
      tenantId,
      organizationIds: [organizationId],
      sourceKeys: visibleSourceKeys(login, undefined),
      ids: [reserveId],
    })
    if (!reserve?.terminalGroupId) throw refuse('reserve.not-found', { reserveId })
    const { terminalGroupId } = reserve
    const place = placeOfOrder(await app.catalog(tenantId), organizationId, terminalGroupId)
    const command = namingField(() => read(call.body, place, app.clock.now()))
    return sendCommand(call, { organizationId, terminalGroupId, command })
  }

/** What is told to the till of a reserve as it stands in the body (cloud-api §8.6). */
export const changes = {
  '/api/1/reserve/add_items': changeBy(({ reserveId: orderId, items, combos }, place) => ({
    kind: 'reserve.addItems',
    orderId,
    items: fromWireItems(items, 'items', place),
    combos: fromWireCombos(combos, 'combos', place),
  })),
  '/api/1/reserve/change_items': changeBy(({ reserveId: orderId, items, combos }, place) => {
    if (!items && combos?.length) throw invalidField('combos', 'are made of items, which are not given')
    return {
      kind: 'reserve.changeItems',
      orderId,
      items: items ? fromWireItems(items, 'items', place) : null,
      combos: fromWireCombos(combos, 'combos', place),
    }
  }),
  '/api/1/reserve/add_payments': changeBy(({ reserveId: orderId, payments }, place) => ({
    kind: 'reserve.addPayments',
    orderId,
    payments: fromWirePayments(payments, 'payments', place),
    tips: [],
  })),
  '/api/1/reserve/change_tables': changeBy(({ reserveId: orderId, tableIds }) => {
    if (tableIds.length === 0) throw invalidField('tableIds', 'must not be empty')
    return { kind: 'reserve.changeTables', orderId, tableIds }
  }),
  '/api/1/reserve/change_estimated_start_time': changeBy(
    ({ reserveId: orderId, newEstimatedStartTime }, place, now) => ({
      kind: 'reserve.changeStartTime',
      orderId,
      estimatedStartTime: readStart(newEstimatedStartTime, 'newEstimatedStartTime', place, now),
    }),
  ),
  '/api/1/reserve/cancel': changeBy(({ reserveId: orderId, cancelReason }) => ({
    kind: 'reserve.cancel',
    orderId,
    cancelReason,
  })),
} satisfies Handlers
