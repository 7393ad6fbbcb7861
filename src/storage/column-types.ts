import pg from 'pg'

/*
 * The one place that says what a column becomes in JavaScript, on every engine:
 *
 *   int8         bigint        (pg would give a string)
 *   numeric      string        (a float never holds money or a quantity)
 *   date         'YYYY-MM-DD'  (pg would make a Date in the zone of the process and shift the day)
 *   timestamp    string        (no zone, so it is not a moment; wire times are parsed by the API families)
 *   timestamptz  Date          (an exact moment; we write milliseconds)
 *   interval     string
 *   json, jsonb  parsed
 *   bytea        Buffer
 *
 * Arrays follow their elements. Sessions run with TimeZone UTC, so `now()::date` is the same everywhere.
 */

const oid = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  interval: 1186,
  numeric: 1700,
  int8Array: 1016,
  dateArray: 1182,
  timestampArray: 1115,
  intervalArray: 1187,
  numericArray: 1231,
  textArray: 1009,
} as const

type Parser = (value: string) => unknown

const asIs: Parser = (value) => value
// text[] is split by pg into strings, which is what we want of these arrays too.
const parseStrings = pg.types.getTypeParser(oid.textArray as number, 'text') as (
  value: string,
) => (string | null)[]

function parseBigints(value: string): (bigint | null)[] {
  return parseStrings(value).map((element) => (element === null ? null : BigInt(element)))
}

const parseAnyMoment = pg.types.getTypeParser(oid.timestamptz as number, 'text') as (value: string) => Date
/** Sessions run in UTC, so nearly every moment looks like this; its ISO form is what the engine reads fastest. */
const utcMoment = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?\+00$/
const parseMoment = (value: string): Date =>
  utcMoment.test(value) ? new Date(`${value.slice(0, 10)}T${value.slice(11, -3)}Z`) : parseAnyMoment(value)

const ours = new Map<number, Parser>([
  [oid.int8, BigInt],
  [oid.date, asIs],
  [oid.timestamp, asIs],
  [oid.timestamptz, parseMoment],
  [oid.interval, asIs],
  [oid.numeric, asIs],
  [oid.int8Array, parseBigints],
  [oid.dateArray, parseStrings],
  [oid.timestampArray, parseStrings],
  [oid.intervalArray, parseStrings],
  [oid.numericArray, parseStrings],
])

function getTypeParser(typeOid: number, format?: 'text' | 'binary'): unknown {
  const parser = format === 'binary' ? undefined : ours.get(typeOid)
  return parser ?? pg.types.getTypeParser(typeOid, format)
}

export const columnTypes = { getTypeParser } as pg.CustomTypesConfig
