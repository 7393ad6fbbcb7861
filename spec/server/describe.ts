// The language in which spec/server describes iikoServer: what an operation takes and answers, and of which members its
// types consist. `npm run generate` makes of it the types, the tables of the run time and the document for people
// (docs/adr/0013-iikoserver-family.md). iiko publishes no such description, so this one is ours.

/**
 * What a single value is. `decimal` is a decimal text, exact: what XML carries; `number` is a JSON number. `day` is a
 * date of the calendar in the one form that the operation's area uses (server-api §1.1) and reaches handlers as
 * `yyyy-MM-dd`. `value` is whatever JSON can say: what a cell of a report holds depends on its column.
 */
export type Scalar = 'uuid' | 'text' | 'bool' | 'int' | 'decimal' | 'number' | 'day' | 'value'

export type Shape =
  | { is: Scalar; default?: boolean | number; form?: 'yyyy-MM-dd' | 'dd.MM.yyyy' }
  | { is: 'choice'; of: readonly string[] }
  | { is: 'type'; name: string }
  /** In XML an element around its children, which are called `item`. */
  | { is: 'list'; of: Member; item: string }
  /** In XML the same element said again and again, without another around it. */
  | { is: 'repeated'; of: Member }
  | { is: 'map'; of: Member }

/** A value in its place. `optional` may be absent, `nullable` may be null (JSON only: XML knows no null). */
export type Member = Shape & {
  optional?: true
  nullable?: true
  note?: string
  /** In XML no element of its own: an attribute, or the text of the element. Single values only. */
  xml?: 'attribute' | 'content'
}
export type Members = Record<string, Member>

export type Answer =
  | { as: 'xml'; root: string; of: Member }
  | { as: 'json'; of: Member }
  | { as: 'text' }
  | { as: 'nothing' }

export type Body = { as: 'xml'; root: string; of: Member } | { as: 'json'; of: Member }

/** Rights of iiko's back office that operations ask for (server-api §2.5). */
export type Right = 'B_EN' | 'B_VTJ' | 'B_ADM' | 'B_QMENU' | 'B_APIO' | 'F_APIO'

export type Operation = {
  summary: string
  /** `documented` by iiko, or known by its name only from a server's own WADL. */
  known: 'documented' | 'wadl'
  /** Release of iiko in which it appeared. */
  since?: string
  /** Paragraph of server-api.md. */
  source?: string
  /** Asked without a token. */
  isPublic?: true
  /** Lies beside `/resto/api`, not below it. */
  isOutside?: true
  right?: Right
  /** Number of the licensed module that it belongs to; absent: that of the whole family (server-api §2.5). */
  module?: number
  /** By what it can be called for: of the query, and of a form where the body is one. */
  query?: Members
  body?: Body
  /** Absent while nobody described it: then it cannot have a handler. */
  answer?: Answer
  /** The status of a date in a wrong form, where it is not 400 (server-api §1.1). */
  wrongDayStatus?: 409
}

export type Group = {
  area: string
  /** By `VERB /path/below/resto/api/{with}/{ids}`. */
  operations: Record<string, Operation>
  types?: Record<string, Members>
}

export const uuid: Member = { is: 'uuid' }
export const text: Member = { is: 'text' }
export const bool: Member = { is: 'bool' }
export const int: Member = { is: 'int' }
export const decimal: Member = { is: 'decimal' }
export const number: Member = { is: 'number' }
export const value: Member = { is: 'value' }
export const day: Member = { is: 'day', form: 'yyyy-MM-dd' }
export const russianDay: Member = { is: 'day', form: 'dd.MM.yyyy' }

export const choice = (...of: string[]): Member => ({ is: 'choice', of })
export const type = (name: string): Member => ({ is: 'type', name })
export const list = (of: Member, item = 'i'): Member => ({ is: 'list', of, item })
export const repeated = (of: Member): Member => ({ is: 'repeated', of })
export const map = (of: Member): Member => ({ is: 'map', of })

export const optional = (member: Member): Member => ({ ...member, optional: true })
export const nullable = (member: Member): Member => ({ ...member, nullable: true })
export const noted = (note: string, member: Member): Member => ({ ...member, note })
export const attribute = (member: Member): Member => ({ ...member, xml: 'attribute' })
export const content = (member: Member): Member => ({ ...member, xml: 'content' })
/** A parameter that counts as `value` where it is not given. */
export const otherwise = (value: boolean | number, member: Member): Member =>
  ({ ...member, default: value }) as Member

export const xml = (root: string, of: Member): { as: 'xml'; root: string; of: Member } => ({
  as: 'xml',
  root,
  of,
})
export const json = (of: Member): { as: 'json'; of: Member } => ({ as: 'json', of })
export const plain: Answer = { as: 'text' }
/** @public Groups that are to come need it. */
export const nothing: Answer = { as: 'nothing' }

/** An operation of which only the name is built in: it answers 501 until somebody describes and writes it. */
export const named = (summary: string, known: Operation['known'] = 'documented'): Operation => ({
  summary,
  known,
})

/** Operations that differ in the last part of their address only. */
export const siblings = (
  verbs: string,
  base: string,
  parts: readonly string[],
  operation: (part: string) => Operation,
): Record<string, Operation> =>
  Object.fromEntries(
    verbs
      .split(' ')
      .flatMap((verb) => parts.map((part) => [`${verb} ${base}/${part}`, operation(part)] as const)),
  )

// Parameters that many lists have (server-api §1.2).
export const revisionFrom = noted('Only what changed after this revision; -1: all', otherwise(-1, int))
export const withoutDeleted = noted('Deleted ones too', otherwise(false, bool))
export const withDeleted = noted('Deleted ones too', otherwise(true, bool))

/** The envelope of all v2 writes and of some lists (server-api §1). */
export const envelope = (name: string, response: Member, hasRevision = false): Record<string, Members> => ({
  [name]: {
    result: choice('SUCCESS', 'ERROR'),
    errors: nullable(list(type('CodedError'))),
    response: nullable(response),
    ...(hasRevision ? { revision: int } : {}),
  },
})
