import { reachesOrganization, reachesTerminalGroup } from '../../../../app/cloud/login.ts'
import type { BookItem } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { requireOrganizations } from '../../access.ts'
import type { RestaurantSection, SectionSchema } from '../../generated/types.ts'
import type { Handler } from '../../operation.ts'
import { organizationsOf, shownOrganization } from '../organizations.ts'
import { externalRevision } from '../scope.ts'
import { listGroups } from '../terminal-groups.ts'

type Section = BookItem<'restaurantSection'>

/** Halls where tables can be reserved: every living one. */
const hallsOf = (catalog: Catalog, organizationId: Uuid): Section[] =>
  catalog.of('restaurantSection', organizationId).filter(({ isDeleted }) => !isDeleted)

export const availableOrganizations: Handler<'/api/1/reserve/available_organizations'> = async (call) => {
  const { app, login, body, correlationId } = call
  const catalog = await app.catalog(login.key.tenantId)
  const organizations = organizationsOf(catalog, login, body)
    .filter(({ id }) => hallsOf(catalog, id).length > 0)
    .map((item) => shownOrganization(item, body))
  return { correlationId, organizations }
}

export const availableTerminalGroups: Handler<'/api/1/reserve/available_terminal_groups'> = async (call) => {
  const { app, login, body, correlationId } = call
  requireOrganizations(login, body.organizationIds)
  const hasHall = (groupId: Uuid, catalog: Catalog): boolean =>
    catalog
      .all('restaurantSection')
      .some((section) => !section.isDeleted && section.body.terminalGroupId === groupId)
  return { correlationId, ...(await listGroups(app, login, body, hasHall)) }
}

/** Those that were changed after a revision, deleted ones too, so that a client can keep its own copy (§8.6). */
export const availableSections: Handler<'/api/1/reserve/available_restaurant_sections'> = async (call) => {
  const { app, login, body, correlationId } = call
  const catalog = await app.catalog(login.key.tenantId)
  const { returnSchema = false } = body
  const asked = new Set(body.terminalGroupIds.filter((id) => reachesTerminalGroup(login, id)))
  const sections = catalog
    .all('restaurantSection')
    .filter(
      (section) =>
        asked.has(section.body.terminalGroupId) &&
        section.organizationId !== null &&
        reachesOrganization(login, section.organizationId) &&
        (body.revision === undefined ? !section.isDeleted : externalRevision(section) > body.revision),
    )
  return {
    correlationId,
    restaurantSections: sections.map((section) => onWire(section, returnSchema)),
    revision: Number(catalog.revision),
  }
}

function onWire(section: Section, withSchema: boolean): RestaurantSection {
  const { id, body, isDeleted } = section
  const revision = externalRevision(section)
  return {
    id,
    terminalGroupId: body.terminalGroupId,
    name: body.name,
    tables: body.tables.map((table) => ({
      id: table.id,
      number: table.number,
      name: table.name,
      seatingCapacity: table.seats,
      revision,
      isDeleted,
      posId: table.posId,
    })),
    schema: withSchema ? schemaOf(section, revision) : null,
  }
}

/** The plan in pixels, no larger than what stands on it. */
function schemaOf({ body: { tables }, isDeleted }: Section, revision: number): SectionSchema {
  const margin = 20
  return {
    width: Math.max(0, ...tables.map(({ x, width }) => x + width)) + margin,
    height: Math.max(0, ...tables.map(({ y, height }) => y + height)) + margin,
    markElements: [],
    tableElements: tables.map(({ id, x, y, width, height }) => ({
      tableId: id,
      x,
      y,
      z: 0,
      angle: 0,
      width,
      height,
    })),
    rectangleElements: [],
    ellipseElements: [],
    revision,
    isDeleted,
  }
}
