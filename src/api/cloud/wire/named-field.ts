import { Refusal } from '../../../kernel/refusals.ts'
import { toWireError, WireError } from '../errors.ts'

/**
 * Runs a reader of the wire. A refusal that knows where in the request it happened says so, in the words in which the
 * family names places of a body: `… Path 'order.payments[0].sum'.`
 */
export function namingField<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Refusal ? withField(error) : error
  }
}

function withField(refusal: Refusal): Refusal | WireError {
  const { field } = refusal.params
  const known = toWireError(refusal, 'en')
  if (!known || typeof field !== 'string' || refusal.message.includes(field)) return refusal
  const sentence = refusal.message.replace(/\.?$/, '.')
  return new WireError({
    status: known.status,
    error: known.error,
    description: `${sentence} Path '${field}'.`,
  })
}
