import type { FoundReport, ReportShape } from '../../../app/reports/find-report.ts'
import { ReportLines } from '../../../app/reports/report-lines.ts'
import { textElement, xmlProlog } from '../wire/write-xml.ts'
import type { AskedColumn } from './columns.ts'

/** How a report is written: plain data, for another thread may write it. */
export type ReportForm = {
  as: 'json' | 'xml'
  /** As they were asked for. */
  rows: readonly AskedColumn[]
  columns: readonly AskedColumn[]
  measures: readonly AskedColumn[]
  isSummed: boolean
  /** POST writes days bare, presets with a midnight behind them (server-api §21.2). */
  days: 'bare' | 'midnight'
}

/** All that the groups of a report need to be written elsewhere. */
export type ReportRecipe = { shape: ReportShape; form: ReportForm }

/** Characters that are written at a time. */
const pieceLength = 65_536

/** A report as OLAP of both versions answers it, piece by piece: no more of it is in memory than its reader takes. */
export function* writeReport(report: FoundReport, form: ReportForm): Generator<string> {
  let piece = ''
  for (const text of form.as === 'json' ? jsonOf(report, form) : xmlOf(report, form)) {
    piece += text
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}

/** The data are the groups of all keys; they are a prefix too, so they stand in the summary once more. */
function* jsonOf(report: FoundReport, form: ReportForm): Generator<string> {
  const lines = new ReportLines(report)
  const ofLevel = (members: (level: number) => Member[]): ((level: number) => LineWriter) =>
    remembered((level) => objectWriter(lines, members(level), form.days))
  const whole = objectWriter(lines, alphabetical(membersOf(report.shape, form, 0)), form.days)
  const keys = ofLevel((level) => alphabetical(keyMembers(report.shape, form, level)))
  const measures = objectWriter(lines, alphabetical(measureMembers(report.shape, form)), form.days)
  yield '{"data":['
  let before = ''
  for (const row of lines.order) {
    // Levels stand in their order.
    if (lines.levelOf(row) > 0) break
    yield before + whole(row)
    before = ','
  }
  yield '],"summary":['
  before = ''
  if (form.isSummed)
    for (const row of lines.order) {
      yield `${before}[${keys(lines.levelOf(row))(row)},${measures(row)}]`
      before = ','
    }
  yield ']}'
}

/** Rows with the sums of fewer keys behind them: here those of all keys stand once (server-api §19.4). */
function* xmlOf(report: FoundReport, form: ReportForm): Generator<string> {
  const lines = new ReportLines(report)
  const keys = new Set([...form.rows, ...form.columns].map(({ asked }) => asked)).size
  const isShown = remembered(
    (level: number) => level === 0 || keyMembers(report.shape, form, level).length < keys,
  )
  const writer = remembered((level: number) =>
    elementWriter(lines, asAsked(form, membersOf(report.shape, form, level)), form.days),
  )
  yield xmlProlog
  const shown = lines.order.filter((row) => isShown(lines.levelOf(row)))
  if (shown.length === 0) yield '<report/>'
  else {
    yield '<report>'
    for (const row of shown) {
      const inner = writer(lines.levelOf(row))(row)
      yield inner === '' ? '<r/>' : `<r>${inner}</r>`
    }
    yield '</report>'
  }
}

/** A member of a line: a key or a measure of the report, by its place there, under the name it was asked for. */
type Member = { name: string } & ({ key: number; column: AskedColumn } | { measure: number })

/** Groups of a summary have the keys of their level only. */
function keyMembers({ keys, levels }: ReportShape, { rows, columns }: ReportForm, level: number): Member[] {
  const own = levels[level] ?? []
  const members = new Map<string, Member>()
  for (const column of [...rows, ...columns]) {
    const key = keys.indexOf(column.name)
    if (own.includes(key)) members.set(column.asked, { name: column.asked, key, column })
  }
  return [...members.values()]
}

const measureMembers = (shape: ReportShape, form: ReportForm): Member[] => [
  ...new Map(
    form.measures.map(({ asked, name }): [string, Member] => [
      asked,
      { name: asked, measure: shape.measures.indexOf(name) },
    ]),
  ).values(),
]

/** Keys and measures; a measure that stands among the keys takes the place of the key. */
const membersOf = (shape: ReportShape, form: ReportForm, level: number): Member[] => [
  ...new Map(
    [...keyMembers(shape, form, level), ...measureMembers(shape, form)].map((member) => [
      member.name,
      member,
    ]),
  ).values(),
]

/** Keys come out alphabetically (server-api §21.2). */
const alphabetical = (members: readonly Member[]): Member[] =>
  [...members].sort(({ name: a }, { name: b }) => (a < b ? -1 : a > b ? 1 : 0))

/** Elements of a row stand as they were asked for: groups first (server-api §29). */
function asAsked({ rows, columns, measures }: ReportForm, members: readonly Member[]): Member[] {
  const order = [...new Set([...rows, ...columns, ...measures].map(({ asked }) => asked))]
  return order.flatMap((name) => members.find((member) => member.name === name) ?? [])
}

type LineWriter = (row: number) => string
type Cell = string | number | null
type Days = ReportForm['days']

const objectWriter = (lines: ReportLines, members: readonly Member[], days: Days): LineWriter => {
  const cells = members.map((member) =>
    cellWriter(lines, member, days, (cell) => `${JSON.stringify(member.name)}:${JSON.stringify(cell)}`),
  )
  return (row) => {
    let text = '{'
    for (const [index, cell] of cells.entries()) text += index === 0 ? cell(row) : `,${cell(row)}`
    return `${text}}`
  }
}

const elementWriter = (lines: ReportLines, members: readonly Member[], days: Days): LineWriter => {
  const cells = members.map((member) =>
    cellWriter(lines, member, days, (cell) => (cell === null ? '' : textElement(member.name, String(cell)))),
  )
  return (row) => cells.map((cell) => cell(row)).join('')
}

/** There are far fewer values of a key than lines: each is written once. */
function cellWriter(
  lines: ReportLines,
  member: Member,
  days: Days,
  write: (cell: Cell) => string,
): LineWriter {
  if ('measure' in member) return (row) => write(lines.measure(member.measure, row))
  const { key, column } = member
  const texts = remembered((place: number) => write(cellOf(column, lines.toldOf(key)[place] ?? null, days)))
  return (row) => texts(lines.placeOf(key, row))
}

function remembered<Made>(make: (index: number) => Made): (index: number) => Made {
  const known: Made[] = []
  return (index) => {
    known[index] ??= make(index)
    return known[index]
  }
}

function cellOf({ asked, column }: AskedColumn, key: string | null, days: Days): Cell {
  if (key === null) return null
  switch (column.type) {
    case 'DATE':
      if (asked === 'OpenDate') return key.replaceAll('-', '.')
      return days === 'bare' ? key : `${key}T00:00:00`
    case 'DATETIME':
      return key.replace(' ', 'T')
    case 'INTEGER':
    case 'PERCENT':
    case 'AMOUNT':
    case 'MONEY':
    case 'DURATION_IN_SECONDS':
      return Number(key)
    default:
      return key
  }
}
