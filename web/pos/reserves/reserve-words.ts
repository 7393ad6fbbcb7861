import { useDuration } from '../../kit/duration.ts'
import { useBooks, useFormat, useNow } from '../../kit/till-context.tsx'
import type { Reserve } from '../../kit/till-types.ts'
import { useText } from '../texts.ts'
import { endOf, stageOf } from './reserve-day.ts'
import { useBookText } from './texts.ts'

/** How the book of reserves says things: by the numbers of its tables and the clock on the wall. */
export function useReserveWords() {
  const t = useBookText()
  const say = useText()
  const format = useFormat()
  const duration = useDuration()
  const now = useNow(5000)
  const { sections } = useBooks()
  const tables = sections.flatMap((section) => section.tables)
  return {
    numberOf: (tableId: string): string => String(tables.find(({ id }) => id === tableId)?.number ?? '?'),
    nameOf: ({ customerName }: Reserve): string => customerName ?? say('delivery.no-name'),
    /** Where it stands, with the time that is left of it. */
    stage(reserve: Reserve): string {
      const { stage, leftMs } = stageOf(reserve, now)
      return t(`book.stage.${stage}`, { time: duration(leftMs) })
    },
    term: (reserve: Reserve) => ({
      start: format.moment(reserve.startsAt, now),
      end: format.time(endOf(reserve)),
    }),
  }
}
