/** Reports of postings once more, slowly and in other words: shares nothing with the engines. */
import type { DemoChain } from '../../src/seed/demo/index.ts'
import type { RawSide } from './posting-facts.ts'

type Cell = string | null
type Reader = (side: RawSide) => Cell

/** Readers of columns by iiko's names. */
export function postingKeys(chain: DemoChain): Record<string, Reader> {
  const bodies = new Map(
    chain.items.map(({ book, id, body }) => [`${book} ${id}`, body as unknown as Record<string, Cell>]),
  )
  const member =
    (column: string, books: readonly string[], name = 'name'): Reader =>
    (side) => {
      const found = books.map((book) => bodies.get(`${book} ${String(side[column])}`)).find(Boolean)
      return found?.[name] ?? null
    }
  const plain =
    (column: string): Reader =>
    (side) =>
      (side[column] ?? null) as Cell
  /** By the clock of the restaurant, so many minutes earlier. */
  const local = (side: RawSide, column: string, minutes = 0): string => {
    const zone = String(bodies.get(`organization ${String(side['organization_id'])}`)?.['timeZone'])
    const at = new Date((side[column] as Date).getTime() - minutes * 60_000)
    const parts = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: zone, dateStyle: 'short', timeStyle: 'medium' },
    }).format(at)
    return parts
  }
  const startOf = (side: RawSide): number =>
    Number(bodies.get(`organization ${String(side['organization_id'])}`)?.['accountingDayStartMinutes'])
  const accounts = ['account', 'store']
  const people = ['counteragent', 'employee']
  return {
    'DateTime.DateTyped': (side) => local(side, 'at', startOf(side)).slice(0, 10),
    'DateTime.Hour': (side) => local(side, 'at').slice(11, 13),
    'DateTime.Month': (side) => {
      const month = Number(local(side, 'at', startOf(side)).slice(5, 7))
      return `0${month} (${['Январь', 'Февраль', 'Март'][month - 1]})`
    },
    'DateSecondary.DateTyped': (side) => local(side, 'created_at').slice(0, 10),
    Department: member('organization_id', ['organization']),
    Conception: member('conception_id', ['conception']),
    'Account.Name': member('account', accounts),
    'Account.StoreOrAccount': (side) => {
      if (bodies.has(`store ${String(side['account'])}`)) return 'STORE'
      return bodies.has(`account ${String(side['account'])}`) ? 'ACCOUNT' : null
    },
    'Contr-Account.Name': member('contr_account', accounts),
    'Counteragent.Name': member('counteragent', people),
    CashFlowCategory: member('cash_flow_category', ['cashFlowCategory']),
    TransactionType: plain('type'),
    TransactionSide: plain('side'),
    Document: plain('number'),
    Comment: plain('comment'),
    'Product.Id': plain('product'),
    'Product.Name': member('product', ['product']),
    'Contr-Product.Name': member('contr_product', ['product']),
  }
}

/** A decimal of the database as billionths. */
function billionths(text: unknown): bigint {
  const [whole = '0', fraction = ''] = String(text ?? '0')
    .replace('-', '')
    .split('.')
  const size = BigInt(whole) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0').slice(0, 9))
  return String(text).startsWith('-') ? -size : size
}
const shown = (value: bigint): number => Number(`${value}e-9`)
const total =
  (of: (side: RawSide) => bigint): Measure =>
  (sides) =>
    shown(sides.reduce((sum, side) => sum + of(side), 0n))

type Measure = (sides: readonly RawSide[]) => number
const isIn = ({ side }: RawSide): boolean => side === 'DEBIT'

export const postingMeasures: Record<string, Measure> = {
  Amount: total((side) => (isIn(side) ? 1n : -1n) * billionths(side['amount'])),
  'Amount.In': total((side) => (isIn(side) ? billionths(side['amount']) : 0n)),
  'Amount.Out': total((side) => (isIn(side) ? 0n : billionths(side['amount']))),
  'Contr-Amount': total((side) => (isIn(side) ? -1n : 1n) * billionths(side['contr_amount'])),
  'Sum.Incoming': total((side) => (isIn(side) ? billionths(side.sum) : 0n)),
  'Sum.Outgoing': total((side) => (isIn(side) ? 0n : billionths(side.sum))),
  'Sum.ResignedSum': total((side) => (isIn(side) ? -1n : 1n) * billionths(side.sum)),
}

export type PostingLine = { keys: Record<string, Cell>; measures: Record<string, number> }

/** The groups of postings by some columns, members by name; none where there are no postings. */
export function postingGroups(
  sides: readonly RawSide[],
  keys: Readonly<Record<string, Reader>>,
  names: readonly string[],
  measures: readonly string[],
): PostingLine[] {
  const groups = new Map<string, { keys: Record<string, Cell>; sides: RawSide[] }>()
  for (const side of sides) {
    const own = Object.fromEntries([...names].sort().map((name) => [name, keys[name]?.(side) ?? null]))
    const place = JSON.stringify(own)
    const group = groups.get(place) ?? { keys: own, sides: [] }
    group.sides.push(side)
    groups.set(place, group)
  }
  return [...groups.values()].map((group) => ({
    keys: group.keys,
    measures: Object.fromEntries(
      [...measures].sort().map((name) => [name, postingMeasures[name]?.(group.sides) ?? 0]),
    ),
  }))
}
