import { inTurns } from '../../app/reports/in-turns.ts'

const longFrom = 1000

/**
 * JSON of an answer as `JSON.stringify` writes it. Long lists that are members of it, such as the lines of a report, are
 * written piece by piece, so that tills on the same event loop do not wait for a report that somebody reads.
 */
export async function jsonInTurns(value: unknown): Promise<string> {
  if (!isPlainObject(value)) return JSON.stringify(value)
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  if (!members.some(([, member]) => isLong(member))) return JSON.stringify(value)
  const written: string[] = []
  for (const [name, member] of members) {
    const text = isLong(member)
      ? `[${(await inTurns(member, (one) => JSON.stringify(one) ?? 'null')).join(',')}]`
      : JSON.stringify(member)
    written.push(`${JSON.stringify(name)}:${text}`)
  }
  return `{${written.join(',')}}`
}

const isLong = (value: unknown): value is unknown[] => Array.isArray(value) && value.length >= longFrom
const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
