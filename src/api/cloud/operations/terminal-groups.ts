import { type Login, reachesTerminalGroup } from '../../../app/cloud/login.ts'
import { wakeTill } from '../../../app/cloud/sleeping-tills.ts'
import { answersNow, livingTills, tillBeats } from '../../../app/cloud/till-life.ts'
import type { App } from '../../../app/ports.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { zoneOffsetMinutes } from '../../../kernel/local-time.ts'
import { requireOrganizations } from '../access.ts'
import type {
  TerminalGroup,
  TerminalGroupListOfOrganization,
  TerminalGroupsBody,
  TerminalGroupsResponse,
} from '../generated/types.ts'
import type { Handlers } from '../operation.ts'
import { externalDataOf } from './organizations.ts'

type Group = BookItem<'terminalGroup'>

/** `03:00:00`: the document calls the format `date-span` (unverified: nobody published a value). */
function zoneSpan(offsetMinutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const minutes = Math.abs(offsetMinutes)
  return `${offsetMinutes < 0 ? '-' : ''}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`
}

/** A group of tills as several answers show it. */
export const terminalGroupOnWire = (
  group: Group,
  now: number,
  externalDataKeys?: readonly string[],
): TerminalGroup => ({
  id: group.id,
  organizationId: group.organizationId ?? '',
  name: group.body.name,
  address: group.body.address,
  timeZone: zoneSpan(zoneOffsetMinutes(now, group.body.timeZone)),
  externalData: externalDataOf(group.body, externalDataKeys),
  posVersion: group.body.posVersion,
})

/** Groups that take orders of this login. */
const isUsable = (login: Login, group: Group): boolean =>
  group.body.isEnabledForTransport && reachesTerminalGroup(login, group.id)

/** Living groups of an organization; an item of no organization is nobody's till. */
const groupsOf = (catalog: Catalog, organizationId: Uuid): Group[] =>
  catalog.all('terminalGroup').filter((group) => !group.isDeleted && group.organizationId === organizationId)

async function livenessOf(app: App, login: Login, organizationIds: readonly Uuid[]) {
  const all = await tillBeats(app, login.key.tenantId, organizationIds)
  return new Map(all.map((one) => [one.terminalGroupId, one]))
}

/** Usable groups by organization, those in sleep apart; `isWanted` leaves out others. */
export async function listGroups(
  app: App,
  login: Login,
  body: TerminalGroupsBody,
  isWanted: (groupId: Uuid, catalog: Catalog) => boolean = () => true,
): Promise<Omit<TerminalGroupsResponse, 'correlationId'>> {
  const catalog = await app.catalog(login.key.tenantId)
  const liveness = await livenessOf(app, login, body.organizationIds)
  const now = app.clock.now()
  const listed = (organizationId: Uuid, isAsleep: boolean): TerminalGroupListOfOrganization => ({
    organizationId,
    items: groupsOf(catalog, organizationId)
      .filter((group) => (body.includeDisabled || isUsable(login, group)) && isWanted(group.id, catalog))
      .filter((group) => (liveness.get(group.id)?.isAsleep ?? false) === isAsleep)
      .map((group) => terminalGroupOnWire(group, now, body.returnExternalData)),
  })
  const organizationIds = [...new Set(body.organizationIds)]
  return {
    terminalGroups: organizationIds.map((id) => listed(id, false)),
    terminalGroupsInSleep: organizationIds
      .map((id) => listed(id, true))
      .filter(({ items }) => items.length > 0),
  }
}

/** Groups of tills and whether anybody is there (cloud-api §6.7). */
export const terminalGroupHandlers: Handlers = {
  '/api/1/terminal_groups': async ({ app, login, body, correlationId }) => ({
    correlationId,
    ...(await listGroups(app, login, body)),
  }),

  '/api/1/terminal_groups/is_alive': async ({ app, login, body, correlationId }) => {
    const organizationIds = body.organizationIds ?? (body.organizationId ? [body.organizationId] : [])
    requireOrganizations(login, organizationIds)
    const catalog = await app.catalog(login.key.tenantId)
    const living = await livingTills(app, login.key.tenantId, organizationIds)
    const isAliveStatus = [...new Set(body.terminalGroupIds)].map((terminalGroupId) => {
      const group = catalog.living('terminalGroup', terminalGroupId)
      const owner = organizationIds.find((id) => id === group?.organizationId)
      const isSeen = living.has(terminalGroupId)
      return {
        isAlive: owner !== undefined && group !== undefined && isUsable(login, group) && isSeen,
        terminalGroupId,
        organizationId: owner ?? organizationIds[0] ?? '',
      }
    })
    return { correlationId, isAliveStatus }
  },

  // A till where nobody answers cannot be woken: it stays asleep and is among those that failed.
  '/api/1/terminal_groups/awake': async ({ app, login, body }) => {
    const liveness = await livenessOf(app, login, body.organizationIds)
    const now = app.clock.now()
    const catalog = await app.catalog(login.key.tenantId)
    const successfullyProcessed: Uuid[] = []
    const failedProcessed: Uuid[] = []
    for (const id of new Set(body.terminalGroupIds)) {
      const group = catalog.living('terminalGroup', id)
      const organizationId = body.organizationIds.find((one) => one === group?.organizationId)
      const seen = liveness.get(id)
      const canWake = seen !== undefined && answersNow(seen, now)
      if (!group || organizationId === undefined || !isUsable(login, group) || !canWake) {
        failedProcessed.push(id)
        continue
      }
      if (seen.isAsleep) await wakeTill(app, login, { organizationId, terminalGroupId: id })
      successfullyProcessed.push(id)
    }
    return { successfullyProcessed, failedProcessed }
  },
}
