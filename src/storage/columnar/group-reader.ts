import type { ReportGroup, ReportSums } from '../../app/ports.ts'
import type { FromCopy, GroupChunk, Told } from './messages.ts'

/** Makes groups of the pieces in which the copy's answer travels. */
export class GroupReader {
  readonly groups: ReportGroup[] = []
  readonly #places: ReadonlyMap<string, number>
  #told: readonly (Told | null)[] = []

  constructor(sums: readonly string[]) {
    this.#places = new Map(sums.map((name, index) => [name, index]))
  }

  take(part: Extract<FromCopy, { kind: 'told' | 'chunk' }>): void {
    if (part.kind === 'told') this.#told = part.told
    else this.#add(part.chunk)
  }

  #add({ levels, keys, sums }: GroupChunk): void {
    const columns = keys.map(({ codes, told }, index) => ({ codes, told: told ?? this.#told[index] ?? [] }))
    for (let row = 0; row < levels.length; row++) {
      const own: (string | null)[] = []
      for (const { codes, told } of columns) own.push(told[codes[row] ?? 0] ?? null)
      this.groups.push({ level: levels[row] ?? 0, keys: own, sums: new SumsOfRow(this.#places, sums, row) })
    }
  }
}

/** The sums of a group, read from the columns that they came in: most are looked at once, some never. */
class SumsOfRow implements ReportSums {
  readonly #places: ReadonlyMap<string, number>
  readonly #columns: GroupChunk['sums']
  readonly #row: number

  constructor(places: ReadonlyMap<string, number>, columns: GroupChunk['sums'], row: number) {
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
