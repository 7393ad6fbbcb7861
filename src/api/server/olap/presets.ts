import type { OlapPreset } from '../generated/types.ts'

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
export const presets: readonly OlapPreset[] = [
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
