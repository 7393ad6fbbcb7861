import { isUuid } from '../../kernel/ids.ts'
import { fromLocal } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import { attributeKinds } from './attribute-kinds.ts'
import type { EventAttribute } from './logged-event.ts'

const nameLengthMax = 255
const valueLengthMax = 10_000
const whole = /^[+-]?\d{1,18}$/
const decimal = /^[+-]?(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})$/
/** A whole number may come with zeros behind its point (server-api §18). */
const wholeAsDecimal = /^[+-]?\d{1,18}(?:\.0{0,18})?$/

const isMoment = (value: string): boolean => value.includes('T') && fromLocal(value, 'UTC') !== null

/** What a class of Java holds; any other class is that of an entity, whose id the value is. */
const holds: Readonly<Record<string, (value: string) => boolean>> = {
  'java.lang.String': () => true,
  'java.lang.Boolean': (value) => /^(?:[01](?:\.0{0,18})?|true|false)$/.test(value),
  'java.lang.Byte': (value) => wholeAsDecimal.test(value),
  'java.lang.Short': (value) => wholeAsDecimal.test(value),
  'java.lang.Integer': (value) => wholeAsDecimal.test(value),
  'java.lang.Long': (value) => wholeAsDecimal.test(value),
  'java.math.BigInteger': (value) => whole.test(value),
  'java.math.BigDecimal': (value) => decimal.test(value),
  'java.lang.Double': (value) => decimal.test(value),
  'java.lang.Float': (value) => decimal.test(value),
  'java.util.Date': isMoment,
  'resto.db.Guid': isUuid,
}

const registered = (name: string): string | null =>
  Object.hasOwn(attributeKinds, name) ? attributeKinds[name as keyof typeof attributeKinds].type : null

/** Attributes with their types; refuses `back-office.event-attribute-invalid` where a value is not of its type. */
export function checkedAttributes(
  attributes: readonly { name: string; value: string; type: string | null }[],
): EventAttribute[] {
  return attributes.map(({ name, value, type: said }) => {
    const type = said || registered(name) || 'java.lang.String'
    const isRight = Object.hasOwn(holds, type) ? holds[type]?.(value) : isUuid(value)
    const isShort =
      name.length <= nameLengthMax && type.length <= nameLengthMax && value.length <= valueLengthMax
    if (name === '' || !isShort || !isRight)
      throw refuse('back-office.event-attribute-invalid', {
        attribute: name.slice(0, 80),
        type: type.slice(0, 80),
        value: value.slice(0, 80),
      })
    return { name, value, type }
  })
}
