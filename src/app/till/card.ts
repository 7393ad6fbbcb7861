import { scrypt, timingSafeEqual } from 'node:crypto'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'

/** A reader types a track between its sentinels (`;…?`, `%…?`): the same card without them is the same card. */
const trackOf = (typed: string): string => typed.trim().replace(/^[;%]/, '').replace(/\?$/, '')

/** Hash of an employee's card: what it says is as secret as a PIN. The salt is the corporation, as of a PIN. */
export function hashCard(tenantId: Uuid, card: string): Promise<string> {
  return new Promise((resolve, reject) => {
    scrypt(trackOf(card), `staff card ${tenantId}`, 32, (error, key) =>
      error ? reject(error) : resolve(key.toString('hex')),
    )
  })
}

/** The employee of an organization who owns the card. Refuses `access.card-unknown`. */
export async function employeeByCard(
  catalog: Catalog,
  organizationId: Uuid,
  card: string,
): Promise<BookItem<'employee'>> {
  const hash = Buffer.from(await hashCard(catalog.tenantId, card), 'hex')
  let found: BookItem<'employee'> | undefined
  for (const employee of catalog.all('employee')) {
    const { cardHash, organizationIds } = employee.body
    if (employee.isDeleted || !cardHash || !organizationIds.includes(organizationId)) continue
    if (timingSafeEqual(Buffer.from(cardHash, 'hex'), hash)) found = employee
  }
  if (!found) throw refuse('access.card-unknown')
  return found
}
