/** Whatever a filter of the Front Web API says, it finds what a plain filter written beside it finds. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyListQuery, readListQuery } from '../../src/api/front/odata/options.ts'
import { ODataProblem } from '../../src/api/front/odata/problem.ts'
import type { Shape } from '../../src/api/front/odata/shape.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`front-filters: SEED=${seed}`)
const numRuns = Number(process.env['RUNS'] ?? 400)

const kinds = { Idle: 0, Processing1: 1, Processed: 5, Served: 6 }
const kindNames = Object.keys(kinds) as (keyof typeof kinds)[]
const shape: Shape = {
  Number: 'number',
  Name: 'text',
  At: 'time',
  IsOpen: 'flag',
  Kind: { enumeration: { typeName: 'Kind', values: kinds } },
  Waiter: { object: { Name: 'text' } },
  Items: { list: { Amount: 'number', Name: 'text' } },
}
type Item = { Amount: number; Name: string | null }
type Row = {
  Number: number
  Name: string | null
  At: string | null
  IsOpen: boolean
  Kind: number
  Waiter: { Name: string | null } | null
  Items: Item[]
}

const word = fc.constantFrom('', 'a', 'ab', "o'b", 'б', 'and', '(', 'a b', '%', '+')
const name = fc.option(word)
const count = fc.integer({ min: -2, max: 3 })
const moment = fc.constantFrom(0, 1, 999, 86_400_000).map((ms) => 1_700_000_000_000 + ms)
const asWritten = (ms: number): string => `${new Date(ms).toISOString().slice(0, -1)}0000+00:00`
const item: fc.Arbitrary<Item> = fc.record({ Amount: count, Name: name })
const row: fc.Arbitrary<Row> = fc.record({
  Number: count,
  Name: name,
  At: fc.option(moment.map(asWritten)),
  IsOpen: fc.boolean(),
  Kind: fc.constantFrom(...Object.values(kinds)),
  Waiter: fc.option(fc.record({ Name: name })),
  Items: fc.array(item, { maxLength: 3 }),
})

/** A condition in the words of OData, and the same by hand. */
type Condition<On> = { text: string; holds(on: On): boolean }

