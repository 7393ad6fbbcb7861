import { fromLocal } from '../../../kernel/local-time.ts'
import { wrongDay } from '../errors.ts'

/** A moment on the clock of a restaurant; `time` is `HH:mm:ss.SSS`, midnight where only a day was said. */
export type LocalMoment = { day: string; time: string }

const pattern = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?$/
const midnight = '00:00:00'

/** Reads `yyyy-MM-dd` or `yyyy-MM-ddTHH:mm:ss[.SSS]`; refuses others (server-api §1.1). */
export function readMoment(text: string): LocalMoment {
  const [, day = '', given] = pattern.exec(text.trim()) ?? []
  const time = given === undefined ? midnight : given
  // Of the zone only the calendar counts here: there is no such day, or no such hour.
  if (day === '' || fromLocal(`${day} ${time.slice(0, 12)}`, 'UTC') === null) throw wrongDay(text)
  return { day, time }
}

export const isMidnight = ({ time }: LocalMoment): boolean => /^00:00(:00(\.0+)?)?$/.test(time)
export const printMoment = ({ day, time }: LocalMoment): string => `${day} ${time}`
