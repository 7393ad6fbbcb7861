/** Groups as they travel, and as somebody looks at them one by one. */
import type { GroupPiece, PackedTold, ReportGroup, ReportPieces, ReportSums } from '../report-ports.ts'
import { othersTurn } from './in-turns.ts'

const groupsOfPiece = 512
const longFrom = 1000

/** Long ones are written elsewhere, or fetched by themselves: to hand one over costs more than to write a short one. */
export const isLongReport = ({ groups }: Pick<ReportPieces, 'groups'>): boolean => groups >= longFrom

export const packTold = (told: readonly (string | null)[]): PackedTold =>
  new TextEncoder().encode(JSON.stringify(told))
export const unpackTold = (bytes: PackedTold): (string | null)[] =>
  JSON.parse(new TextDecoder().decode(bytes)) as (string | null)[]

export const noPieces: ReportPieces = { told: [], pieces: [], groups: 0 }

/** Makes groups of pieces; `sums` are the names of theirs, in their order. */
export function groupsIn(sums: readonly string[], { told, pieces }: ReportPieces): ReportGroup[] {
  const places = new Map(sums.map((name, index) => [name, index]))
  const whole = told.map((one) => one && unpackTold(one))
  const groups: ReportGroup[] = []
  for (const piece of pieces) {
    const columns = piece.keys.map(({ codes, told: own }, index) => ({
      codes,
      told: own ? unpackTold(own) : (whole[index] ?? []),
    }))
    for (const [row, level] of piece.levels.entries()) {
      const keys: (string | null)[] = []
      for (const column of columns) keys.push(column.told[column.codes[row] ?? 0] ?? null)
      groups.push({ level, keys, sums: new SumsOfRow(places, piece.sums, row) })
    }
  }
  return groups
}

/** Makes pieces of groups; others on the event loop, such as tills, have their turn now and then. */
export async function piecesOf(
  sums: readonly string[],
  groups: readonly ReportGroup[],
): Promise<ReportPieces> {
  const pieces: GroupPiece[] = []
  for (let start = 0; start < groups.length; start += groupsOfPiece) {
    if (start > 0) await othersTurn()
    pieces.push(pieceOf(sums, groups.slice(start, start + groupsOfPiece)))
  }
  return { told: (groups[0]?.keys ?? []).map(() => null), pieces, groups: groups.length }
}

function pieceOf(sums: readonly string[], groups: readonly ReportGroup[]): GroupPiece {
  return {
    levels: Int32Array.from(groups, ({ level }) => level),
    keys: (groups[0]?.keys ?? []).map((_, key) => {
      const codes = new Map<string | null, number>([[null, 0]])
      const codeOf = (value: string | null): number => {
        const code = codes.get(value) ?? codes.size
        codes.set(value, code)
        return code
      }
      const coded = Int32Array.from(groups, ({ keys }) => codeOf(keys[key] ?? null))
      return { codes: coded, told: packTold([...codes.keys()]) }
    }),
    sums: sums.map((name) => ({
      values: groups.map((group) => group.sums.get(name) ?? 0n),
      empty: Uint8Array.from(groups, (group) => (group.sums.get(name) === null ? 1 : 0)),
    })),
  }
}

/** The sums of a group, read from the columns that they came in: most are looked at once, some never. */
class SumsOfRow implements ReportSums {
  readonly #places: ReadonlyMap<string, number>
  readonly #columns: GroupPiece['sums']
  readonly #row: number

  constructor(places: ReadonlyMap<string, number>, columns: GroupPiece['sums'], row: number) {
    this.#places = places
    this.#columns = columns
    this.#row = row
  }

  get(name: string): bigint | null | undefined {
    const place = this.#places.get(name)
    return place === undefined ? undefined : this.#at(place)
  }

  *values(): Generator<bigint | null> {
    for (const place of this.#places.values()) yield this.#at(place)
  }

  *[Symbol.iterator](): Generator<[string, bigint | null]> {
    for (const [name, place] of this.#places) yield [name, this.#at(place)]
  }

  #at(place: number): bigint | null {
    const column = this.#columns[place]
    return !column || column.empty[this.#row] === 1 ? null : (column.values[this.#row] ?? null)
  }
}
