import type { BookItem } from '../../../domain/reference/books.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { notFound } from '../errors.ts'
import type { ClientPriceCategory, PeriodScheduleEntity } from '../generated/types.ts'
import type { Caller, Handlers } from '../operation.ts'
import { scaleOf } from './moments.ts'
import { scheduleOnWire } from './prices/period-schedule.ts'
import { itemsOf, matching, setOf } from './scope.ts'
import { success } from './writing.ts'

/** A category without a strategy of its own pays the base price. */
function categoryOnWire(
  caller: Caller,
  { id, isDeleted, body }: BookItem<'priceCategory'>,
): ClientPriceCategory {
  const { code = '', isAssignableManually = true, strategy } = body
  return {
    id,
    name: body.name,
    deleted: isDeleted,
    code,
    assignableManually: isAssignableManually,
    pricingStrategy:
      strategy?.kind === 'absolute'
        ? { type: 'ABSOLUTE_VALUE', delta: moneyToJson(strategy.delta, scaleOf(caller)) }
        : { type: 'PERCENT', percent: (strategy?.percentHundredths ?? 0) / 100 },
  }
}

const scheduleEntity = (item: BookItem<'periodSchedule'>): PeriodScheduleEntity => ({
  ...scheduleOnWire(item),
  deleted: item.isDeleted,
})

type Listed = { includeDeleted: boolean; revisionFrom: number; id?: Uuid[] | undefined }

/** Items of a list with the parameters of price categories and period schedules, with the revision to go on from. */
function enveloped<B extends 'priceCategory' | 'periodSchedule', Wire>(
  caller: Caller,
  book: B,
  query: Listed,
  onWire: (item: BookItem<B>) => Wire,
) {
  const ids = setOf(query.id)
  const items = matching(itemsOf(caller, book), query).filter(({ id }) => !ids || ids.has(id))
  return { ...success(items.map(onWire)), revision: Number(caller.catalog.revision) }
}

/** Books by which prices are made (server-api §7.5–7.6, §7.9). */
export const priceReferenceHandlers: Handlers = {
  'GET /v2/entities/priceCategories': async ({ caller, query }) =>
    enveloped(caller, 'priceCategory', query, (item) => categoryOnWire(caller, item)),
  'GET /v2/entities/priceCategories/byId': async ({ caller, query }) => {
    const item = itemsOf(caller, 'priceCategory').find(({ id }) => id === query.id)
    if (!item) throw notFound('ClientPriceCategory', query.id)
    return categoryOnWire(caller, item)
  },
  'GET /v2/entities/periodSchedules': async ({ caller, query }) =>
    enveloped(caller, 'periodSchedule', query, scheduleEntity),
  'GET /v2/entities/periodSchedules/byId': async ({ caller, query }) => {
    const item = itemsOf(caller, 'periodSchedule').find(({ id }) => id === query.id)
    if (!item) throw notFound('PeriodSchedule', query.id)
    return scheduleEntity(item)
  },
  'GET /common/measureUnits': async ({ caller, query }) =>
    matching(itemsOf(caller, 'measureUnit'), query).map(({ id, isDeleted, body }) => ({
      id,
      code: body.code,
      name: body.name,
      deleted: isDeleted,
    })),
}
