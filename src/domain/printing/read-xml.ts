/** The XML that receipt markup needs: elements, attributes, text, CDATA, comments. No DTD, no namespaces, no entities of one's own. */
export type XmlElement = { name: string; attributes: ReadonlyMap<string, string>; children: XmlNode[] }
export type XmlNode = XmlElement | string

/** The text is no XML; `at` counts characters from 0. */
export class XmlError extends Error {
  readonly at: number
  constructor(message: string, at: number) {
    super(message)
    this.at = at
  }
}

const depthMax = 64
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const name = /[A-Za-z_][\w.-]*/y
const attribute = /\s+([A-Za-z_][\w.-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y

/** Reads one element with all that is in it; throws {@link XmlError}. */
export function readXml(text: string): XmlElement {
  const reader = new XmlReader(text)
  return reader.document()
}

class XmlReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  document(): XmlElement {
    this.#skipBetween()
    if (this.#text[this.#at] !== '<') throw this.#error('an element is expected')
    const element = this.#element(0)
    this.#skipBetween()
    if (this.#at < this.#text.length) throw this.#error('nothing may follow the root element')
    return element
  }

  #error(message: string): XmlError {
    return new XmlError(message, this.#at)
  }

  #isNext(text: string): boolean {
    return this.#text.startsWith(text, this.#at)
  }

  /** White space, comments and the declaration around the root. */
  #skipBetween(): void {
    for (;;) {
      while (/\s|\uFEFF/.test(this.#text[this.#at] ?? '')) this.#at += 1
      if (this.#isNext('<!--')) this.#until('-->')
      else if (this.#isNext('<?')) this.#until('?>')
      else return
    }
  }

  /** Goes behind the next `end` and tells what stood before it. */
  #until(end: string): string {
    const found = this.#text.indexOf(end, this.#at)
    if (found < 0) throw this.#error(`${end} is missing`)
    const passed = this.#text.slice(this.#at, found)
    this.#at = found + end.length
    return passed
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at
    const match = pattern.exec(this.#text)
    if (match) this.#at = pattern.lastIndex
    return match
  }

  #element(depth: number): XmlElement {
    if (depth > depthMax) throw this.#error(`more than ${depthMax} elements inside each other`)
    this.#at += 1
    const tag = this.#match(name)?.[0]
    if (!tag) throw this.#error('the name of an element is expected')
    const attributes = new Map<string, string>()
    for (let found = this.#match(attribute); found; found = this.#match(attribute)) {
      const [, key = '', double, single = ''] = found
      if (attributes.has(key)) throw this.#error(`attribute ${key} stands twice`)
      attributes.set(key, this.#decoded(double ?? single))
    }
    this.#match(/\s*/y)
    if (this.#isNext('/>')) {
      this.#at += 2
      return { name: tag, attributes, children: [] }
    }
    if (!this.#isNext('>')) throw this.#error(`> of <${tag}> is missing`)
    this.#at += 1
    return { name: tag, attributes, children: this.#children(tag, depth) }
  }

  #children(tag: string, depth: number): XmlNode[] {
    const children: XmlNode[] = []
    for (;;) {
      if (this.#at >= this.#text.length) throw this.#error(`</${tag}> is missing`)
      if (this.#isNext('</')) {
        this.#at += 2
        if (this.#match(name)?.[0] !== tag) throw this.#error(`</${tag}> is expected`)
        if (!this.#match(/\s*>/y)) throw this.#error(`> of </${tag}> is missing`)
        return children
      }
      if (this.#isNext('<!--')) this.#until('-->')
      else if (this.#isNext('<![CDATA[')) {
        this.#at += '<![CDATA['.length
        children.push(this.#until(']]>'))
      } else if (this.#isNext('<?')) this.#until('?>')
      else if (this.#isNext('<!')) throw this.#error('declarations are not allowed')
      else if (this.#isNext('<')) children.push(this.#element(depth + 1))
      else children.push(this.#decoded(this.#match(/[^<]+/y)?.[0] ?? ''))
    }
  }

  #decoded(raw: string): string {
    return raw.replace(/&([^;&\s]{0,12});?/g, (whole, entity: string) => {
      const known = whole.endsWith(';') ? (entities[entity] ?? characterOf(entity)) : undefined
      if (known === undefined) throw this.#error(`${whole} is not known`)
      return known
    })
  }
}

/** `#1071` and `#x42F`; characters that XML knows. */
function characterOf(entity: string): string | undefined {
  const match = /^#(?:(\d{1,7})|x([\da-fA-F]{1,6}))$/.exec(entity)
  if (!match) return undefined
  const code = match[1] === undefined ? Number.parseInt(match[2] ?? '', 16) : Number(match[1])
  const isCharacter =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000))
  return isCharacter ? String.fromCodePoint(code) : undefined
}
