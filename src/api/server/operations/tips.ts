import { saveTipsType, setDeleted } from '../../../app/server/save-types.ts'
import type { BookItem, ServiceType } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { notFound } from '../errors.ts'
import type { TipsKind, TipsKindDraft } from '../generated/types.ts'
import type { CallContext, Handlers } from '../operation.ts'
import { serviceTypes } from './references.ts'
import { itemsOf, matching } from './scope.ts'
import { idOfPath, idOfUpdate } from './staff-times.ts'
import { scopeOf, success } from './writing.ts'

const onWire = ({ id, isDeleted, body }: BookItem<'tipsType'>): TipsKind => ({
  id,
  deleted: isDeleted,
  name: body.name,
  departmentIds: body.organizationIds,
  orderServiceTypes: body.serviceTypes.map((one) => serviceTypes[one]),
  paymentTypeIds: body.paymentTypeIds,
})

const ours = (asked: TipsKind['orderServiceTypes']): ServiceType[] =>
  (Object.keys(serviceTypes) as ServiceType[]).filter((one) => asked.includes(serviceTypes[one]))

/** What is absent or null says nothing. */
function readTips(wire: TipsKindDraft) {
  const members = {
    name: wire.name ?? undefined,
    organizationIds: wire.departmentIds ?? undefined,
    serviceTypes: wire.orderServiceTypes ? ours(wire.orderServiceTypes) : undefined,
    paymentTypeIds: wire.paymentTypeIds ?? undefined,
  }
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

const save = async (call: CallContext & { body: TipsKindDraft }, id: Uuid | null) =>
  success(onWire(await saveTipsType(call.app, scopeOf(call), id, readTips(call.body))))

const turn = async (call: CallContext & { path: { id: string } }, isDeleted: boolean) =>
  success(
    onWire(await setDeleted(call.app, scopeOf(call), 'tipsType', { id: idOfPath(call.path.id), isDeleted })),
  )

/** Types of tips, those of iikoCloud's `/api/1/tips_types` (server-api §7.8; their members are not published). */
export const tipsHandlers: Handlers = {
  'GET /v2/entities/tips/list': async ({ caller, query }) =>
    matching(itemsOf(caller, 'tipsType'), query).map(onWire),
  'GET /v2/entities/tips/{id}': async ({ caller, path }) => {
    const item = itemsOf(caller, 'tipsType').find(({ id }) => id === path.id.toLowerCase())
    if (!item) throw notFound('TipsType', path.id)
    return onWire(item)
  },
  'POST /v2/entities/tips/create': (call) => save(call, null),
  'POST /v2/entities/tips/update': async (call) => save(call, idOfUpdate(call.body.id ?? undefined)),
  'POST /v2/entities/tips/{id}/delete': (call) => turn(call, true),
  'POST /v2/entities/tips/{id}/restore': (call) => turn(call, false),
}
