/** Reads the filter of a webhook as the API spells it (cloud-api §7.1). */
import { deliveryStatuses } from '../../domain/orders/order.ts'
import type { WebhookFilter } from '../ports.ts'
import { type FieldProblem, refuseProblems } from './problems.ts'

const itemStatuses = ['Added', 'PrintedNotCooking', 'CookingStarted', 'CookingCompleted', 'Served'] as const
const tableStatuses = ['New', 'Bill', 'Closed', 'Deleted'] as const

type Kind = 'flag' | 'texts' | readonly string[]
const flags = { updates: 'flag', errors: 'flag' } as const
const branches: Readonly<Record<keyof WebhookFilter, Readonly<Record<string, Kind>>>> = {
  deliveryOrderFilter: {
    orderStatuses: deliveryStatuses,
    itemStatuses,
    errors: 'flag',
    returnedExternalDataKeys: 'texts',
  },
  tableOrderFilter: { orderStatuses: tableStatuses, itemStatuses, errors: 'flag' },
  reserveFilter: flags,
  stopListUpdateFilter: { updates: 'flag' },
  personalShiftFilter: { updates: 'flag' },
  nomenclatureUpdateFilter: { updates: 'flag' },
  businessHoursAndMappingUpdateFilter: { updates: 'flag' },
  kitchenOrderUpdateFilter: { updates: 'flag' },
}

/** Every event there is. */
export const everything: WebhookFilter = {
  deliveryOrderFilter: {
    orderStatuses: [...deliveryStatuses],
    itemStatuses: [...itemStatuses],
    errors: true,
  },
  tableOrderFilter: { orderStatuses: [...tableStatuses], itemStatuses: [...itemStatuses], errors: true },
  reserveFilter: { updates: true, errors: true },
  stopListUpdateFilter: { updates: true },
  personalShiftFilter: { updates: true },
  nomenclatureUpdateFilter: { updates: true },
  businessHoursAndMappingUpdateFilter: { updates: true },
  kitchenOrderUpdateFilter: { updates: true },
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The filter of a request; branches that are null are not subscribed. Throws all that is wrong with it. */
export function readWebhookFilter(given: unknown): WebhookFilter {
  const problems: FieldProblem[] = []
  const add = (field: string, ru: string, en: string): void => {
    problems.push({ field, text: { ru, en } })
  }
  const filter: Record<string, unknown> = {}
  if (!isObject(given)) add('filter', 'ожидается объект', 'an object is expected')
  for (const [name, branch] of Object.entries(isObject(given) ? given : {})) {
    const kinds = branches[name as keyof WebhookFilter]
    if (!kinds) add(`filter.${name}`, 'такого события нет', 'there is no such event')
    else if (isObject(branch)) {
      filter[name] = branch
      for (const [field, value] of Object.entries(branch)) {
        const words = trouble(kinds[field], value)
        if (words) add(`filter.${name}.${field}`, ...words)
      }
    } else if (branch !== null) add(`filter.${name}`, 'ожидается объект', 'an object is expected')
  }
  refuseProblems(problems)
  return filter
}

function trouble(kind: Kind | undefined, value: unknown): [ru: string, en: string] | null {
  if (kind === undefined) return ['такого поля нет', 'there is no such field']
  if (kind === 'flag') return typeof value === 'boolean' ? null : ['true или false', 'true or false']
  const isList = Array.isArray(value) && value.length <= 100 && value.every((one) => typeof one === 'string')
  if (!isList) return ['ожидается список строк', 'a list of texts is expected']
  if (kind === 'texts') return null
  const unknown = value.filter((one) => !kind.includes(one))
  if (unknown.length === 0) return null
  return [`неизвестный статус ${unknown.join(', ')}`, `unknown status ${unknown.join(', ')}`]
}
