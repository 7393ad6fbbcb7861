/** Zones, schedules and conditions of delivery, as administrators keep them (cloud-api §5). */
import type { BookItem, DeliveryRestrictions } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App, NewBookItem } from '../ports.ts'
import type { AdminScope } from './audit.ts'
import { checkRestrictions } from './check-restrictions.ts'
import { AdminProblem, notFound, refuseProblems } from './problems.ts'

/** What is kept of an organization's delivery; `revision` is that of the last save, 0 when there was none. */
export type KeptRestrictions = {
  organization: BookItem<'organization'>
  settings: DeliveryRestrictions
  revision: bigint
}

/** No zones, no rules: nobody delivers, everybody may be asked. */
const nothingYet: DeliveryRestrictions = {
  deliveryGeocodeServiceType: 1,
  deliveryRegionsMapUrl: null,
  defaultDeliveryDurationInMinutes: 60,
  defaultSelfServiceDurationInMinutes: 20,
  useSameDeliveryDuration: false,
  useSameMinSum: false,
  defaultMinSum: null,
  useSameWorkTimeInterval: false,
  defaultFrom: null,
  defaultTo: null,
  useSameRestrictionsOnAllWeek: false,
  restrictions: [],
  deliveryZones: [],
  rejectOnGeocodingError: true,
  addDeliveryServiceCost: false,
  useSameDeliveryServiceProduct: false,
  defaultDeliveryServiceProductId: null,
  useExternalAssignationService: false,
  externalAssignationServiceUrl: null,
  frontTrustsCallCenterCheck: true,
  requireExactAddressForGeocoding: false,
  zonesMode: 0,
  autoAssignExternalDeliveries: true,
  actionOnValidationRejection: 1,
  knownAddresses: [],
}

/** The settings of an organization of the chain; those of other chains do not exist for it. */
export function restrictionsOf(catalog: Catalog, organizationId: Uuid): KeptRestrictions {
  const organization = catalog.living('organization', organizationId)
  if (!organization)
    throw notFound({
      ru: `Ресторана ${organizationId} нет`,
      en: `There is no restaurant ${organizationId}`,
    })
  const kept = catalog.living('deliveryRestrictions', organizationId)
  return { organization, settings: kept?.body ?? nothingYet, revision: kept?.revision ?? 0n }
}

export type RestrictionsDraft = {
  settings: DeliveryRestrictions
  /** Are zones and schedules used at all (cloud-api §5.1)? */
  isMappingUsed: boolean
  /** The revision that the form was filled from. */
  revision: bigint
}

/** Saves all of it under one revision of the books: till and cloud see the old settings or the new ones. */
export async function saveRestrictions(
  app: App,
  { tenantId, actor }: AdminScope,
  organizationId: Uuid,
  { settings, isMappingUsed, revision }: RestrictionsDraft,
): Promise<void> {
  app.forgetCatalog(tenantId)
  const catalog = await app.catalog(tenantId)
  const present = restrictionsOf(catalog, organizationId)
  if (present.revision !== revision)
    throw new AdminProblem('conflict', {
      ru: 'Настройки за это время изменил кто-то другой. Откройте их заново.',
      en: 'Somebody else has changed the settings meanwhile. Open them again.',
    })
  refuseProblems(checkRestrictions(settings, { catalog, organizationId }))
  const { body } = present.organization
  const place = { organizationId, isDeleted: false }
  const items: NewBookItem[] = [
    { ...place, book: 'deliveryRestrictions', id: organizationId, body: settings },
    ...(body.useBusinessHoursAndMapping === isMappingUsed
      ? []
      : [
          {
            book: 'organization' as const,
            id: organizationId,
            organizationId: present.organization.organizationId,
            isDeleted: false,
            body: { ...body, useBusinessHoursAndMapping: isMappingUsed },
          },
        ]),
  ]
  await saveBooks(app, tenantId, items, actor)
}
