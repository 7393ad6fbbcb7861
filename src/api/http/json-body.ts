/** Reads JSON that strangers sent. */

/** Why a body cannot be read; the message is fit for the client. */
export class BadJson extends Error {}

const [quote, backslash] = [0x22, 0x5c]
const isOpener = (code: number): boolean => code === 0x7b || code === 0x5b
const isCloser = (code: number): boolean => code === 0x7d || code === 0x5d

/** How deep the brackets of a text are nested, strings left out; stops counting beyond `depthMax`. */
function depthOf(text: string, depthMax: number): number {
  let depth = 0
  let deepest = 0
  for (let i = 0; i < text.length && deepest <= depthMax; i++) {
    const code = text.charCodeAt(i)
    if (code === quote) {
      do i = text.indexOf('"', i + 1)
      while (i > 0 && isEscaped(text, i))
      if (i < 0) return deepest
    } else if (isOpener(code)) deepest = Math.max(deepest, ++depth)
    else if (isCloser(code)) depth--
  }
  return deepest
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0
  while (text.charCodeAt(at - 1 - slashes) === backslash) slashes++
  return slashes % 2 === 1
}

/** Escapes that may mean U+0000 or half of a character; JSON allows both, databases and printers do not. */
const suspicious = /\\u(?:0000|d[89a-f])/i

function hasUnstorableText(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0') || !isWellFormed(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => hasUnstorableText(key) || hasUnstorableText(inner))
}

const isWellFormed = (text: string): boolean => Buffer.from(text, 'utf8').toString('utf8') === text

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text of a body, without its byte order mark. */
export function decodeBody(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new BadJson('The body is not valid UTF-8.', { cause })
  }
}

/** The value of a JSON text; undefined when the text is empty. */
export function parseJson(text: string, { depthMax }: { depthMax: number }): unknown {
  if (text.trim() === '') return undefined
  if (depthOf(text, depthMax) > depthMax)
    throw new BadJson(`The body is nested deeper than ${depthMax} levels.`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new BadJson((cause as Error).message, { cause })
  }
  if (suspicious.test(text) && hasUnstorableText(value)) {
    throw new BadJson('A text contains the character U+0000 or half of a surrogate pair.')
  }
  return value
}
