import { rm } from 'node:fs/promises'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type CopiedColumn, firstLineBit, type Part, parts, salesLayout } from './layout.ts'

/** Of one copy; several tenants have several. */
const limits = { memory_limit: '1GB', threads: '2', max_temp_directory_size: '8GB' }
const unitsMin = 64
const unitsMax = 4096
const rowsAtATime = 60_000
/** An order's number in the copy is its unit and its place there. */
const orderBits = 24

/** An accounting day of a restaurant: what is written whole. */
export type Unit = { organizationId: string; day: string }
const keyOf = ({ organizationId, day }: Unit): string => `${organizationId} ${day}`

/** A text in SQL. PostgreSQL keeps no NUL, so nothing has one. */
export const quoted = (text: string): string => `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`

const typeOf = ({ kind, isWord }: CopiedColumn, isStaged: boolean): string => {
  if (isWord) return isStaged ? 'VARCHAR' : 'INTEGER'
  return {
    text: 'VARCHAR',
    id: 'UUID',
    date: 'DATE',
    moment: 'TIMESTAMP',
    number: 'BIGINT',
    sum: 'BIGINT',
  }[kind]
}

const { columns, print } = salesLayout

const tables = [
  'create table copy (print VARCHAR, cursor VARCHAR, previous VARCHAR)',
  'create table unit (unit INTEGER, organization VARCHAR, day DATE, cursor VARCHAR)',
  'create table word (col VARCHAR, n INTEGER, value VARCHAR)',
  // `head`: a bit for each set of parts (layout.ts); the line is the first of its order with its values of those.
  `create table sale (unit INTEGER, ord BIGINT, head UTINYINT, is_delivery BOOLEAN,
     ${columns.map((column) => `${column.name} ${typeOf(column, false)}`).join(', ')})`,
]

/** The first columns of a staged row, before the copied ones. */
const stagedColumns = {
  organization: 'VARCHAR',
  day: 'DATE',
  line: 'INTEGER',
  share: 'INTEGER',
  is_delivery: 'BOOLEAN',
  ...Object.fromEntries(columns.map((column) => [column.name, typeOf(column, true)])),
}

/** One tenant's copy: a file of DuckDB, and what of it is worth remembering. */
export class CopyFile {
  readonly #instance: DuckDBInstance
  readonly #own: DuckDBConnection
  readonly #units = new Map<string, number>()
  /** Values of words by column; the number of a word is its place plus one. */
  readonly #words = new Map<string, string[]>()
  /** How many units are written at a time: as many as make a good number of rows. */
  unitsAtATime = unitsMin
  /** What was written last, and before it. */
  cursor = ''
  previous = ''

  private constructor(instance: DuckDBInstance, own: DuckDBConnection) {
    this.#instance = instance
    this.#own = own
  }

  /** Opens a copy; makes it anew when there is none, it cannot be read or it is laid out otherwise. */
  static async open(path: string, tempDir: string): Promise<CopyFile> {
    const { DuckDBInstance: Instance } = await import('@duckdb/node-api')
    const open = async (): Promise<CopyFile> => {
      const instance = await Instance.create(path, { ...limits, temp_directory: tempDir })
      const file = new CopyFile(instance, await instance.connect())
      try {
        await file.#start()
      } catch (error) {
        file.close()
        throw error
      }
      return file
    }
    try {
      return await open()
    } catch (error) {
      // Another process has it: then it is whole, and not ours.
      if (/lock/i.test(String(error))) throw error
      await rm(path, { force: true })
      await rm(`${path}.wal`, { force: true })
      return open()
    }
  }

