import { Catalog } from '../../src/domain/reference/catalog.ts'
import { demoChain } from '../../src/seed/demo/index.ts'

/** The books of the demo chain as a till or the cloud holds them. */
export function demoCatalog(): Catalog {
  const chain = demoChain()
  return new Catalog(
    chain.tenant.id,
    7n,
    chain.items.map((item) => ({ ...item, revision: 7n })),
  )
}
