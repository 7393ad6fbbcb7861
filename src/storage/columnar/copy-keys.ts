import type { DuckDBVector } from '@duckdb/node-api'
import type { PackedTold } from '../../app/ports.ts'
import { packTold } from '../../app/reports/group-pieces.ts'
import { printBillionths } from '../../domain/stock/amounts.ts'
import { plainNumber } from '../reports/column.ts'
import type { CopyFile } from './copy-file.ts'
import type { CopiedColumn, MadeOf, Part } from './layout.ts'
import type { CopyQuery } from './messages.ts'

/** What the values of a key are called, by their codes; the first is of those that are empty. */
export type Told = readonly (string | null)[]

/** A key of a report: what facts are grouped by, what DuckDB gives for it in the end, and what that is called. */
export type Key = {
  sql: string
  madeOf: MadeOf
  /** What of a line its groups tell apart. */
  tells: Part | null
  /** Over the grouped value, by the name that it has there. */
  given(name: string): string
  /** DuckDB gives places in this list. */
  told: Told | null
  /** DuckDB gives values; what such a one is called. */
  shown(value: unknown): string
}

const dayMs = 86_400_000
const isoOf = (ms: number): string => new Date(ms).toISOString()

/** `2031-03-04 12:05:24.618`, without zeros at the end of the fraction, as PostgreSQL writes it. */
function momentText(micros: bigint): string {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n
  const text = isoOf(Number((micros - fraction) / 1000n))
    .slice(0, 19)
    .replace('T', ' ')
  return fraction === 0n ? text : `${text}.${String(fraction).padStart(6, '0').replace(/0+$/, '')}`
}

const plain = (name: string): string => name

/** Values that are told one by one. */
const ofValues: Record<CopiedColumn['kind'], Pick<Key, 'given' | 'shown'>> = {
  text: { given: plain, shown: String },
  id: { given: (name) => `${name}::varchar`, shown: String },
  date: {
    given: (name) => `(${name} - date '1970-01-01')::integer`,
    shown: (days) => isoOf(Number(days) * dayMs).slice(0, 10),
  },
  moment: { given: (name) => `epoch_us(${name})`, shown: (micros) => momentText(micros as bigint) },
  number: { given: plain, shown: (value) => plainNumber(printBillionths(value as bigint)) },
  sum: { given: plain, shown: String },
}

export function keyOf(file: CopyFile, name: string, query: CopyQuery): Key {
  const column = file.subject.layout.keyOf(name)
  if (!column)
    return { sql: 'null::integer', madeOf: [], tells: null, given: plain, told: [null], shown: String }
  const { name: sql, kind, madeOf, tells, isWord } = column
  if (!isWord) return { sql, madeOf, tells, told: null, ...ofValues[kind] }
  const values = file.wordsOf(sql)
  const ofWords = { given: plain, shown: String, madeOf }
  const property = file.subject.keys[name]?.names
  if (property === undefined) return { ...ofWords, sql, tells, told: [null, ...values] }
  const names = query.names.get(property) ?? new Map<string, string | null>()
  const told = values.map((id) => names.get(id) ?? null)
  // Things of one name are one group: all of them have the number of the first.
  const first = new Map(told.map((name_, index) => [name_, index] as const).reverse())
  const numbers = told.map((name_) => (name_ === null ? null : (first.get(name_) ?? 0) + 1))
  const isPlain = numbers.every((number, index) => number === index + 1)
  return {
    ...ofWords,
    sql: isPlain ? sql : `list_extract([${numbers.map(String).join(', ')}]::integer[], ${sql})`,
    tells: isPlain ? tells : null,
    told: [null, ...told],
  }
}

/** The values of a key in a piece of the answer, as codes; `at`: where they stand in the piece that is put together. */
export class KeyCodes {
  readonly #key: Key
  readonly #codes: Int32Array
  readonly #told: (string | null)[] = [null]
  readonly #known = new Map<unknown, number>()

  constructor(key: Key, rows: number) {
    this.#key = key
    this.#codes = new Int32Array(rows)
  }

  add(vector: DuckDBVector, rows: number, at: number): void {
    const codes = this.#codes
    if (this.#key.told) {
      for (let row = 0; row < rows; row++) codes[at + row] = Number(vector.getItem(row) ?? 0)
      return
    }
    for (let row = 0; row < rows; row++) codes[at + row] = this.#codeOf(vector.getItem(row))
  }

  #codeOf(value: unknown): number {
    if (value === null) return 0
    const known = this.#known.get(value)
    if (known !== undefined) return known
    this.#known.set(value, this.#told.length)
    return this.#told.push(this.#key.shown(value)) - 1
  }

  /** What was put together of the first rows. */
  taken(rows: number): { codes: Int32Array; told: PackedTold | null } {
    return { codes: this.#codes.slice(0, rows), told: this.#key.told ? null : packTold(this.#told) }
  }
}
