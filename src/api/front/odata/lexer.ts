import { ODataProblem } from './problem.ts'

export type LiteralType = 'text' | 'number' | 'flag' | 'guid' | 'time' | 'span' | 'null' | 'enum'
export type Literal = {
  type: LiteralType
  /** Milliseconds of a time, seconds of a span, names of an enumeration with commas between them. */
  value: string | number | boolean | null
  /** Of an enumeration, as it was written. */
  typeName?: string
}
export type Token = { at: number; text: string } & (
  | { kind: 'word' }
  | { kind: 'sign' }
  | { kind: 'end' }
  | { kind: 'literal'; literal: Literal }
)

const space = /\s+/y
const sign = /[(),/:]/y
const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![\w-])/iy
/** A `+` that was not encoded has become a space on its way. */
const time = /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,12})?)?(?:Z|[+\- ]\d{2}:\d{2})?)?(?![\w:])/iy
const number = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?[mdfl]?(?![\w.])/iy
const word = /[a-z_@][\w.]*/iy
const quoted = /'((?:[^']|'')*)'/y

const longestText = 8000

/** Cuts a filter or an order into tokens; throws {@link ODataProblem}. */
export function tokensOf(option: string, text: string): Token[] {
  if (text.length > longestText)
    throw new ODataProblem(option, longestText, `longer than ${longestText} characters`)
  const tokens: Token[] = []
  let at = 0
  const take = (pattern: RegExp): string | null => {
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (!found) return null
    at += found[0].length
    return found[0]
  }
  for (;;) {
    take(space)
    if (at === text.length) return [...tokens, { kind: 'end', at, text: '' }]
    const from = at
    const literal = (found: Literal): void => {
      tokens.push({ kind: 'literal', literal: found, at: from, text: text.slice(from, at) })
    }
    const problem = (why: string): ODataProblem => new ODataProblem(option, from, why)
    if (take(sign)) tokens.push({ kind: 'sign', at: from, text: text.slice(from, at) })
    else if (take(quoted)) literal({ type: 'text', value: unquoted(text.slice(from, at)) })
    else if (take(guid)) literal({ type: 'guid', value: text.slice(from, at).toLowerCase() })
    else if (take(time)) literal(timeLiteral(text.slice(from, at), problem))
    else if (take(number)) literal(numberLiteral(text.slice(from, at), problem))
    else if (take(word)) {
      const name = text.slice(from, at)
      const value = take(quoted)
      if (value !== null) literal(prefixed(name, unquoted(value), problem))
      else if (name === 'null') literal({ type: 'null', value: null })
      else if (name === 'true' || name === 'false') literal({ type: 'flag', value: name === 'true' })
      else tokens.push({ kind: 'word', at: from, text: name })
    } else throw problem(text[from] === "'" ? 'the text has no closing quote' : `${text[from]} is unexpected`)
  }
}

type Problem = (why: string) => ODataProblem

/** A quote inside a text is written twice. */
const unquoted = (text: string): string => text.slice(1, -1).replaceAll("''", "'")

function numberLiteral(text: string, problem: Problem): Literal {
  const value = Number(text.replace(/[mdfl]$/i, ''))
  if (!Number.isFinite(value)) throw problem(`${text} is too large a number`)
  return { type: 'number', value }
}

function timeLiteral(text: string, problem: Problem): Literal {
  const value = timeOf(text)
  if (value === null) throw problem(`${text} is no time`)
  return { type: 'time', value }
}

/** `datetime'…'`, `guid'…'` and the like of OData 3, `duration'…'` of OData 4, and enumerations. */
function prefixed(name: string, value: string, problem: Problem): Literal {
  switch (name.toLowerCase()) {
    case 'guid':
      if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) throw problem(`${value} is no guid`)
      return { type: 'guid', value: value.toLowerCase() }
    case 'datetime':
    case 'datetimeoffset':
      return timeLiteral(value, problem)
    case 'time':
    case 'duration': {
      const seconds = spanOf(value)
      if (seconds === null) throw problem(`${value} is no duration`)
      return { type: 'span', value: seconds }
    }
    default:
      return { type: 'enum', value, typeName: name }
  }
}

/** Milliseconds since the epoch; a time without an offset is UTC. Null for what is no time. */
export function timeOf(text: string): number | null {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(\.\d{1,12})?)?(Z|[+\- ]\d{2}:\d{2})?)?$/i.exec(text)
  if (!parts) return null
  const [, day = '', minutes = '00:00', seconds = '00', part = '', zone = 'Z'] = parts
  const value = Date.parse(
    `${day}T${minutes}:${seconds}${part.slice(0, 4).padEnd(4, part ? '0' : '')}${zone.toUpperCase().replace(' ', '+')}`,
  )
  // Dates that the calendar has not, as the 30th of February, are no dates.
  const isDay = !Number.isNaN(value) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  return isDay ? value : null
}

/** Seconds of `hh:mm:ss`, `d.hh:mm:ss` or `PT15M`; null for what is no duration. */
export function spanOf(text: string): number | null {
  const clock = /^(-?)(?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2}(?:\.\d+)?)$/.exec(text)
  if (clock) {
    const [, minus, days = '0', hours, minutes, seconds] = clock
    const sum = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    return minus ? -sum : sum
  }
  const iso = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i.exec(text)
  if (!iso || /^-?P?T?$/i.test(text) || /T$/i.test(text)) return null
  const [, minus, days = '0', hours = '0', minutes = '0', seconds = '0'] = iso
  const sum = Number(days) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return minus ? -sum : sum
}
