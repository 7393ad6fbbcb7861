/** The last day of something that ends at a moment: one that ends at midnight UTC was good through the day before. */
export const lastDayOf = (iso: string | null): string =>
  iso === null ? '' : new Date(Date.parse(iso) - 1).toISOString().slice(0, 10)

/** Good through the end of a day, UTC. An empty day is no end. */
export const endOfDay = (day: string): string | null =>
  day === '' ? null : new Date(Date.parse(day) + 86_400_000).toISOString()
