import { rm } from 'node:fs/promises'
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type CopiedColumn, firstLineBit, orderColumn, type Part, partColumns, parts } from './layout.ts'
import type { Subject } from './subject.ts'

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

const typeOf = ({ sumType }: Subject, { kind, isWord }: CopiedColumn, isStaged: boolean): string => {
  if (isWord) return isStaged ? 'VARCHAR' : 'INTEGER'
  return {
    text: 'VARCHAR',
    id: 'UUID',
    date: 'DATE',
    moment: 'TIMESTAMP',
    number: 'BIGINT',
    sum: sumType,
  }[kind]
}

/** Columns of a row besides the copied ones, as it is staged and as it is kept. */
const ownColumns: Record<Subject['name'], { staged: Record<string, string>; kept: Record<string, string> }> =
  {
    sales: {
      staged: { line: 'INTEGER', share: 'INTEGER', is_delivery: 'BOOLEAN' },
      // `head`: a bit for each set of parts (layout.ts); the line is the first of its order with its values of those.
      kept: { ord: 'BIGINT', head: 'UTINYINT', is_delivery: 'BOOLEAN' },
    },
    postings: { staged: {}, kept: {} },
  }
const declared = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ')

function tablesOf(subject: Subject): string[] {
  const copied = subject.layout.columns.map(
    (column) => [column.name, typeOf(subject, column, false)] as const,
  )
  return [
    'create table copy (print VARCHAR, cursor VARCHAR, previous VARCHAR)',
    // By which clocks moments were told.
    'create table clock (clocks VARCHAR)',
    'create table unit (unit INTEGER, organization VARCHAR, day DATE, cursor VARCHAR)',
    'create table word (col VARCHAR, n INTEGER, value VARCHAR)',
    `create table ${subject.table} (${declared({ unit: 'INTEGER', ...ownColumns[subject.name].kept, ...Object.fromEntries(copied) })})`,
  ]
}

const stagedColumns = (subject: Subject): Record<string, string> => ({
  ...{ organization: 'VARCHAR', day: 'DATE' },
  ...ownColumns[subject.name].staged,
  ...Object.fromEntries(subject.layout.columns.map((column) => [column.name, typeOf(subject, column, true)])),
})

/** One tenant's copy of a subject: a file of DuckDB, and what of it is worth remembering. */
export class CopyFile {
  readonly subject: Subject
  readonly #instance: DuckDBInstance
  readonly #own: DuckDBConnection
  readonly #idle: DuckDBConnection[] = []
  readonly #units = new Map<string, number>()
  /** Values of words by column; the number of a word is its place plus one. */
  readonly #words = new Map<string, string[]>()
  /** How many units are written at a time: as many as make a good number of rows. */
  unitsAtATime = unitsMin
  /** What was written last, and before it. */
  cursor = ''
  previous = ''
  /** What says how moments were told, as JSON; empty: nothing was told. */
  clocks = ''

  private constructor(subject: Subject, instance: DuckDBInstance, own: DuckDBConnection) {
    this.subject = subject
    this.#instance = instance
    this.#own = own
  }

  /** Opens a copy; makes it anew when there is none, it cannot be read or it is laid out otherwise. */
  static async open(subject: Subject, path: string, tempDir: string): Promise<CopyFile> {
    const { DuckDBInstance: Instance } = await import('@duckdb/node-api')
    const open = async (): Promise<CopyFile> => {
      const instance = await Instance.create(path, { ...limits, temp_directory: tempDir })
      const file = new CopyFile(subject, instance, await instance.connect())
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
    const { print } = this.subject.layout
    const known = await this.#rows(
      "select table_name from information_schema.tables where table_name = 'copy'",
    )
    if (known.length === 0) {
      for (const table of tablesOf(this.subject)) await this.#own.run(table)
      await this.#own.run(`insert into copy values (${quoted(print)}, '', '')`)
    }
    const [state] = await this.#rows('select print, cursor, previous from copy')
    if (state?.[0] !== print) throw new Error('the copy is laid out otherwise')
    this.cursor = String(state[1])
    this.previous = String(state[2])
    if (this.subject.name === 'postings')
      this.clocks = String((await this.#rows('select clocks from clock'))[0]?.[0] ?? '')
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
      for (const table of ['unit', 'word', this.subject.table]) await this.#own.run(`delete from ${table}`)
      await this.#own.run(`update copy set cursor = ${quoted(cursor)}, previous = ''`)
    })
    this.cursor = cursor
    this.previous = ''
  }