  async #start(): Promise<void> {
    const known = await this.#rows(
      "select table_name from information_schema.tables where table_name = 'copy'",
    )
    if (known.length === 0) {
      for (const table of tables) await this.#own.run(table)
      await this.#own.run(`insert into copy values (${quoted(print)}, '', '')`)
    }
    const [state] = await this.#rows('select print, cursor, previous from copy')
    if (state?.[0] !== print) throw new Error('the copy is laid out otherwise')
    this.cursor = String(state[1])
    this.previous = String(state[2])
    await this.#remember()
  }

  async #remember(): Promise<void> {
    this.#units.clear()
    this.#words.clear()
    for (const [unit, organization, day] of await this.#rows(
      'select unit, organization, day::varchar from unit',
    ))
      this.#units.set(`${organization} ${day}`, Number(unit))
    for (const [column, value] of await this.#rows('select col, value from word order by col, n'))
      this.#wordsOf(String(column)).push(String(value))
  }

  async #rows(sql: string): Promise<unknown[][]> {
    return (await this.#own.runAndReadAll(sql)).getRows()
  }

  #wordsOf(column: string): string[] {
    const values = this.#words.get(column) ?? []
    this.#words.set(column, values)
    return values
  }

  wordsOf(column: string): readonly string[] {
    return this.#wordsOf(column)
  }

  /** Units that were written with the last cursor. */
  async lastUnits(): Promise<Unit[]> {
    const rows = await this.#rows(
      `select organization, day::varchar from unit where cursor = ${quoted(this.cursor)}`,
    )
    return rows.map(([organizationId, day]) => ({ organizationId: String(organizationId), day: String(day) }))
  }

  /** Empties the copy. */
  async clear(cursor: string): Promise<void> {
    await this.#inTransaction(async () => {
      for (const table of ['unit', 'word', 'sale']) await this.#own.run(`delete from ${table}`)
      await this.#own.run(`update copy set cursor = ${quoted(cursor)}, previous = ''`)
    })
    this.cursor = cursor
    this.previous = ''
  }

  /** Writes units whole, from a CSV file of their rows, together with the cursor. */
  async write(units: readonly Unit[], csv: string, cursor: string): Promise<void> {
    await this.#inTransaction(async () => {
      const types = Object.entries(stagedColumns).map(([name, type]) => `'${name}': '${type}'`)
      await this.#own.run(
        `create or replace temp table staged as select * from read_csv(${quoted(csv)}, header = false,
           auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', allow_quoted_nulls = false,
           columns = {${types.join(', ')}})`,
      )
      await this.#numberUnits(units, cursor)
      const used = await this.#columnsStaged()
      for (const { name } of used.filter(({ isWord }) => isWord))
        await this.#own.run(
          `insert into word select '${name}', row_number() over (order by value) + ${this.#wordsOf(name).length}, value
           from (select distinct ${name} as value from staged where ${name} is not null
             and ${name} not in (select value from word where col = '${name}'))`,
        )
      const numbers = units.map((unit) => this.#units.get(keyOf(unit)) ?? 0)
      await this.#own.run(`delete from sale where unit in (${numbers.join(', ')})`)
      await this.#own.run(placeStaged)
      const { rowsChanged } = await this.#own.run(insertStaged(used))
      const factor = rowsChanged < rowsAtATime ? 2 : 0.5
      this.unitsAtATime = Math.max(unitsMin, Math.min(unitsMax, this.unitsAtATime * factor))
      await this.#own.run(`update copy set previous = cursor, cursor = ${quoted(cursor)}`)
    })
    this.previous = this.cursor
    this.cursor = cursor
  }

  /** Columns that are not empty in all that is staged: of the many, about half. */
  async #columnsStaged(): Promise<CopiedColumn[]> {
    const [counts] = await this.#rows(
      `select ${columns.map(({ name }) => `count(${name})`).join(', ')} from staged`,
    )
    return columns.filter((_, index) => counts?.[index] !== 0n)
  }

  async #numberUnits(units: readonly Unit[], cursor: string): Promise<void> {
    const rows: string[] = []
    for (const unit of units) {
      const known = this.#units.get(keyOf(unit))
      if (known !== undefined)
        await this.#own.run(`update unit set cursor = ${quoted(cursor)} where unit = ${known}`)
      else {
        const number = this.#units.size + 1
        this.#units.set(keyOf(unit), number)
        rows.push(`(${number}, ${quoted(unit.organizationId)}, ${quoted(unit.day)}, ${quoted(cursor)})`)
      }
    }
    if (rows.length > 0) await this.#own.run(`insert into unit values ${rows.join(', ')}`)
  }

  async #inTransaction(work: () => Promise<void>): Promise<void> {
    await this.#own.run('begin')
    try {
      await work()
      await this.#own.run('commit')
    } catch (error) {
      await this.#own.run('rollback').catch(() => {})
      throw error
    } finally {
      await this.#remember()
    }
  }

  /** A connection of its own for a question, which may be interrupted. */
  async connect(): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect()
    // Groups of a few small numbers are counted in an array instead of a hash table.
    await connection.run('set perfect_ht_threshold = 20')
    return connection
  }

  /** Rows of facts that the copy has. */
  async count(): Promise<number> {
    const [row] = await this.#rows('select count(*) from sale')
    return Number(row?.[0] ?? 0)
  }

  close(): void {
    this.#own.disconnectSync()
    this.#instance.closeSync()
  }
}

const { order } = salesLayout
const setsOfParts = Array.from({ length: 1 << parts.length }, (_, bits) =>
  parts.filter((_part, place) => (bits >> place) % 2 === 1),
)
const first = (set: readonly Part[]): string => {
  const by = [order, ...set.map((part) => salesLayout.parts[part])].map(({ name }) => `s.${name}`)
  return `case when row_number() over (partition by unit, ${by.join(', ')} order by line, share) = 1 then ${firstLineBit(set)} else 0 end`
}

/** Numbers the orders of what is staged, and finds the first lines of each: of few columns, because all of them are many. */
const placeStaged = `create or replace temp table placed as
  select s.rowid as place, unit,
    (unit::bigint << ${orderBits}) + dense_rank() over (partition by unit order by s.${order.name}) as ord,
    (${setsOfParts.map(first).join(' + ')})::utinyint as head
  from staged s join unit u on u.organization = s.organization and u.day = s.day`

/** Writes what is staged; columns that are empty in all of it are left out, for rows are wide. */
function insertStaged(used: readonly CopiedColumn[]): string {
  const joins = used
    .filter(({ isWord }) => isWord)
    .map(
      ({ name }) =>
        `left join (select n, value from word where col = '${name}') w${name} on w${name}.value = s.${name}`,
    )
  const values = used.map(({ name, isWord }) => (isWord ? `w${name}.n` : `s.${name}`))
  return `insert into sale (${['unit', 'ord', 'head', 'is_delivery', ...used.map(({ name }) => name)].join(', ')})
    select ${['unit', 'ord', 'head', 'is_delivery', ...values].join(', ')}
    from staged s join placed p on p.place = s.rowid ${joins.join('\n')} order by unit, ord`
}
