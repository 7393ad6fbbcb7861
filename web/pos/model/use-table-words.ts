import type { OrderGuest } from '../../kit/table-types.ts'
import { useText } from '../texts.ts'

/** A guest by name, or by the number at the table. */
export function useGuestName(): (guest: OrderGuest) => string {
  const t = useText()
  return ({ name, rank }) => name ?? t('table.guest', { number: rank })
}

/** Null: as it comes. */
export function useCourseName(): (course: number | null) => string {
  const t = useText()
  return (course) =>
    course === null
      ? t('table.no-course')
      : course === 0
        ? t('table.vip')
        : t('table.course', { number: course })
}
