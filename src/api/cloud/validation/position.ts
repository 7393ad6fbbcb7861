// Where in a JSON text a value stands, counted as the JSON reader of the real service counts: lines from 1, position =
// characters of the line read so far. Only refusals ask, so the text is scanned anew instead of being kept parsed.

export interface Position {
  line: number
  position: number
}

interface Found {
  /** Where the value starts, and the offset just past it. */
  start: number
  end: number
}

// Deeper than any schema goes: a hostile body gets a refusal without a position instead of a full stack.
const depthMax = 200

const isSpace = (char: string | undefined): boolean =>
  char === ' ' || char === '\n' || char === '\r' || char === '\t'

const endOfString = (text: string, start: number): number => {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === '"') return at + 1
  }
  return text.length
}

const isEndOfScalar = (char: string | undefined): boolean =>
  char === undefined || char === ',' || char === '}' || char === ']' || isSpace(char)

class Scanner {
  found: Found | undefined
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  #skipSpace(): void {
    while (isSpace(this.#text[this.#at])) this.#at += 1
  }

  #skipScalar(): void {
    if (this.#text[this.#at] === '"') this.#at = endOfString(this.#text, this.#at)
    else while (!isEndOfScalar(this.#text[this.#at])) this.#at += 1
  }

  #key(): string {
    const start = this.#at
    this.#at = endOfString(this.#text, start)
    const key = String(JSON.parse(this.#text.slice(start, this.#at)))
    this.#skipSpace()
    this.#at += 1 // the colon
    return key
  }

  /** Reads one value; `path` is what remains of the way to the wanted one, undefined beside that way. */
  read(path: readonly string[] | undefined, depth: number): void {
    if (depth > depthMax) throw new RangeError('JSON too deep to look for a position')
    this.#skipSpace()
    const start = this.#at
    const open = this.#text[start]
    if (open === '{' || open === '[') this.#readContainer(open === '{', path, depth)
    else this.#skipScalar()
    if (path?.length === 0) this.found = { start, end: this.#at }
  }

  #readContainer(isObject: boolean, path: readonly string[] | undefined, depth: number): void {
    this.#at += 1
    for (let index = 0; this.#at < this.#text.length; index += 1) {
      this.#skipSpace()
      if (this.#text[this.#at] === ',') this.#at += 1
      this.#skipSpace()
      const next = this.#text[this.#at]
      if (next === '}' || next === ']' || next === undefined) break
      const key = isObject ? this.#key() : String(index)
      this.read(path !== undefined && path[0] === key ? path.slice(1) : undefined, depth + 1)
    }
    this.#at += 1
  }
}

/**
 * `at: 'value'`: just after the value, or after its opening bracket; `at: 'end'`: after the closing bracket of the
 * object at the path, where the reader notices that something was missing. Undefined when the path is not there.
 * The text is valid JSON: it has been parsed before.
 */
export const positionOf = (
  text: string,
  path: readonly string[],
  at: 'value' | 'end',
): Position | undefined => {
  const scanner = new Scanner(text)
  try {
    scanner.read(path, 0)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
  const { found } = scanner
  if (!found) return undefined
  const isContainer = text[found.start] === '{' || text[found.start] === '['
  const offset = at === 'value' && isContainer ? found.start + 1 : found.end
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/)
  return { line: lines.length, position: (lines.at(-1) ?? '').length }
}
