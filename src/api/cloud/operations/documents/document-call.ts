import { takeKey } from '../../../../app/cloud/idempotency.ts'
import { actorOf } from '../../../../app/cloud/login.ts'
import type { DocumentScope } from '../../../../app/documents/document-scope.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import type { TimeZone } from '../../../../kernel/local-time.ts'
import { Refusal } from '../../../../kernel/refusals.ts'
import { requireOrganizations } from '../../access.ts'
import type { Call } from '../../operation.ts'
import { readId } from './read-values.ts'

/** A call of the back-office part as its handlers need it. */
export type DocumentCall = Pick<Call, 'app' | 'login' | 'correlationId' | 'idempotencyKey'>

export type DocumentDesk = {
  scope: DocumentScope
  catalog: Catalog
  zone: TimeZone
  scale: number
}

/** Who writes in whose books. Ids of this part are plain texts, so what is no id is found here (cloud-api §10.1). */
export async function deskOf(
  { app, login, correlationId, idempotencyKey }: DocumentCall,
  organizationId: string,
): Promise<DocumentDesk> {
  const id: Uuid = readId(organizationId, 'organizationId')
  requireOrganizations(login, [id])
  const { tenantId } = login.key
  const catalog = await app.catalog(tenantId)
  const organization = catalog.find('organization', id)?.body
  if (!organization) throw new Error(`a login reaches the unknown organization ${id}`)
  return {
    scope: {
      tenantId,
      organizationId: id,
      actor: actorOf(login),
      userId: login.key.id,
      correlationId,
      earlierCall: (tx) => takeKey(tx, login, idempotencyKey, { correlationId, now: app.clock.now() }),
    },
    catalog,
    zone: organization.timeZone,
    scale: organization.currency.scale,
  }
}

/** Runs a deed of the core; a refusal names fields as `names` say. */
export async function inWireWords<T>(
  deed: () => Promise<T>,
  names: Readonly<Record<string, string>>,
): Promise<T> {
  try {
    return await deed()
  } catch (error) {
    if (!(error instanceof Refusal) || typeof error.params['field'] !== 'string') throw error
    throw new Refusal(error.code, { ...error.params, field: fieldOnWire(error.params['field'], names) })
  }
}

function fieldOnWire(field: string, names: Readonly<Record<string, string>>): string {
  const dot = field.lastIndexOf('.')
  const [owner, name] = [field.slice(0, dot + 1), field.slice(dot + 1)]
  const ofItem = owner.startsWith('items[') ? names[`items.${name}`] : undefined
  return `${owner}${ofItem ?? names[name] ?? name}`
}
