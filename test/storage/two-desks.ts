import type { Draft, Tx } from '../../src/app/ports.ts'
import { noon } from './an-order.ts'
import { pluginPlaceOf } from './isolation-cases-of-plugins.ts'
import { type Own, phone, placeOf } from './two-tenants.ts'

export const draftOf = (own: Own, id = own.draftId): Draft => ({
  ...placeOf(own),
  id,
  loginId: own.loginId,
  sourceKey: own.mark,
  operatorId: null,
  orderTypeId: null,
  contactId: own.contactId,
  createdAt: noon,
  version: 1,
  lock: null,
  committedAs: null,
})

export const knownShiftOf = (own: Own, roleId = own.ownId) => ({
  ...placeOf(own),
  employeeId: own.employeeId,
  roleId,
  openedAt: noon,
})

export const locationOf = (own: Own) => ({
  tenantId: own.tenantId,
  organizationId: own.organizationId,
  courierId: own.employeeId,
  latitude: own.count,
  longitude: 37.6,
  measuredAt: noon,
  savedAt: noon,
})

export const opinionOf = (own: Own) => ({
  tenantId: own.tenantId,
  organizationId: own.organizationId,
  orderId: own.orderId,
  givenAt: noon,
  comment: own.mark,
  marks: [{ surveyItemId: own.ownId, mark: 100 }],
})

/** Drafts, shifts, positions and what plugins keep of a tenant. */
export async function fillDrafts(tx: Tx, own: Own): Promise<void> {
  await tx.drafts.insert(draftOf(own), phone)
  await tx.knownShifts.opened(knownShiftOf(own))
  await tx.courierLocations.save(locationOf(own), 0)
  await tx.deliveryOpinions.save(opinionOf(own))
  await tx.pluginData.set(pluginPlaceOf(own), 'key', own.mark, noon)
}
