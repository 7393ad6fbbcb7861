/** Versions are compared number by number; what stands behind the third one is a build. */
export function isOlder(version: string, required: string): boolean {
  const [ours, wanted] = [version, required].map((text) => text.split('.').map(Number))
  for (const [index, number] of (wanted ?? []).entries()) {
    const own = ours?.[index] ?? 0
    if (own !== number) return own < number
  }
  return false
}

/** The newest of several versions; null of none. */
export const newestOf = (versions: readonly string[]): string | null =>
  versions.reduce<string | null>(
    (newest, one) => (newest === null || isOlder(newest, one) ? one : newest),
    null,
  )
