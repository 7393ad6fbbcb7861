import { reachesOrganization, reachesTerminalGroup } from '../../../../app/cloud/login.ts'
import type { BookItem, HallDecor } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { requireOrganizations } from '../../access.ts'
import type {
  RestaurantSection,
  RestaurantSectionMark,
  RestaurantSectionRectangle,
  SectionSchema,
} from '../../generated/types.ts'
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

/** What stands on the plan besides tables, of one kind. */
const decorOf = <K extends HallDecor['kind']>({ decor = [] }: Section['body'], kind: K) =>
  decor.flatMap((one) => {
    if (one.kind !== kind) return []
    const { color, x, y, z, angle, width, height } = one
    const [a, r, g, b] = color
    return [
      {
        one: one as HallDecor & { kind: K },
        shape: { color: { a, r, g, b }, x, y, z, angle, width, height },
      },
    ]
  })

const shapesOf = (body: Section['body'], kind: 'rectangle' | 'ellipse'): RestaurantSectionRectangle[] =>
  decorOf(body, kind).map(({ shape }) => shape)

const marksOf = (body: Section['body']): RestaurantSectionMark[] =>
  decorOf(body, 'mark').map(({ one: { text, font }, shape }) => ({
    text,
    font: { fontFamily: font.family, size: font.size, fontStyle: font.style },
    ...shape,
  }))

/** The plan in pixels, no larger than what stands on it. */
function schemaOf({ body, isDeleted }: Section, revision: number): SectionSchema {
  const { tables, decor = [] } = body
  const margin = 20
  const things = [...tables, ...decor]
  return {
    width: Math.max(0, ...things.map(({ x, width }) => x + width)) + margin,
    height: Math.max(0, ...things.map(({ y, height }) => y + height)) + margin,
    markElements: marksOf(body),
    tableElements: tables.map(({ id, x, y, width, height }) => ({
      tableId: id,
      x,
      y,
      z: 0,
      angle: 0,
      width,
      height,
    })),
    rectangleElements: shapesOf(body, 'rectangle'),
    ellipseElements: shapesOf(body, 'ellipse'),
    revision,
    isDeleted,
  }
}
