import type { Permission } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { FrontDoor } from './front-door.ts'

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
  /** Null: the service user of the plugin, whom only the manifest binds. */
  actor: Actor | null
}

/** An operation of `IOperationService`: its name in the original, in camelCase. */
export type FrontOperation = {
  name: string
  /** Permission of the manifest that it needs; null: none. */
  needs: FrontPermission | null
  /** Rejects with a `FrontException` (front-api §6). Answers are plain data: JSON carries them. */
  run(door: FrontDoor, caller: FrontCaller, args: Record<string, unknown>): Promise<unknown>
}

/** Permissions that a manifest may ask for, as far as operations need them. */
export const frontPermissions = [
  'orders:read',
  'orders:write',
  'payments',
  'deliveries:read',
  'deliveries:write',
  'reserves:read',
  'reserves:write',
  'clients:read',
  'clients:write',
  'kitchen:read',
  'kitchen:write',
  'stop-list:read',
  'stop-list:write',
  'cash:read',
  'cash:write',
  'staff:read',
  'staff:write',
  'notices',
] as const
export type FrontPermission = (typeof frontPermissions)[number]
