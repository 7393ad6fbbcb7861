import type { BookItem } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { notFound } from '../errors.ts'
import type { CorporateItem, SectionGroup, Terminal } from '../generated/types.ts'
import type { Caller, Handlers } from '../operation.ts'
import { found, itemsOf, matching, restaurantsOf } from './scope.ts'

type Revised<Item> = { item: Item; isDeleted: boolean; revision: bigint }

/** The chain is the root of the hierarchy; restaurants are its departments, stores hang below them (server-api §5). */
function departmentsOf(caller: Caller, tenantName: string): Revised<CorporateItem>[] {
  const { tenantId } = caller
  const root: CorporateItem = { id: tenantId, name: tenantName, type: 'CORPORATION', taxpayerIdNumber: '' }
  const departments = restaurantsOf(caller).map(({ id, isDeleted, revision, body }) => ({
    item: {
      id,
      parentId: tenantId,
      code: body.code,
      name: body.name,
      type: 'DEPARTMENT' as const,
      taxpayerIdNumber: body.inn ?? '',
    },
    isDeleted,
    revision,
  }))
  return [{ item: root, isDeleted: false, revision: 0n }, ...departments]
}

const storesOf = (caller: Caller): Revised<CorporateItem>[] =>
  itemsOf(caller, 'store').map(({ id, organizationId, isDeleted, revision, body }) => ({
    item: {
      id,
      ...(organizationId === null ? {} : { parentId: organizationId }),
      code: body.code,
      name: body.name,
      type: 'STORE' as const,
      taxpayerIdNumber: '',
    },
    isDeleted,
    revision,
  }))

const sectionsOf = (caller: Caller, groupId: Uuid): BookItem<'restaurantSection'>[] =>
  itemsOf(caller, 'restaurantSection').filter(
    ({ isDeleted, body }) => !isDeleted && body.terminalGroupId === groupId,
  )

/** A group of tills is iiko's group of sections; its main till is the one point of sale that it has. */
function groupOf(caller: Caller, { id, organizationId, body }: BookItem<'terminalGroup'>): SectionGroup {
  const sections = sectionsOf(caller, id)
  return {
    id,
    name: body.name,
    ...(organizationId === null ? {} : { departmentId: organizationId }),
    groupServiceMode: sections.some((section) => section.body.tables.length > 0)
      ? 'TABLE_SERVICE'
      : 'FAST_FOOD',
    pointOfSaleDtoes: [
      {
        id,
        name: body.name,
        main: true,
        // The till is its own register; the chain does not know of registers (server-api §5).
        ...(caller.organizationId === null ? {} : { cashRegisterInfo: { id, name: body.name } }),
      },
    ],
    restaurantSectionInfos: sections.map((section) => ({ id: section.id, name: section.body.name })),
  }
}

/** The main till of a group is its terminal; we know of no others. */
function terminalOf(caller: Caller, { id, body }: BookItem<'terminalGroup'>): Terminal {
  return {
    id,
    name: body.name,
    computerName: body.code,
    anonymous: false,
    groupInfo: { id, name: body.name },
    restaurantSectionIds: sectionsOf(caller, id).map((section) => section.id),
  }
}

const itemsOfRevised = <Item>(
  items: readonly Revised<Item>[],
  query: { revisionFrom?: number | undefined } = {},
): Item[] => matching(items, query).map(({ item }) => item)

type TerminalQuery = {
  name?: string | undefined
  computerName?: string | undefined
  anonymous?: boolean | undefined
}
const terminalsFound = async ({ caller, query }: { caller: Caller; query: TerminalQuery }) => {
  if (query.anonymous === true) return []
  const terminals = matching(itemsOf(caller, 'terminalGroup'), {}).map((item) => terminalOf(caller, item))
  return found(terminals, query, {
    name: ({ name }) => [name],
    computerName: ({ computerName }) => [computerName ?? ''],
  })
}

const byCode = { code: ({ code }: CorporateItem) => [code ?? ''] }

/** The corporation and what belongs to it (server-api §5). */
export const corporationHandlers: Handlers = {
  'GET /corporation/departments': async ({ app, caller, query }) => {
    const tenants = await app.storage.now.tenants.list()
    const name = tenants.find(({ id }) => id === caller.tenantId)?.name ?? ''
    return itemsOfRevised([...departmentsOf(caller, name), ...storesOf(caller)], query)
  },
  'GET /corporation/departments/search': async ({ caller, query }) => {
    const departments = itemsOfRevised(departmentsOf(caller, '')).filter(({ type }) => type === 'DEPARTMENT')
    return found(departments, query, byCode)
  },
  'GET /corporation/stores': async ({ caller, query }) => itemsOfRevised(storesOf(caller), query),
  'GET /corporation/stores/search': async ({ caller, query }) =>
    found(itemsOfRevised(storesOf(caller)), query, byCode),

  'GET /corporation/groups': async ({ caller, query }) =>
    matching(itemsOf(caller, 'terminalGroup'), query).map((item) => groupOf(caller, item)),
  'GET /corporation/groups/search': async ({ caller, query }) => {
    const groups = matching(itemsOf(caller, 'terminalGroup'), {})
      .filter(({ organizationId }) => !query.departmentId || organizationId === query.departmentId)
      .map((item) => groupOf(caller, item))
    return found(groups, query, { name: ({ name }) => [name] })
  },
  'GET /corporation/groupById/{id}': async ({ caller, path }) => {
    const id = path.id.toLowerCase()
    const item = itemsOf(caller, 'terminalGroup').find((one) => one.id === id && !one.isDeleted)
    if (!item) throw notFound('Group', path.id)
    return groupOf(caller, item)
  },

  'GET /corporation/terminals': async ({ caller, query }) =>
    matching(itemsOf(caller, 'terminalGroup'), query).map((item) => terminalOf(caller, item)),
  'GET /corporation/terminals/search': terminalsFound,
  'GET /corporation/terminal/search': terminalsFound,

  // Prices of documents have their VAT inside (ADR 10); the ledger knows no other way.
  'GET /v2/corporation/settings': async () => ({ vatAccounting: 'VAT_INCLUDED_IN_PRICE' }),
}
