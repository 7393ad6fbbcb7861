import type { ReportPieces } from '../report-ports.ts'
import type { FoundReport, ReportShape } from './find-report.ts'
import { unpackTold } from './group-pieces.ts'
import { measureOf, sharedSum, shareOfTotal, sharesOfTotals } from './measures.ts'

/** The values of a key in the order of the answer, and which of them each row has. */
type KeyColumn = { told: readonly (string | null)[]; places: Int32Array }

/** The groups of a report as the lines of an answer, without an object for each of them. */
export class ReportLines {
  /**
   * Rows in the order of the answer. None is promised (server-api §21.2); a steady one, by levels and by the keys as they
   * were asked for, lets answers be compared.
   */
  readonly order: Uint32Array
  readonly #levels: Int32Array
  readonly #keys: readonly KeyColumn[]
  readonly #measures: readonly ((row: number) => number | null)[]

  constructor({ shape, found }: FoundReport) {
    this.#levels = levelsOf(found)
    this.#keys = shape.keys.map((_, key) => keyColumn(found, key))
    this.order = this.#ordered(shape)
    const sums = sumReaders(shape, found)
    const hasShares = shape.measures.some((name) => Object.hasOwn(sharesOfTotals, name))
    const totals = hasShares ? this.#totals(shape, sums(sharedSum(shape.type))) : null
    this.#measures = shape.measures.map((name) => {
      if (totals && Object.hasOwn(sharesOfTotals, name)) return totals(sharesOfTotals[name] ?? 'rows')
      const measure = measureOf(shape.type, name)
      if (!measure) return () => null
      const read = new Map(measure.sums.map((sum) => [sum, sums(sum)]))
      return (row) => measure.of((sum) => read.get(sum)?.(row) ?? 0n)
    })
  }

  levelOf(row: number): number {
    return this.#levels[row] ?? 0
  }

  /** What a key may be, each once. */
  toldOf(key: number): readonly (string | null)[] {
    return this.#keys[key]?.told ?? []
  }

  /** Where a row's key stands in {@link toldOf}. */
  placeOf(key: number, row: number): number {
    return this.#keys[key]?.places[row] ?? 0
  }

  /** By the place in the measures of the report; null: there is nothing to tell. */
  measure(index: number, row: number): number | null {
    return this.#measures[index]?.(row) ?? null
  }

  #ordered({ levels }: ReportShape): Uint32Array {
    const rows = Uint32Array.from(this.#levels, (_, row) => row)
    const sizes = [levels.length, ...this.#keys.map(({ told }) => told.length)]
    const columns = [this.#levels, ...this.#keys.map(({ places }) => places)]
    if (sizes.reduce((all, size) => all * Math.max(size, 1), 1) > Number.MAX_SAFE_INTEGER)
      return rows.sort((a, b) => {
        for (const column of columns) {
          const difference = (column[a] ?? 0) - (column[b] ?? 0)
          if (difference !== 0) return difference
        }
        return 0
      })
    // All that rows are ordered by fits one number.
    const weights = new Float64Array(rows.length)
    for (const [index, column] of columns.entries())
      for (let row = 0; row < weights.length; row++)
        weights[row] = (weights[row] ?? 0) * (sizes[index] ?? 1) + (column[row] ?? 0)
    return rows.sort((a, b) => (weights[a] ?? 0) - (weights[b] ?? 0))
  }

  /** Readers of a row's share of what the rows of its level with the same columns, or the same rows, come to together. */
  #totals(
    { levels, rows: firstColumn }: ReportShape,
    part: (row: number) => bigint,
  ): (which: 'columns' | 'rows') => (row: number) => number | null {
    return (which) => {
      const wholes = new Map<string, bigint>()
      const wholeOf = (row: number): string => {
        const own = (levels[this.levelOf(row)] ?? []).filter(
          (key) => key < firstColumn === (which === 'rows'),
        )
        return [this.levelOf(row), ...own.map((key) => this.placeOf(key, row))].join()
      }
      for (const row of this.order) wholes.set(wholeOf(row), (wholes.get(wholeOf(row)) ?? 0n) + part(row))
      return (row) => shareOfTotal(part(row), wholes.get(wholeOf(row)) ?? 0n)
    }
  }
}

function levelsOf({ pieces, groups }: ReportPieces): Int32Array {
  const levels = new Int32Array(groups)
  let at = 0
  for (const piece of pieces) {
    levels.set(piece.levels, at)
    at += piece.levels.length
  }
  return levels
}

function keyColumn({ told: whole, pieces, groups }: ReportPieces, key: number): KeyColumn {
  const values: (string | null)[] = []
  const known = new Map<string | null, number>()
  const numberOf = (value: string | null): number => {
    const number = known.get(value)
    if (number !== undefined) return number
    known.set(value, values.length)
    return values.push(value) - 1
  }
  const places = new Int32Array(groups)
  const common = unpacked(whole[key] ?? null)
  let at = 0
  for (const { keys } of pieces) {
    const { codes, told } = keys[key] ?? { codes: new Int32Array(), told: null }
    const names = unpacked(told) ?? common ?? []
    // Of a long list of names a report has a few.
    const numbers = new Int32Array(names.length).fill(-1)
    for (const code of codes) {
      if (numbers[code] === -1) numbers[code] = numberOf(names[code] ?? null)
      places[at++] = numbers[code] ?? 0
    }
  }
  const order = values.map((_, number) => number)
  order.sort((a, b) => compareKeys(values[a] ?? null, values[b] ?? null))
  const placeOf = new Int32Array(values.length)
  for (const [place, number] of order.entries()) placeOf[number] = place
  for (const [row, number] of places.entries()) places[row] = placeOf[number] ?? 0
  return { told: order.map((number) => values[number] ?? null), places }
}

const unpacked = (told: Uint8Array | null): (string | null)[] | null => told && unpackTold(told)

function compareKeys(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? -1 : 1
  const difference = Number(a) - Number(b)
  return Number.isNaN(difference) || difference === 0 ? (a < b ? -1 : 1) : difference
}

/** Readers of a row's sums by name; what was not summed is nothing. */
function sumReaders({ sums }: ReportShape, { pieces, groups }: ReportPieces) {
  const pieceOf = new Uint32Array(groups)
  const starts: number[] = []
  let at = 0
  for (const [index, { levels }] of pieces.entries()) {
    starts.push(at)
    pieceOf.fill(index, at, at + levels.length)
    at += levels.length
  }
  return (name: string): ((row: number) => bigint) => {
    const place = sums.indexOf(name)
    const columns = pieces.map((piece) => piece.sums[place])
    return (row) => {
      const piece = pieceOf[row] ?? 0
      const column = columns[piece]
      const own = row - (starts[piece] ?? 0)
      return !column || column.empty[own] === 1 ? 0n : (column.values[own] ?? 0n)
    }
  }
}
