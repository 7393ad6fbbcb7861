/** A column that facts can be grouped by and filtered by. */
export type KeyColumn = {
  /** Of the facts: `f` the lines, `o` their orders, `s` cash shifts, `d` documents, `z` restaurants. */
  sql: string
  kind: 'text' | 'id' | 'date' | 'moment' | 'number'
  /** The id that `sql` gives stands for this property of a thing in the books. */
  names?: string
  /** What `sql` is made of, and how: facts are added up by it first, and told as it says afterwards. */
  over?: { sql: string; shown(value: string): string }
  /** The same moment as an instant, to within a day: an index finds it. */
  instant?: string
}

/** What a group of facts sums to; whole numbers in the units of the facts. */
export type SumColumn = {
  sql: string
  /** `lines`: of every line; `once`: of every order once, however many lines it has; `distinct`: different values. */
  of: 'lines' | 'once' | 'distinct'
}

export const text = (sql: string): KeyColumn => ({ sql, kind: 'text' })
export const id = (sql: string): KeyColumn => ({ sql, kind: 'id' })
export const moment = (sql: string): KeyColumn => ({ sql, kind: 'moment' })
export const number = (sql: string): KeyColumn => ({ sql, kind: 'number' })
export const named = (sql: string, names: string): KeyColumn => ({ sql, kind: 'id', names })
export const flag = (sql: string, yes: string, no: string): KeyColumn =>
  text(`case when ${sql} then '${yes}' else '${no}' end`)
export const lines = (sql: string): SumColumn => ({ sql, of: 'lines' })
export const once = (sql: string): SumColumn => ({ sql, of: 'once' })

/** A number as texts of it are compared: without zeros at its end. */
export const plainNumber = (digits: string): string =>
  digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits

const weekdays = 'Понедельник Вторник Среда Четверг Пятница Суббота Воскресенье'.split(' ')
const months = 'Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь'.split(' ')
const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ')

/** A text that is made of something there is less of. */
const textOver = (sql: string, shown: (value: string) => string): KeyColumn => ({
  ...text(shown(sql)),
  over: { sql, shown },
})

/** Parts of a date as texts; `day` is a date or a timestamp in SQL. */
export const partsOfDay = {
  weekday: (sql: string): KeyColumn =>
    textOver(
      sql,
      (day) =>
        `to_char(${day}, 'ID') || '. ' || (array[${quoted(weekdays)}])[extract(isodow from ${day})::int]`,
    ),
  month: (sql: string): KeyColumn =>
    textOver(
      sql,
      (day) =>
        `to_char(${day}, 'MM') || ' (' || (array[${quoted(months)}])[extract(month from ${day})::int] || ')'`,
    ),
  quarter: (sql: string): KeyColumn => textOver(sql, (day) => `to_char(${day}, 'Q')`),
  year: (sql: string): KeyColumn => textOver(sql, (day) => `to_char(${day}, 'YYYY')`),
  weekInMonth: (sql: string): KeyColumn => textOver(sql, (day) => `to_char(${day}, 'W')`),
  weekInYear: (sql: string): KeyColumn => textOver(sql, (day) => `to_char(${day}, 'IW')`),
  hour: (at: string): KeyColumn => text(`to_char(${at}, 'HH24')`),
  /** The quarter of an hour in which a moment lies: `12:15-12:30`. */
  quarterOfHour: (at: string): KeyColumn => {
    const start = `date_bin('15 minutes', ${at}, timestamp '2000-01-01')`
    return text(`to_char(${start}, 'HH24:MI') || '-' || to_char(${start} + interval '15 minutes', 'HH24:MI')`)
  },
}
