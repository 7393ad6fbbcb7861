import { Decimal } from '../../sdk/plugin/src/wire/decimal.ts'
import {
  ArgumentError,
  FrontApiError,
  NotSupportedError,
  PermissionDeniedError,
} from '../../sdk/plugin/src/wire/errors.ts'
import { Refusal } from '../kernel/refusals.ts'
import type { PluginCaller, PluginWorld } from './world.ts'

/** Rejects what the manifest does not ask for. */
export function checkPermission(permissions: ReadonlySet<string>, needed: string | null): void {
  if (needed === null || permissions.has(needed)) return
  throw new PermissionDeniedError(`plugin.json does not ask for the permission ${needed}`, {
    data: { codes: [needed], localNames: [needed] },
  })
}

/** Runs an operation of the till for a plugin; refusals of its rules come as exceptions of §6. */
export async function runOperation(
  world: PluginWorld,
  caller: PluginCaller,
  name: string,
  args: unknown,
): Promise<unknown> {
  const operation = world.operationOf(name)
  if (!operation) throw new NotSupportedError(`the operation ${name} is not built`)
  checkPermission(caller.permissions, operation.needs)
  if (args !== undefined && (typeof args !== 'object' || args === null || Array.isArray(args)))
    throw new ArgumentError(`${name} takes one object of named arguments`, { data: { argument: 'args' } })
  try {
    return await operation.run(caller, plain(args ?? {}) as Record<string, unknown>)
  } catch (error) {
    if (error instanceof Refusal)
      throw new FrontApiError(error.message, { code: error.code, data: error.params, cause: error })
    throw error
  }
}

/** What the line carries exactly, in the words of operations: decimals as text, dates as epoch milliseconds. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Decimal) return value.toString()
  if (value instanceof Date) return value.getTime()
  if (Array.isArray(value)) return value.map(plain)
  if (value instanceof Map || value instanceof Set || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]))
}

/** A text of at most so many characters; anything else is the plugin's mistake. */
export function textArgument(value: unknown, argument: string, lengthMax: number): string {
  if (typeof value === 'string' && value !== '' && value.length <= lengthMax) return value
  throw new ArgumentError(`${argument} must be a text of 1 to ${lengthMax} characters`, {
    data: { argument },
  })
}

export function idArgument(value: unknown, argument: string): number {
  const id = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  if (typeof id === 'number' && Number.isInteger(id) && id > 0) return id
  throw new ArgumentError(`${argument} must be a number above zero`, { data: { argument } })
}
