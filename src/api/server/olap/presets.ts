import type { OlapPreset } from '../generated/types.ts'
import type { Caller } from '../operation.ts'
import { itemsOf } from '../operations/scope.ts'

const notDeleted = {
  OrderDeleted: { filterType: 'IncludeValues', values: ['NOT_DELETED'] },
  DeletedWithWriteoff: { filterType: 'IncludeValues', values: ['NOT_DELETED'] },
}

type Own = Pick<OlapPreset, 'id' | 'name' | 'reportType' | 'groupByRowFields' | 'aggregateFields'>
const preset = (own: Own, filters: OlapPreset['filters']): OlapPreset => ({
  buildSummary: null,
  groupByColFields: [],
  filters,
  ...own,
})

/** Reports that every corporation has. Like the published sample they say no days: whoever runs one does. */
const builtIn: readonly OlapPreset[] = [
  preset(
    {
      id: '01a90000-0000-4000-8000-000000000001',
      name: 'Выручка по дням',
      reportType: 'SALES',
      groupByRowFields: ['Department', 'OpenDate.Typed'],
      aggregateFields: ['DishSumInt', 'DiscountSum', 'DishDiscountSumInt', 'UniqOrderId', 'GuestNum'],
    },
    notDeleted,
  ),
  preset(
    {
      id: '01a90000-0000-4000-8000-000000000002',
      name: 'Продажи по блюдам',
      reportType: 'SALES',
      groupByRowFields: ['DishGroup.TopParent', 'DishName'],
      aggregateFields: ['DishAmountInt', 'DishDiscountSumInt'],
    },
    notDeleted,
  ),
  preset(
    {
      id: '01a90000-0000-4000-8000-000000000003',
      name: 'Выручка по типам оплат',
      reportType: 'SALES',
      groupByRowFields: ['Department', 'PayTypes.Group', 'PayTypes'],
      aggregateFields: ['DishDiscountSumInt', 'UniqOrderId'],
    },
    notDeleted,
  ),
  preset(
    {
      id: '01a90000-0000-4000-8000-000000000004',
      name: 'Доставки по дням и курьерам',
      reportType: 'DELIVERIES',
      groupByRowFields: ['OpenDate.Typed', 'Delivery.Courier'],
      aggregateFields: ['UniqOrderId', 'DishDiscountSumInt', 'Delivery.DelayAvg'],
    },
    notDeleted,
  ),
  preset(
    {
      id: '01a90000-0000-4000-8000-000000000005',
      name: 'Обороты по счетам',
      reportType: 'TRANSACTIONS',
      groupByRowFields: ['Account.Group', 'Account.Type', 'Account.Name'],
      aggregateFields: ['Sum.Incoming', 'Sum.Outgoing'],
    },
    {},
  ),
]

/** Those, and what the office has saved in its books; one that is saved under an id of theirs takes its place. */
export function presetsOf(caller: Caller): OlapPreset[] {
  const own = itemsOf(caller, 'olapPreset').filter(({ isDeleted }) => !isDeleted)
  const saved = own.map(({ id, body }): OlapPreset => {
    const { name, reportType, buildSummary, groupByRowFields, groupByColFields, aggregateFields, filters } =
      body
    return {
      ...{ id, name, buildSummary, reportType },
      ...{ groupByRowFields, groupByColFields, aggregateFields, filters },
    }
  })
  return [...builtIn.filter(({ id }) => saved.every((one) => one.id !== id)), ...saved]
}
