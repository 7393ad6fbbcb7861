const iso = /^P(?=.)(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?$/

/** Milliseconds of an ISO 8601 duration of days, hours, minutes and seconds; null for anything else. */
export function durationMs(text: string): number | null {
  const match = iso.exec(text)
  if (!match) return null
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1, 5).map((part) => Number(part ?? 0))
  return (
    (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 +
    Number((match[5] ?? '').padEnd(3, '0') || 0)
  )
}
