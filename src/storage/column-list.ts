/** What stands in an array without quotes: ids, numbers, booleans and moments. */
const unquoted = /^[\w:.+-]+$/

/**
 * A column of many rows as one array parameter. Only for values that need no quotes there; throws for others. The
 * driver's own arrays quote and search every element, which on the hot path costs more than all the rest of a row.
 */
export function columnOf<Row>(
  rows: readonly Row[],
  pick: (row: Row) => string | number | bigint | boolean | null | undefined,
): string {
  let text = ''
  for (const row of rows) {
    const value = pick(row) ?? 'NULL'
    if (typeof value === 'string' && !unquoted.test(value)) throw new Error('a column needs quotes')
    text += `${text === '' ? '{' : ','}${value}`
  }
  return text === '' ? '{}' : `${text}}`
}
