import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { unbound } from '../faults.ts'

/**
 * Parameters of a query as clients write them: empty pairs (`&&`), a parameter twice (the first counts), a slash behind
 * the last value, names in any letter case (biz-card-api §1.1–1.3).
 */
export class Query {
  readonly #values = new Map<string, string>()

  constructor(text: string) {
    for (const [name, value] of new URLSearchParams(text)) {
      const key = name.toLowerCase()
      if (name.includes('\0') || value.includes('\0'))
        throw unbound('request', 'A text contains the character U+0000.')
      if (key !== '' && !this.#values.has(key)) this.#values.set(key, value)
    }
  }

  /** The parameters as a query again, but one; of those that came twice the first. */
  without(name: string): string {
    const others = new URLSearchParams([...this.#values].filter(([key]) => key !== name))
    return others.toString()
  }

  /** The value as it came; empty ones count as absent. */
  text(...names: string[]): string | null {
    for (const name of names) {
      const value = this.#values.get(name.toLowerCase())?.trim()
      if (value) return value
    }
    return null
  }

  required(...names: string[]): string {
    const value = this.text(...names)
    if (value === null) throw unbound(names[0] ?? '', `The parameter '${names[0]}' is required.`)
    return value
  }

  idOrNull(...names: string[]): Uuid | null {
    const value = this.text(...names)
    return value === null ? null : readId(value, names[0] ?? '')
  }

  id(...names: string[]): Uuid {
    return readId(this.required(...names), names[0] ?? '')
  }
}

/** An id in any letter case, in braces or with a slash behind it. */
export function readId(text: string, name: string): Uuid {
  const id = text
    .trim()
    .replace(/\/+$/, '')
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase()
  if (!isUuid(id)) throw unbound(name, `The value '${text}' is not valid for Guid.`)
  return id
}

const usualTimeoutMs = 60_000
const longestTimeoutMs = 300_000

/**
 * Milliseconds that the client gives us: `hh:mm:ss`, maybe in quotes, or a number, seconds below a thousand and
 * milliseconds above (§1.3; which of the two is unverified).
 */
export function timeoutOf(query: Query): number {
  const text = query.text('request_timeout', 'requestTimeout')?.replaceAll('"', '')
  if (!text) return usualTimeoutMs
  const span = /^(\d+):(\d{1,2}):(\d{1,2})(?:\.\d+)?$/.exec(text)
  const ms = span
    ? (Number(span[1]) * 3600 + Number(span[2]) * 60 + Number(span[3])) * 1000
    : readNumber(text)
  return Math.min(ms, longestTimeoutMs)
}

function readNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text))
    throw unbound('request_timeout', `The value '${text}' is not valid for TimeSpan.`)
  const number = Number(text)
  return number >= 1000 ? number : number * 1000
}
