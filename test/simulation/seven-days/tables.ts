/** Two tables that must be the same, row by row, and the arithmetic of the proof. */

export type Rows = ReadonlyMap<string, string>

/** Whole numbers with so many digits behind their point, as a JSON number would be printed. */
export function decimal(units: bigint, digits: number): number {
  const size = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  return Number(
    `${units < 0n ? '-' : ''}${size.slice(0, size.length - digits)}.${size.slice(size.length - digits)}`,
  )
}

/** The same as XML has it: nine digits. */
export function nine(billionths: bigint): string {
  const size = (billionths < 0n ? -billionths : billionths).toString().padStart(10, '0')
  return `${billionths < 0n ? '-' : ''}${size.slice(0, -9)}.${size.slice(-9)}`
}

export function rounded(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) return 0n
  const isNegative = dividend < 0n !== divisor < 0n
  const [above, below] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor]
  const quotient = (above * 2n + below) / (below * 2n)
  return isNegative ? -quotient : quotient
}

export const total = <One>(all: readonly One[], of: (one: One) => bigint): bigint =>
  all.reduce((sum, one) => sum + of(one), 0n)

export function groupsOf<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>()
  for (const one of all) {
    const key = keyOf(one)
    const own = groups.get(key)
    if (own) own.push(one)
    else groups.set(key, [one])
  }
  return groups
}

/** Rows of groups by their keys. */
export const rowsOf = <One>(
  all: readonly One[],
  keyOf: (one: One) => string,
  cells: (own: readonly One[]) => readonly unknown[],
): Rows => new Map([...groupsOf(all, keyOf)].map(([key, own]) => [key, cells(own).join(' ')]))

/** Where two tables differ; `compared` counts the rows that were looked at. */
export class Comparison {
  readonly faults: string[] = []
  readonly compared = new Map<string, number>()

  same(what: string, told: Rows, expected: Rows): void {
    this.compared.set(what, (this.compared.get(what) ?? 0) + expected.size)
    for (const key of new Set([...told.keys(), ...expected.keys()])) {
      const [ours, theirs] = [told.get(key), expected.get(key)]
      if (ours !== theirs) this.faults.push(`${what} ${key}: told ${ours}, the journal says ${theirs}`)
    }
  }
}
