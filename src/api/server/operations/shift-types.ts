import { saveShiftType, setDeleted } from '../../../app/server/save-types.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { malformed } from '../errors.ts'
import type { ShiftType, ShiftTypeDraft } from '../generated/types.ts'
import type { Call, CallContext, Caller, Handlers } from '../operation.ts'
import { scaleOf } from './moments.ts'
import { itemsOf, matching, setOf } from './scope.ts'
import { idOfUpdate } from './staff-times.ts'
import { readSum } from './sums.ts'
import { scopeOf, success } from './writing.ts'

type Type = BookItem<'scheduleType'>

const two = (value: number): string => String(value).padStart(2, '0')

/** The minute of the day as the wire writes it: `HH:mm`. */
export const dayTime = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

function minuteOf(text: string, field: string): number {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)(?::00(?:\.0+)?)?$/.exec(text.trim()) ?? []
  if (hours === undefined || minutes === undefined)
    throw malformed(`Wrong value of '${field}': HH:mm is expected, not '${text.slice(0, 80)}'`)
  return Number(hours) * 60 + Number(minutes)
}

const onWire = (caller: Caller, { id, isDeleted, body }: Type): ShiftType => ({
  id,
  deleted: isDeleted,
  code: body.code,
  name: body.name,
  comment: body.comment === '' ? null : body.comment,
  startTime: dayTime(body.startMinutes),
  lengthMinutes: body.lengthMinutes,
  overtime: body.isOvertime,
  tariff: body.tariff === undefined ? null : moneyToJson(body.tariff, scaleOf(caller)),
})

async function list({
  caller,
  query,
}: Call<'GET /v2/entities/scheduleTypes' | 'POST /v2/entities/scheduleTypes'>): Promise<ShiftType[]> {
  const ids = setOf(query.ids)
  return matching(itemsOf(caller, 'scheduleType'), query)
    .filter(({ id }) => !ids || ids.has(id))
    .map((item) => onWire(caller, item))
}

/** What is absent or null says nothing. */
function readType(caller: Caller, wire: ShiftTypeDraft) {
  const members = {
    code: wire.code?.trim(),
    name: wire.name ?? undefined,
    comment: wire.comment ?? undefined,
    startMinutes: wire.startTime == null ? undefined : minuteOf(wire.startTime, 'startTime'),
    lengthMinutes: wire.lengthMinutes ?? undefined,
    isOvertime: wire.overtime ?? undefined,
    tariff: wire.tariff == null ? undefined : readSum(String(wire.tariff), 'tariff', scaleOf(caller)),
  }
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined))
}

async function save(call: CallContext & { body: ShiftTypeDraft }, id: Uuid | null) {
  const { app, caller, body } = call
  return success(onWire(caller, await saveShiftType(app, scopeOf(call), id, readType(caller, body))))
}

async function turn(call: CallContext & { body: { id: Uuid } }, isDeleted: boolean) {
  const { app, caller, body } = call
  return success(
    onWire(caller, await setDeleted(app, scopeOf(call), 'scheduleType', { id: body.id, isDeleted })),
  )
}

/** Types of shifts of the second version; the first shows the same ones (server-api §7.7, §9.4). */
export const shiftTypeHandlers: Handlers = {
  'GET /v2/entities/scheduleTypes': list,
  'POST /v2/entities/scheduleTypes': list,
  'POST /v2/entities/scheduleTypes/save': (call) => save(call, null),
  'POST /v2/entities/scheduleTypes/update': async (call) => save(call, idOfUpdate(call.body.id ?? undefined)),
  'POST /v2/entities/scheduleTypes/delete': (call) => turn(call, true),
  'POST /v2/entities/scheduleTypes/restore': (call) => turn(call, false),
}
