import { useBooks } from '../../kit/till-context.tsx'
import { useText } from '../texts.ts'

/** Says tables by their numbers; one that is in no hall any more has none. */
export function useTableNames(): (ids: readonly string[]) => string {
  const t = useText()
  const { sections } = useBooks()
  const tables = new Map(sections.flatMap((section) => section.tables).map((table) => [table.id, table]))
  return (ids) => {
    const numbers = ids.flatMap((id) => tables.get(id)?.number ?? []).sort((a, b) => a - b)
    if (numbers.length === 0) return t('hall.no-table')
    return t('hall.tables', { count: numbers.length, numbers: numbers.join(', ') })
  }
}
