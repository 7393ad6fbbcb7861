/**
 * Rows for one upsert: each id once (the last one given wins, for a statement cannot touch a row twice), and sorted, so
 * that two transactions lock the rows they share in the same order and cannot deadlock.
 */
export function inOrderOfIds<Row extends { id: string }>(rows: readonly Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}
