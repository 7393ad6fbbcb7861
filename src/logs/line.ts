import { type TimeZone, toLocal } from '../kernel/local-time.ts'

export type LogLevel = 'info' | 'warn' | 'error'

/**
 * What a line says. `stamp` is the local time of the place, `message` everything after the dash; `mark` tells which journal
 * entry it came from.
 */
export type LogLine = { stamp: string; level: LogLevel; message: string; mark: string }

/** Local time as it stands in a line. */
export const stampOf = (at: number, zone: TimeZone): string => toLocal(at, zone).replace('.', ',')

const levels: Readonly<Record<LogLevel, string>> = { info: ' INFO', warn: ' WARN', error: 'ERROR' }

/**
 * One line as iikoFront writes its plugins' logs (front-api §1.9): `[2018-02-10 22:09:10,945]  INFO [ 1] - message`,
 * local time of the place, level, thread, text. The journal entry stands at the end, so a line that a crash made
 * twice would be recognised.
 */
export const logLine = ({ stamp, level, message, mark }: LogLine): string =>
  `[${stamp}] ${levels[level]} [ 1] - ${oneLine(message)} #${mark}\n`

/** Nobody writes a line of their own into a log by a name with a line break in it. */
const oneLine = (text: string): string => (onlyCommon.test(text) ? text : cleaned(text))
const onlyCommon = /^[ -~А-я]*$/
const cleaned = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')

/** Marks of the lines of a text. */
export const marksOf = (text: string): Set<string> =>
  new Set([...text.matchAll(/ #(\d+\.[0-9a-f]{8})$/gm)].map((match) => match[1] ?? ''))

/** A line of what happens outside the journal, such as a plugin's own words: it has no mark. */
export const plainLine = (stamp: string, level: LogLevel, message: string): string =>
  `[${stamp}] ${levels[level]} [ 1] - ${oneLine(message)}\n`
