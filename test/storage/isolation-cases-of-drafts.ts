import { noon } from './an-order.ts'
import { nextId } from './file-database.ts'
import { type Cases, changes, counts, global, tells } from './isolation-case.ts'
import { draftOf, knownShiftOf, locationOf, opinionOf } from './two-desks.ts'
import { phone } from './two-tenants.ts'

/** Drafts, the shifts that the cloud knows, positions of couriers, opinions of deliveries. */
export const draftCases: Pick<Cases, 'drafts' | 'knownShifts' | 'courierLocations' | 'deliveryOpinions'> = {
  drafts: {
    claim: changes((tx, own) => tx.drafts.claim(draftOf(own, nextId()), null)),
    claimOf: global('ids of drafts are unique in the whole system (cloud-api §3.7)', (tx, own) =>
      tx.drafts.claimOf(own.draftId),
    ),
    insert: changes((tx, own) => tx.drafts.insert(draftOf(own, nextId()), phone)),
    find: tells((tx, own) => tx.drafts.find(own.tenantId, own.organizationId, own.draftId)),
    findForChange: tells((tx, own) => tx.drafts.findForChange(own.tenantId, own.organizationId, own.draftId)),
    save: changes((tx, own) => tx.drafts.save({ ...draftOf(own), version: 2 }, null)),
    search: tells((tx, own) =>
      tx.drafts.search({
        tenantId: own.tenantId,
        organizationIds: [own.organizationId],
        sourceKeys: null,
        terminalGroupIds: null,
        operatorIds: null,
        orderTypeIds: null,
        phone,
        createdFrom: null,
        createdTo: null,
        limit: 100,
      }),
    ),
    remove: changes((tx, own) => tx.drafts.remove(own.tenantId, own.organizationId, own.draftId)),
    removeCommitted: changes(async (tx, own) => {
      await tx.drafts.save({ ...draftOf(own), committedAs: nextId() }, null)
      await tx.drafts.removeCommitted(own.tenantId, [own.draftId])
    }),
  },
  knownShifts: {
    opened: changes((tx, own) => tx.knownShifts.opened({ ...knownShiftOf(own), openedAt: noon + 1 })),
    closed: changes((tx, own) => tx.knownShifts.closed(knownShiftOf(own))),
    ofEmployee: tells((tx, own) => tx.knownShifts.ofEmployee(own.tenantId, own.employeeId)),
    ofOrganizations: tells((tx, own) => tx.knownShifts.ofOrganizations(own.tenantId, [own.organizationId])),
  },
  deliveryOpinions: {
    save: changes((tx, own) => tx.deliveryOpinions.save({ ...opinionOf(own), givenAt: noon + 1 })),
    load: tells(async (tx, own) => [
      ...(await tx.deliveryOpinions.load(own.tenantId, [own.orderId])).values(),
    ]),
  },
  courierLocations: {
    save: changes((tx, own) => tx.courierLocations.save({ ...locationOf(own), savedAt: noon + 1 }, 0)),
    since: counts(
      async (tx, own) =>
        (await tx.courierLocations.since(own.tenantId, [own.organizationId], 0)).map(
          ({ latitude }) => latitude,
        ),
      ({ count }) => [count],
    ),
    last: counts(
      async (tx, own) =>
        (await tx.courierLocations.last(own.tenantId, [own.organizationId])).map(({ latitude }) => latitude),
      ({ count }) => [count],
    ),
  },
}
