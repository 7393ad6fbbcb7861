import { nameOfType, type ValueType } from './values.ts'

type Work = (given: readonly unknown[]) => unknown
type Signature = { takes: readonly ValueType[]; gives: ValueType; work: Work }

/** What is asked of null is null; conditions of null are false. */
const ofTexts = (work: (...texts: string[]) => unknown, onNull: unknown): Work => {
  return (given) => (given.includes(null) ? onNull : work(...given.map(String)))
}
const test = (work: (a: string, b: string) => boolean): Signature => ({
  takes: ['text', 'text'],
  gives: 'flag',
  work: ofTexts(work as (...texts: string[]) => unknown, false),
})
const change = (work: (text: string) => unknown, gives: ValueType = 'text'): Signature => ({
  takes: ['text'],
  gives,
  work: ofTexts(work as (...texts: string[]) => unknown, null),
})
const partOfTime = (work: (date: Date) => number): Signature => ({
  takes: ['time'],
  gives: 'number',
  work: ([time]) => (time === null ? null : work(new Date(time as number))),
})

/** The functions of OData that people use on a till's lists; parts of times are those of UTC. */
const functions: Readonly<Record<string, Signature>> = {
  contains: test((text, part) => text.includes(part)),
  // OData 3 has it the other way round.
  substringof: test((part, text) => text.includes(part)),
  startswith: test((text, start) => text.startsWith(start)),
  endswith: test((text, end) => text.endsWith(end)),
  tolower: change((text) => text.toLowerCase()),
  toupper: change((text) => text.toUpperCase()),
  trim: change((text) => text.trim()),
  length: change((text) => text.length, 'number'),
  year: partOfTime((date) => date.getUTCFullYear()),
  month: partOfTime((date) => date.getUTCMonth() + 1),
  day: partOfTime((date) => date.getUTCDate()),
  hour: partOfTime((date) => date.getUTCHours()),
  minute: partOfTime((date) => date.getUTCMinutes()),
  second: partOfTime((date) => date.getUTCSeconds()),
}

/** A function for values of these types; a text says why there is none. */
export function functionOf(
  name: string,
  given: readonly ValueType[],
): { type: ValueType; work: Work } | string {
  const known = Object.hasOwn(functions, name.toLowerCase()) ? functions[name.toLowerCase()] : undefined
  if (!known) return `there is no function ${name}`
  const { takes, gives, work } = known
  if (given.length !== takes.length) return `${name} takes ${takes.length} and not ${given.length} values`
  const wrong = given.findIndex((type, index) => type !== 'null' && type !== takes[index])
  const type = given[wrong]
  if (type === undefined) return { type: gives, work }
  return `${name} takes a ${nameOfType(takes[wrong] ?? 'text')} and not a ${nameOfType(type)} as its value ${wrong + 1}`
}
