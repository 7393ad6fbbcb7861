import {
  type AllowedTerminalGroups,
  allowedTerminalGroups,
  type RestrictionContext,
  type RestrictionQuery,
} from '../../domain/delivery/restrictions.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { fromLocal, type LocalDateTime, type TimeZone } from '../../kernel/local-time.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import type { Login } from './login.ts'
import { restrictionContext } from './restriction-context.ts'

export type AllowedTillsQuestion = Omit<RestrictionQuery, 'deliveryDate'> & {
  /** Wall-clock time of each till's own zone; null: now. */
  deliveryDate: LocalDateTime | null
}

/** Which tills can take a delivery (cloud-api §5.3). */
export async function findAllowedTills(
  app: App,
  login: Login,
  question: AllowedTillsQuestion,
): Promise<AllowedTerminalGroups> {
  const catalog = await app.catalog(login.key.tenantId)
  const context = await restrictionContext(app, login, catalog, question.organizationIds)
  const { deliveryDate: wallClock } = question
  if (wallClock === null) {
    return allowedTerminalGroups(context, { ...question, deliveryDate: app.clock.now() })
  }
  const answers = [...tillsByZone(catalog, context, question.organizationIds)].map(([zone, groups]) => {
    const deliveryDate = fromLocal(wallClock, zone)
    if (deliveryDate === null) {
      throw refuse('request.field-invalid', { field: 'deliveryDate', message: 'is not a date' })
    }
    return allowedTerminalGroups({ ...context, terminalGroupIds: groups }, { ...question, deliveryDate })
  })
  return merged(answers)
}

/** One wall-clock time is another moment in each zone, so the tills of a zone are asked together. */
function tillsByZone(
  catalog: Catalog,
  { terminalGroupIds }: RestrictionContext,
  organizationIds: readonly Uuid[],
): Map<TimeZone, Set<Uuid>> {
  const zones = new Map<TimeZone, Set<Uuid>>()
  const keep = (zone: TimeZone, ids: readonly Uuid[]): void => {
    const known = zones.get(zone) ?? new Set()
    zones.set(zone, new Set([...known, ...ids]))
  }
  for (const organizationId of organizationIds) {
    const organization = catalog.living('organization', organizationId)
    // An organization is asked even if it has no till: its settings may refuse the address.
    if (organization) keep(organization.body.timeZone, [])
  }
  for (const { id, organizationId, body } of catalog.all('terminalGroup')) {
    const isAsked = organizationId !== null && organizationIds.includes(organizationId)
    if (isAsked && (terminalGroupIds?.has(id) ?? true)) keep(body.timeZone, [id])
  }
  return zones
}

function merged(answers: readonly AllowedTerminalGroups[]): AllowedTerminalGroups {
  const isAllowed = answers.some((answer) => answer.isAllowed)
  const cause = answers.find((answer) => answer.rejectCause !== null)?.rejectCause ?? null
  return {
    isAllowed,
    rejectCause: isAllowed ? null : cause,
    location: answers.find((answer) => answer.location !== null)?.location ?? null,
    allowed: answers.flatMap((answer) => answer.allowed),
    rejected: answers.flatMap((answer) => answer.rejected),
  }
}
