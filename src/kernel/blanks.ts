/**
 * What members of an object hold where nothing of them is written. Half of the members of a new order are empty: not to write
 * them takes a third off its text.
 */
export type Blanks = {
  readonly own: Readonly<Record<string, Blank>>
  /** Of the objects in these members, or of those in their lists. */
  readonly inner?: Readonly<Record<string, Blanks>>
}
type Blank = null | false | readonly []

type MayBeBlank<T, K extends keyof T> =
  Record<never, never> extends Pick<T, K>
    ? never
    : null extends T[K]
      ? K
      : false extends T[K]
        ? K
        : readonly [] extends Readonly<T[K]>
          ? K
          : never

/** All members of `T` that are always there and may be empty, each with what it is then. */
export type BlanksOf<T> = {
  readonly [K in keyof T as MayBeBlank<T, K>]: null extends T[K]
    ? null
    : false extends T[K]
      ? false
      : readonly []
}

/** The member holds just what it is read as when it is not written. */
export function isBlank({ own }: Blanks, key: string, member: unknown): boolean {
  if (member === null || member === false) return own[key] === member
  return Array.isArray(member) && member.length === 0 && Array.isArray(own[key])
}

/** Gives an object, or those of a list, what was not written; works in place on freshly parsed JSON. */
export function fillBlanks(value: unknown, blanks: Blanks): void {
  if (Array.isArray(value)) for (const one of value) fillBlanks(one, blanks)
  else if (typeof value === 'object' && value !== null) fillRecord(value as Record<string, unknown>, blanks)
}

function fillRecord(record: Record<string, unknown>, { own, inner = {} }: Blanks): void {
  for (const key in own) if (record[key] === undefined) record[key] = Array.isArray(own[key]) ? [] : own[key]
  for (const [key, blanks] of Object.entries(inner)) fillBlanks(record[key], blanks)
}
