import type { DocumentScope } from '../../src/app/documents/document-scope.ts'
import type { App, Storage } from '../../src/app/ports.ts'
import { aStockroom } from '../../src/domain/documents/testing/a-stockroom.ts'
import type { StockPolicy } from '../../src/domain/reference/books.ts'
import { aCatalog } from '../../src/domain/reference/testing/a-catalog.ts'
import { anId, bookItem, ids } from '../../src/domain/reference/testing/catalog-ids.ts'
import { aTechCard } from '../../src/domain/stock/testing/a-tech-card.ts'
import { openApp } from '../../src/main/open-app.ts'
import type { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'

export type Stockroom = { app: App; scope: DocumentScope; place: ReturnType<typeof aStockroom> }

/** The test restaurant with stores and accounts, as a tenant of its own; soup is made of juice and tea. */
export function aStockroomApp(
  storage: Storage,
  clock: SandboxClock,
  policy: Partial<StockPolicy> = {},
): Stockroom {
  const random = systemRandom(clock)
  const organization = aCatalog().find('organization', ids.organization)
  if (!organization) throw new Error('the test catalog has no organization')
  const stock = { costMethod: 'Average', isNegativeForbidden: false, closedUntil: null, ...policy } as const
  const place = aStockroom([
    bookItem('organization', ids.organization, { ...organization.body, stock }),
    bookItem(
      'techCard',
      anId(8300),
      aTechCard(ids.soup, [
        [ids.juice, 333n],
        [ids.tea, 250n],
      ]),
    ),
  ])
  const app: App = { ...openApp(storage, { clock, random }).app, catalog: async () => place.catalog }
  const scope = {
    tenantId: random.uuid(),
    organizationId: ids.organization,
    actor: 'test',
    userId: random.uuid(),
    correlationId: random.uuid(),
    earlierCall: async () => null,
  }
  return { app, scope, place }
}
