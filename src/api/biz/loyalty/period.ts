import type { Call } from '../call.ts'
import { fault } from '../faults.ts'
import type { CardDesk } from './desk.ts'

const dayMs = 86_400_000

/**
 * A range of a report, by the restaurant's clock; both spellings of its ends are taken (biz-card-api §12.1). The end is excluded:
 * who wants a day asks for it and the next one (§12.8). A range of one day is that day.
 */
export function readPeriod(
  { query }: Pick<Call, 'query'>,
  { place }: CardDesk,
  daysMax: number,
): { from: number; to: number } {
  const from = place.readTime(query.required('date_from', 'dateFrom'), 'date_from')
  const until = place.readTime(query.required('date_to', 'dateTo'), 'date_to')
  if (until < from) throw fault(400, 'date_to must not be before date_from')
  const to = until === from ? until + dayMs : until
  if (to - from > daysMax * dayMs) throw fault(400, `The period must not be longer than ${daysMax} days`)
  return { from, to }
}
