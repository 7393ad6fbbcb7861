/** Insertions, deletions and replacements that turn one text into the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let j = 1; j <= to.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (from.charAt(i - 1) === to.charAt(j - 1) ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}

/** Comparing is quadratic: what strangers send is cut to this. */
const lengthMax = 120

/** The text of `known` that needs the fewest changes to become `text`; for hints about typing errors. */
export function nearestText(text: string, known: Iterable<string>): string | undefined {
  const wanted = text.slice(0, lengthMax)
  let best: { text: string; changes: number } | undefined
  for (const candidate of known) {
    const least = Math.abs(candidate.length - wanted.length)
    if (best && least >= best.changes) continue
    const changes = distance(wanted, candidate)
    if (!best || changes < best.changes) best = { text: candidate, changes }
  }
  return best?.text
}
