import type { BookItem } from '../../../src/domain/reference/books.ts'
import type { Catalog } from '../../../src/domain/reference/catalog.ts'
import type { DemoChain } from '../../../src/seed/demo/index.ts'
import { type BackOffice, openBackOffice } from '../../support/back-office.ts'
import { type Chance, chanceOf } from '../../support/chance.ts'
import { startServer, type TestServer } from '../../support/start-server.ts'
import { fiveRestaurants } from './five-restaurants.ts'

export const dayMs = 86_400_000
/** Monday, midnight in Greenwich. */
export const firstMoment = Date.UTC(2027, 2, 8)
export const daysMax = 7

/** A restaurant and its main till. */
export type House = {
  id: string
  body: BookItem<'organization'>['body']
  tillCode: string
  terminalGroupId: string
  tables: string[]
  stores: { main: string; other: string }
  couriers: string[]
}

export type World = {
  server: TestServer
  chain: DemoChain
  catalog: Catalog
  chance: Chance
  houses: House[]
  /** What happened, and what the tills refused, by its words. */
  counts: Map<string, number>
  office(prefix?: string): Promise<BackOffice>
  close(): Promise<void>
}

export const count = ({ counts }: World, what: string): void =>
  void counts.set(what, (counts.get(what) ?? 0) + 1)

const mainTills: Record<string, string> = {
  1: 'pokrovka',
  2: 'baumana',
  3: 'malysheva',
  4: 'quay-pokrovka',
  5: 'fort-malysheva',
}

export async function openWorld(seed: number): Promise<World> {
  const server = await startServer({ isEmpty: true, roles: ['server', 'cloud', 'till'] })
  const chain = fiveRestaurants()
  server.clock.setSpeed(0)
  server.clock.jumpTo(firstMoment - dayMs)
  await server.node.load(chain)
  const catalog = await server.node.app.catalog(chain.tenant.id)
  const login = chain.backOfficeLogins.find((one) => one.login === 'manager')
  return {
    server,
    chain,
    catalog,
    chance: chanceOf(seed),
    houses: catalog.all('organization').map((one) => houseOf(catalog, one)),
    counts: new Map(),
    office: (prefix = '/resto') =>
      openBackOffice({ baseUrl: server.baseUrl } as TestServer, {
        login: login?.login ?? '',
        password: login?.password ?? '',
        prefix,
      }),
    close: () => server.close(),
  }
}

function houseOf(catalog: Catalog, { id, body }: BookItem<'organization'>): House {
  const tillCode = mainTills[body.code] ?? ''
  const group = catalog.all('terminalGroup').find((one) => one.body.code === tillCode)
  const stores = catalog.all('store').filter(({ organizationId }) => organizationId === id)
  const main = stores.find((store) => store.body.isDefault)
  const other = stores.find((store) => !store.body.isDefault)
  if (!group || !main || !other) throw new Error(`restaurant ${body.code} is not whole`)
  const sections = catalog
    .all('restaurantSection')
    .filter((one) => one.body.terminalGroupId === group.id && !one.body.forbidsSecondOrder)
  return {
    ...{ id, body, tillCode, terminalGroupId: group.id },
    tables: sections.flatMap((section) => section.body.tables.map((table) => table.id)),
    stores: { main: main.id, other: other.id },
    couriers: catalog
      .all('employee')
      .filter(({ isDeleted, body: one }) => !isDeleted && one.isCourier && one.organizationIds.includes(id))
      .map((one) => one.id),
  }
}
