import { inTurns } from '../../app/reports/in-turns.ts'

const longFrom = 1000
const linesOfPiece = 200

/** Whether an answer has a list that is long enough to be written in turns. */
export const isLongAnswer = (value: unknown): value is Record<string, unknown> =>
  isPlainObject(value) && Object.values(value).some(isLong)

/**
 * JSON of a long answer as `JSON.stringify` writes it, piece by piece: tills on the same event loop do not wait for a
 * report that somebody reads, and no more of it is in memory than its reader takes.
 */
export async function* jsonInTurns(value: Record<string, unknown>): AsyncGenerator<string> {
  yield '{'
  let before = ''
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue
    yield `${before}${JSON.stringify(name)}:`
    before = ','
    if (isLong(member)) yield* listInTurns(member)
    else yield JSON.stringify(member)
  }
  yield '}'
}

async function* listInTurns(list: readonly unknown[]): AsyncGenerator<string> {
  for (let start = 0; start < list.length; start += linesOfPiece) {
    const lines = await inTurns(
      list.slice(start, start + linesOfPiece),
      (one) => JSON.stringify(one) ?? 'null',
    )
    yield `${start === 0 ? '[' : ','}${lines.join(',')}`
  }
  yield ']'
}

const isLong = (value: unknown): value is unknown[] => Array.isArray(value) && value.length >= longFrom
const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
