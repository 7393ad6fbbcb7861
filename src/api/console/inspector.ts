import { gunzipSync } from 'node:zlib'
import { maskText, maskValue } from '../../kernel/masking.ts'

/** One call of a family, as it is shown: without secrets and phones. */
export type InspectedCall = {
  correlationId: string
  at: number
  family: string | null
  method: string
  url: string
  status: number
  milliseconds: number
  request: { headers: Record<string, string>; body: unknown }
  answer: { headers: Record<string, string>; body: unknown }
}

export type CallSearch = {
  /** A part of the address, of an id or of a body. */
  text: string | null
  status: number | null
  family: string | null
  limit: number
}

const callsMax = 500
/** Larger bodies are known by their size: to keep menus alive for a while costs more than to send them. */
const bodyBytesMax = 128 * 1024
/** Together; what is older goes first. */
const keptBytesMax = 32 * 1024 * 1024

type Kept = {
  render: () => InspectedCall
  bytes: number
  shown: { call: InspectedCall; text: string } | null
}

/** The last calls of the families with their bodies; in memory only. A call is written out when somebody looks. */
export class Inspector {
  readonly #kept: Kept[] = []
  #bytes = 0

  /** `bytes` is about what the call keeps in memory until then. */
  add(render: () => InspectedCall, bytes: number): void {
    this.#kept.push({ render, bytes, shown: null })
    this.#bytes += bytes
    while (this.#kept.length > callsMax || this.#bytes > keptBytesMax) {
      const oldest = this.#kept.shift()
      if (!oldest) return
      this.#bytes -= oldest.bytes
    }
  }

  /** The newest first. */
  search({ text, status, family, limit }: CallSearch): InspectedCall[] {
    const wanted = text?.toLowerCase() ?? null
    const found: InspectedCall[] = []
    for (let index = this.#kept.length - 1; index >= 0 && found.length < limit; index--) {
      const entry = this.#kept[index]
      if (!entry) continue
      const shown = shownOf(entry)
      const fits =
        (status === null || shown.call.status === status) &&
        (family === null || shown.call.family === family) &&
        (wanted === null || shown.text.includes(wanted))
      if (fits) found.push(shown.call)
    }
    return found
  }

  clear(): void {
    this.#kept.length = 0
    this.#bytes = 0
  }
}

function shownOf(entry: Kept): NonNullable<Kept['shown']> {
  if (!entry.shown) {
    const call = entry.render()
    entry.shown = { call, text: JSON.stringify(call).toLowerCase() }
  }
  return entry.shown
}

/** What is kept of a body until somebody looks. */
export const keptBody = (body: unknown): unknown => {
  const bytes = bytesOf(body)
  return bytes > bodyBytesMax ? `(${bytes} bytes)` : body
}

export const bytesOf = (body: unknown): number =>
  typeof body === 'string' || Buffer.isBuffer(body) ? body.length : 1000

/** Headers with their secrets hidden. */
export const shownHeaders = (headers: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(maskValue(headers) as Record<string, unknown>).map(([name, value]) => [
      name,
      String(value),
    ]),
  )

/** A body as it is shown: JSON as JSON, other text as text, everything else by its size. */
export function shownBody(body: unknown, encoding: unknown): unknown {
  if (body === undefined || body === null || body === '') return null
  if (typeof body === 'string') return shownText(body)
  if (!Buffer.isBuffer(body))
    return typeof body === 'object' && 'pipe' in body ? '(a stream)' : maskValue(body)
  if (encoding === undefined) return shownText(body.toString('utf8'))
  if (encoding !== 'gzip') return `(${body.length} bytes, ${String(encoding)})`
  return shownText(gunzipSync(body, { maxOutputLength: 16 * 1024 * 1024 }).toString('utf8'))
}

function shownText(text: string): unknown {
  try {
    return maskValue(JSON.parse(text))
  } catch {
    return maskText(text)
  }
}
