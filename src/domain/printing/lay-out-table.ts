/** Tables of the receipt markup: columns side by side on paper of a width. */
import type { Cell, Column, Content } from './document.ts'
import { aligned, type Glyph, repeated, widthOfAll, withoutTail } from './glyphs.ts'
import type { Row, RowsOf, Setting } from './lines.ts'

type Table = Extract<Content, { tag: 'table' }>
/** A cell with its first column and the one behind its last. */
type Placed = { cell: Cell; from: number; to: number }

/** Rows of a table. Where there is no room for its columns, its cells stand one under the other. */
export function tableRows(table: Table, width: number, setting: Setting, rowsOf: RowsOf): Row[] {
  const rows = placed(table)
  const measures = { setting, rowsOf }
  const spacing =
    width - (table.columns.length - 1) * table.cellSpacing < table.columns.length ? 0 : table.cellSpacing
  if (table.columns.length > width) {
    const inside = (cell: Cell): Row[] => cellRows(cell, width, undefined, measures)
    return rows.flatMap((row) => row.flatMap(({ cell }) => inside(cell)))
  }
  const widths = columnWidths(table.columns, rows, width - (table.columns.length - 1) * spacing, (cell) =>
    naturalWidth(cell, width, measures),
  )
  return rows.flatMap((row) => sideBySide(table, row, { widths, spacing, ...measures }))
}

/** Cells by rows: each takes the next free columns, those of space are passed over. */
function placed({ columns, cells }: Table): Placed[][] {
  const rows: Placed[][] = []
  let at = columns.length
  for (const cell of cells) {
    while (at < columns.length && columns[at]?.isSpace) at += 1
    if (at >= columns.length) {
      rows.push([])
      at = columns.findIndex(({ isSpace }) => !isSpace)
    }
    // A line goes to the end of its row unless it says how far.
    const span = cell.colspan ?? (cell.kind === 'line' ? columns.length : 1)
    const to = endOf(columns, at, span)
    rows.at(-1)?.push({ cell, from: at, to })
    at = to
  }
  return rows
}

function endOf(columns: readonly Column[], from: number, span: number): number {
  let [at, left] = [from, span]
  while (at < columns.length && left > 0) {
    if (!columns[at]?.isSpace) left -= 1
    at += 1
  }
  return at
}

type Inside = { setting: Setting; rowsOf: RowsOf }

function cellRows(cell: Cell, width: number, column: Column | undefined, { setting, rowsOf }: Inside): Row[] {
  if (cell.kind === 'line')
    return [{ kind: 'row', glyphs: repeated(cell.symbols ?? '-', width, setting.style) }]
  return rowsOf(cell.content, width, {
    ...setting,
    align: column?.align ?? 'left',
    policy: column?.formatter ?? setting.policy,
  })
}

/** As wide as the cell is where it need not be broken. */
function naturalWidth(cell: Cell, width: number, { setting, rowsOf }: Inside): number {
  if (cell.kind === 'line') return 1
  const rows = rowsOf(cell.content, width, { ...setting, align: 'left' })
  return rows.reduce(
    (most, row) => (row.kind === 'row' ? Math.max(most, widthOfAll(withoutTail(row.glyphs))) : most),
    1,
  )
}

/** Widths of all columns; they sum to `room` at most, and each has one at least. */
function columnWidths(
  columns: readonly Column[],
  rows: readonly Placed[][],
  room: number,
  natural: (cell: Cell) => number,
): number[] {
  const widths = columns.map((column, index) => {
    const own = rows.flat().filter(({ from, to }) => from === index && to === index + 1)
    const wanted =
      column.width ??
      (column.isAuto ? Math.max(1, ...own.map(({ cell }) => natural(cell))) : (column.minWidth ?? 1))
    return Math.max(1, Math.min(Math.max(wanted, column.minWidth ?? 1), column.maxWidth ?? wanted))
  })
  let free = room - widths.reduce((sum, width) => sum + width, 0)
  const isFlexible = ({ width, isAuto, maxWidth }: Column, index: number): boolean =>
    width === undefined && !isAuto && (maxWidth === undefined || (widths[index] ?? 0) < maxWidth)
  while (free > 0) {
    const flexible = columns.flatMap((column, index) => (isFlexible(column, index) ? [index] : []))
    if (flexible.length === 0) break
    // One each, the first ones first: so the last step of an uneven share is fair.
    for (const index of flexible.slice(0, free)) widths[index] = (widths[index] ?? 0) + 1
    free -= Math.min(free, flexible.length)
  }
  for (; free < 0; free += 1) {
    const widest = widths.indexOf(Math.max(...widths))
    widths[widest] = (widths[widest] ?? 1) - 1
  }
  return widths
}

type Measures = Inside & { widths: readonly number[]; spacing: number }

function sideBySide(
  { columns }: Table,
  row: readonly Placed[],
  { widths, spacing, ...inside }: Measures,
): Row[] {
  const others: Row[] = []
  const blocks = row.map(({ cell, from, to }) => {
    const width = widths.slice(from, to).reduce((sum, one) => sum + one, 0) + (to - from - 1) * spacing
    const column = columns[from]
    const lines = cellRows(cell, width, column, inside).flatMap((one) => {
      if (one.kind === 'row') return [one.glyphs]
      // Pictures stand beside nothing: they come below the row.
      others.push(one)
      return []
    })
    return { from, width, lines, valign: column?.valign ?? 'top' }
  })
  const height = Math.max(0, ...blocks.map(({ lines }) => lines.length))
  const offsets = widths.map((_, index) =>
    widths.slice(0, index).reduce((sum, one) => sum + one + spacing, 0),
  )
  const rows = Array.from({ length: height }, (_, index): Row => {
    const glyphs: Glyph[] = []
    for (const { from, width, lines, valign } of blocks) {
      glyphs.push(...repeated(' ', (offsets[from] ?? 0) - widthOfAll(glyphs)))
      const line = lines[index - topOf(valign, height, lines.length)] ?? []
      glyphs.push(...aligned(line, width, { align: 'left', fill: ' ' }))
    }
    return { kind: 'row', glyphs }
  })
  return [...rows, ...others]
}

const topOf = (valign: 'top' | 'center' | 'bottom', height: number, own: number): number =>
  valign === 'top' ? 0 : valign === 'bottom' ? height - own : Math.floor((height - own) / 2)
