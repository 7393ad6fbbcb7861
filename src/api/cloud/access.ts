import { type Login, reachesOrganization } from '../../app/cloud/login.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'

/** Refuses organizations that the login does not reach; one bad id refuses the whole call (cloud-api §2.5). */
export function requireOrganizations(login: Login, organizationIds: readonly Uuid[]): void {
  if (organizationIds.length === 0) {
    throw refuse('request.invalid', { message: 'At least one organization identifier is required' })
  }
  const foreign = organizationIds.filter((id) => !reachesOrganization(login, id))
  if (foreign.length > 0) throw refuse('access.foreign-organization', { ids: foreign.join(', ') })
}