type Comparison = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le'
const comparison = fc.constantFrom<Comparison>('eq', 'ne', 'gt', 'ge', 'lt', 'le')
function compared<V extends number | string>(operator: Comparison, a: V | null, b: V | null): boolean {
  if (operator === 'eq') return a === b
  if (operator === 'ne') return a !== b
  if (a === null || b === null) return false
  if (operator === 'gt') return a > b
  if (operator === 'ge') return a >= b
  return operator === 'lt' ? a < b : a <= b
}
const quoted = (text: string | null): string => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`)

function simple<On>(
  path: string,
  numberOf: (on: On) => number,
  textOf: (on: On) => string | null,
  textPath: string,
): fc.Arbitrary<Condition<On>> {
  return fc.oneof(
    fc.tuple(comparison, count).map(([operator, value]) => ({
      text: `${path} ${operator} ${value}`,
      holds: (on: On) => compared(operator, numberOf(on), value),
    })),
    fc.tuple(comparison, name).map(([operator, value]) => ({
      text: `${textPath} ${operator} ${quoted(value)}`,
      holds: (on: On) => compared(operator, textOf(on), value),
    })),
    fc.array(count, { maxLength: 3 }).map((values) => ({
      text: `${path} in (${values.join(', ')})`,
      holds: (on: On) => values.includes(numberOf(on)),
    })),
    fc.tuple(fc.constantFrom('contains', 'startswith', 'endswith'), word).map(([called, part]) => ({
      text: `${called}(${textPath},${quoted(part)})`,
      holds: (on: On) => {
        const text = textOf(on)
        if (text === null) return false
        if (called === 'contains') return text.split(part).length > 1 || part === ''
        return called === 'startswith'
          ? text.slice(0, part.length) === part
          : text.slice(text.length - part.length) === part
      },
    })),
  )
}

const joined = <On>(leaf: fc.Arbitrary<Condition<On>>): fc.Arbitrary<Condition<On>> =>
  fc.letrec<{ node: Condition<On> }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      leaf,
      fc.tuple(tie('node'), tie('node'), fc.boolean()).map(([left, right, isAnd]) => ({
        text: `(${left.text}) ${isAnd ? 'and' : 'or'} (${right.text})`,
        holds: (on: On) => (isAnd ? left.holds(on) && right.holds(on) : left.holds(on) || right.holds(on)),
      })),
      tie('node').map((inner) => ({ text: `not (${inner.text})`, holds: (on: On) => !inner.holds(on) })),
    ),
  })).node

const ofItem = joined(
  simple<Item>(
    'x/Amount',
    (on) => on.Amount,
    (on) => on.Name,
    'x/Name',
  ),
)
const ofRow = joined<Row>(
  fc.oneof(
    simple<Row>(
      'Number',
      (on) => on.Number,
      (on) => on.Name,
      'Name',
    ),
    simple<Row>(
      'Number',
      (on) => on.Number,
      (on) => on.Waiter?.Name ?? null,
      'Waiter/Name',
    ),
    fc.constant({ text: 'IsOpen', holds: (on: Row) => on.IsOpen }),
    fc.constant({ text: 'Waiter ne null', holds: (on: Row) => on.Waiter !== null }),
    fc.tuple(comparison, moment).map(([operator, ms]) => ({
      text: `At ${operator} ${new Date(ms).toISOString()}`,
      holds: (on: Row) => compared(operator, on.At === null ? null : Date.parse(on.At), ms),
    })),
    fc.subarray(kindNames, { minLength: 1 }).map((names) => ({
      text: `Kind has Some.Name.Space.Kind'${names.join(', ')}'`,
      holds: (on: Row) => names.some((one) => kinds[one] === on.Kind),
    })),
    fc.tuple(fc.constantFrom('any', 'all'), ofItem).map(([kind, inner]) => ({
      text: `Items/${kind}(x: ${inner.text})`,
      holds: (on: Row) => (kind === 'any' ? on.Items.some(inner.holds) : on.Items.every(inner.holds)),
    })),
  ),
)

const ask = (rows: readonly Row[], options: Record<string, string>) =>
  applyListQuery(rows, readListQuery(new URLSearchParams(options), shape))

test('a filter finds what a plain filter finds', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 6 }), ofRow, (rows, { text, holds }) => {
      const wanted = rows.filter(holds)
      expect(ask(rows, { $filter: text })).toEqual({ rows: wanted, count: wanted.length })
    }),
    { seed, numRuns },
  )
})

test('an order by members is a plain sort, and $skip with $top a plain slice of it', () => {
  const place = (value: string | null): string => (value === null ? '' : `x${value}`)
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 8 }),
      fc.boolean(),
      fc.nat(4),
      fc.nat(4),
      (rows, isDown, skip, top) => {
        const sign = isDown ? -1 : 1
        const sorted = [...rows].sort((a, b) => {
          const [left, right] = [place(a.Name), place(b.Name)]
          return left === right ? a.Number - b.Number : left < right ? -sign : sign
        })
        const options = {
          $orderby: `Name ${isDown ? 'desc' : 'asc'}, Number`,
          $skip: `${skip}`,
          $top: `${top}`,
        }
        expect(ask(rows, options).rows).toEqual(sorted.slice(skip, skip + top))
      },
    ),
    { seed, numRuns },
  )
})

test('what is cut, doubled or turned round in a good filter is refused with its place or understood', () => {
  const broken = fc.tuple(ofRow, fc.nat(), fc.nat(), fc.constantFrom('cut', 'double', 'turn'))
  fc.assert(
    fc.property(fc.array(row, { maxLength: 2 }), broken, (rows, [{ text }, from, length, how]) => {
      const start = from % (text.length + 1)
      const part = text.slice(start, start + (length % 9))
      const rest = text.slice(start + part.length)
      const middle = how === 'cut' ? '' : how === 'double' ? part + part : [...part].reverse().join('')
      const $filter = text.slice(0, start) + middle + rest
      try {
        ask(rows, { $filter })
      } catch (error) {
        expect(error).toBeInstanceOf(ODataProblem)
        const { position } = error as ODataProblem
        expect(position).toBeGreaterThanOrEqual(0)
        expect(position).toBeLessThanOrEqual($filter.length)
      }
    }),
    { seed, numRuns },
  )
})
