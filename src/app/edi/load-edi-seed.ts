import type { EdiContent, EdiDeed } from '../../domain/edi/edi-order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { App } from '../ports.ts'
import { createEdiOrder, doEdiDeed } from './edi-orders.ts'

/** An order to a supplier, and what was done with it. */
export type SeedEdiOrder = {
  organizationId: Uuid
  systemId: Uuid
  number: string
  date: LocalDate
  content: EdiContent
  deeds: readonly EdiDeed[]
}

/** Writes the orders of a seed as buyers do. */
export async function loadEdiSeed(
  app: App,
  tenantId: Uuid,
  actor: string,
  orders: readonly SeedEdiOrder[],
): Promise<void> {
  for (const { systemId, deeds, ...order } of orders) {
    const scope = { tenantId, organizationIds: [order.organizationId], systemId, actor }
    await createEdiOrder(app, scope, order)
    for (const deed of deeds) await doEdiDeed(app, scope, [order], deed)
  }
}
