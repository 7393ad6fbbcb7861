/** Host, organisation, terminals, halls (front-api §2.5 "Host, organisation, terminals"). */
import type { BookItem } from '../../../domain/reference/books.ts'
import { notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import {
  cashRegisterOf,
  pointOfSaleIdOf,
  pointOfSaleOf,
  registerIdOf,
  restaurantOf,
  sectionOf,
  sectionsOfGroup,
  tablesOf,
  terminalIdOf,
  terminalOf,
  terminalsGroupOf,
} from '../model/organisation.ts'
import { living } from './books.ts'
import { type Asking, directory, operation } from './define.ts'

const groupsOf = ({ place }: Asking): BookItem<'terminalGroup'>[] => living(place, 'terminalGroup')

/** The till's own group. */
export function hostGroup({ place }: Asking): BookItem<'terminalGroup'> {
  const group = place.catalog.find('terminalGroup', place.terminalGroupId)
  if (!group) throw notFound('TerminalsGroup', place.terminalGroupId)
  return group
}

function groupNamed(asking: Asking): BookItem<'terminalGroup'> {
  const id = asking.args.id('terminalsGroup')
  const group = groupsOf(asking).find((one) => one.id === id)
  if (!group) throw notFound('TerminalsGroup', id)
  return group
}

/** Sections that the host's terminals serve. */
const ownSections = (asking: Asking) =>
  sectionsOfGroup(asking.place, asking.place.terminalGroupId).map((item) => sectionOf(asking.place, item))

export const organisationOperations: readonly FrontOperation[] = [
  operation('getHostRestaurant', null, ({ place }) => {
    const item = place.catalog.find('organization', place.organizationId)
    if (!item) throw notFound('Restaurant', place.organizationId)
    return restaurantOf(item)
  }),
  operation('getHostTerminal', null, (asking) => terminalOf(hostGroup(asking))),
  operation('getHostTerminalsGroup', null, (asking) => terminalsGroupOf(asking.place, hostGroup(asking))),
  operation('getHostTerminalSettings', null, (asking) => ({
    id: terminalIdOf(asking.place.terminalGroupId),
    revision: Number(hostGroup(asking).revision),
    isMainTerminal: true,
    culture: 'ru-RU',
    uiCulture: 'ru-RU',
  })),
  operation('getHostTerminalPointsOfSale', null, (asking) => [
    pointOfSaleOf(asking.place, hostGroup(asking)),
  ]),
  operation('getHostTerminalRestaurantSections', null, ownSections),
  operation('getDeliverySection', null, (asking) => {
    const [first] = ownSections(asking)
    if (!first) throw notFound('RestaurantSection', null)
    return first
  }),
  operation('getHostDatabaseId', null, ({ door }) => door.app.storage.node.id),
  operation('isConnectedToMainTerminal', null, () => true),
  operation('isMultiCashRegisterConfiguration', null, () => false),
  operation('getTerminalsGroupTerminals', null, (asking) => [terminalOf(groupNamed(asking))]),
  operation('getTerminalsGroupRestaurantSections', null, (asking) =>
    sectionsOfGroup(asking.place, groupNamed(asking).id).map((item) => sectionOf(asking.place, item)),
  ),
  operation('getTerminalsGroupPointsOfSale', null, (asking) => [
    pointOfSaleOf(asking.place, groupNamed(asking)),
  ]),
  ...directory({
    entity: 'Terminal',
    list: 'getTerminals',
    needs: null,
    all: (asking) => groupsOf(asking).map(terminalOf),
  }),
  ...directory({
    entity: 'TerminalsGroup',
    list: 'getTerminalsGroups',
    needs: null,
    all: (asking) => groupsOf(asking).map((item) => terminalsGroupOf(asking.place, item)),
  }),
  ...directory({
    entity: 'CashRegisterInfo',
    list: 'getCashRegisterInfos',
    needs: null,
    all: (asking) => groupsOf(asking).map((item) => cashRegisterOf(asking.place, item)),
  }),
  ...directory({
    entity: 'PointOfSale',
    list: null,
    needs: null,
    all: (asking) => groupsOf(asking).map((item) => pointOfSaleOf(asking.place, item)),
  }),
  ...directory({
    entity: 'RestaurantSection',
    list: 'getRestaurantSections',
    needs: null,
    all: ({ place }) => living(place, 'restaurantSection').map((item) => sectionOf(place, item)),
  }),
  ...directory({
    entity: 'Table',
    list: 'getTables',
    needs: null,
    all: (asking) => {
      const isHostOnly = asking.args.flag('currentGroupMode')
      return living(asking.place, 'restaurantSection')
        .filter(({ body }) => !isHostOnly || body.terminalGroupId === asking.place.terminalGroupId)
        .flatMap(tablesOf)
    },
  }),
  operation('getRestaurantSectionTables', null, ({ place, args }) => {
    const id = args.id('restaurantSection')
    const section = living(place, 'restaurantSection').find((item) => item.id === id)
    if (!section) throw notFound('RestaurantSection', id)
    return tablesOf(section)
  }),
  operation('tryGetSectionSchemaByRestaurantSection', null, ({ place, args }) => {
    const id = args.id('restaurantSection')
    const section = living(place, 'restaurantSection').find((item) => item.id === id)
    return section && schemaOf(section)
  }),
]

/** The plan of a hall as far as it is drawn: tables and what stands besides, in pixels. */
function schemaOf(section: BookItem<'restaurantSection'>) {
  const decor = section.body.decor ?? []
  const tables = new Map(tablesOf(section).map((table) => [table.id, table]))
  const placed = section.body.tables.map(({ id, x, y, width, height }) => ({
    ...{ x, y, z: 0, angle: 0, width, height },
    table: tables.get(id),
  }))
  const all = [...placed, ...decor]
  return {
    width: Math.max(0, ...all.map(({ x, width }) => x + width)),
    height: Math.max(0, ...all.map(({ y, height }) => y + height)),
    tableElements: placed,
    rectangleElements: decor.filter(({ kind }) => kind === 'rectangle'),
    ellipseElements: decor.filter(({ kind }) => kind === 'ellipse'),
    markElements: decor.filter(({ kind }) => kind === 'mark'),
  }
}

/** Whose register an id is: the till's or another group's. */
export const isHostRegister = ({ place }: Asking, id: string): boolean =>
  id === registerIdOf(place.terminalGroupId) || id === pointOfSaleIdOf(place.terminalGroupId)
