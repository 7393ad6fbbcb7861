import type { Permission } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'

/** Somebody of the staff on whose behalf a plugin or a screen acts: credentials of theirs (front-api §2.2). */
export type Actor = { employeeId: Uuid; name: string; rights: ReadonlySet<Permission> }

/** Who asks for an operation. */
export type FrontCaller = {
  tenantId: Uuid
  organizationId: Uuid
  terminalGroupId: Uuid
  /** As logs and notices name it: `plugin acme`. */
  name: string
  /** Those of its manifest (front-api §10.2). */
  permissions: ReadonlySet<string>
  /** What a hook and the calls that it makes have in common; absent outside of hooks. */
  traceId?: string | null
  /** Null: the service user of the plugin, whom only the manifest binds. */
  actor: Actor | null
}
