import { refuse } from '../../../kernel/refusals.ts'

/** Longer names do not fit a receipt. */
const lengthMax = 60

/** A name by which people at the till know an order (front-api §2.6.1); nothing but spaces is none. Refuses a long one. */
export function readTabName(given: string | null): string | null {
  const tabName = given?.trim() || null
  if (tabName && tabName.length > lengthMax) {
    throw refuse('request.field-invalid', { field: 'tabName', message: `at most ${lengthMax} characters` })
  }
  return tabName
}