  /** Remembers by which clocks moments are told from now on. */
  async keepClocks(clocks: string): Promise<void> {
    if (clocks === this.clocks) return
    await this.#own.run('delete from clock')
    await this.#own.run(`insert into clock values (${quoted(clocks)})`)
    this.clocks = clocks
  }

  /** Writes units whole, from a CSV file of their rows, together with the cursor. */
  async write(units: readonly Unit[], csv: string, cursor: string): Promise<void> {
    await this.#inTransaction(async () => {
      const types = Object.entries(stagedColumns(this.subject)).map(([name, type]) => `'${name}': '${type}'`)
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
      await this.#own.run(`delete from ${this.subject.table} where unit in (${numbers.join(', ')})`)
      if (this.subject.name === 'sales') await this.#own.run(placeStaged)
      const { rowsChanged } = await this.#own.run(insertStaged(this.subject, used))
      const factor = rowsChanged < rowsAtATime ? 2 : 0.5
      this.unitsAtATime = Math.max(unitsMin, Math.min(unitsMax, this.unitsAtATime * factor))
      await this.#own.run(`update copy set previous = cursor, cursor = ${quoted(cursor)}`)
    })
    this.previous = this.cursor
    this.cursor = cursor
  }

  /** Columns that are not empty in all that is staged: of the many, about half. */
  async #columnsStaged(): Promise<CopiedColumn[]> {
    const { columns } = this.subject.layout
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

  /** A connection of its own for a question, which may be interrupted; one that was not may be taken back. */
  async connect(): Promise<DuckDBConnection> {
    const idle = this.#idle.pop()
    if (idle) return idle
    const connection = await this.#instance.connect()
    // Groups of a few small numbers are counted in an array instead of a hash table.
    await connection.run('set perfect_ht_threshold = 20')
    return connection
  }

  takeBack(connection: DuckDBConnection): void {
    this.#idle.push(connection)
  }

  /** Rows of facts that the copy has. */
  async count(): Promise<number> {
    const [row] = await this.#rows(`select count(*) from ${this.subject.table}`)
    return Number(row?.[0] ?? 0)
  }

  close(): void {
    for (const connection of this.#idle) connection.disconnectSync()
    this.#own.disconnectSync()
    this.#instance.closeSync()
  }
}

const setsOfParts = Array.from({ length: 1 << parts.length }, (_, bits) =>
  parts.filter((_part, place) => (bits >> place) % 2 === 1),
)
const first = (set: readonly Part[]): string => {
  const by = [orderColumn, ...set.map((part) => partColumns[part])].map(({ name }) => `s.${name}`)
  return `case when row_number() over (partition by unit, ${by.join(', ')} order by line, share) = 1 then ${firstLineBit(set)} else 0 end`
}

/** Numbers the orders of what is staged, and finds the first lines of each: of few columns, because all of them are many. */
const placeStaged = `create or replace temp table placed as
  select s.rowid as place, unit,
    (unit::bigint << ${orderBits}) + dense_rank() over (partition by unit order by s.${orderColumn.name}) as ord,
    (${setsOfParts.map(first).join(' + ')})::utinyint as head
  from staged s join unit u on u.organization = s.organization and u.day = s.day`

/** Writes what is staged; columns that are empty in all of it are left out, for rows are wide. */
function insertStaged({ name: subject, table }: Subject, used: readonly CopiedColumn[]): string {
  const joins = used
    .filter(({ isWord }) => isWord)
    .map(
      ({ name }) =>
        `left join (select n, value from word where col = '${name}') w${name} on w${name}.value = s.${name}`,
    )
  const own = ['unit', ...Object.keys(ownColumns[subject].kept)]
  const values = used.map(({ name, isWord }) => (isWord ? `w${name}.n` : `s.${name}`))
  const source =
    subject === 'sales'
      ? 'placed p join staged s on p.place = s.rowid'
      : 'staged s join unit u on u.organization = s.organization and u.day = s.day'
  return `insert into ${table} (${[...own, ...used.map(({ name }) => name)].join(', ')})
    select ${[...own, ...values].join(', ')}
    from ${source} ${joins.join('\n')} order by ${subject === 'sales' ? 'unit, ord' : 'unit'}`
}
