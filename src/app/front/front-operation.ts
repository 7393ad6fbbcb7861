import type { FrontCaller } from './front-caller.ts'
import type { FrontDoor } from './front-door.ts'

export type { FrontCaller } from './front-caller.ts'

/** An operation of `IOperationService`: its name in the original, in camelCase. */
export type FrontOperation = {
  name: string
  /** Permission of the manifest that it needs; null: none. */
  needs: FrontPermission | null
  /** Why it is not built; absent: it is. */
  pending?: string
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
  'stock:read',
  'cash:read',
  'cash:write',
  'staff:read',
  'staff:write',
  'notices',
  'printing',
] as const
export type FrontPermission = (typeof frontPermissions)[number]
