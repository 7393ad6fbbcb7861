import {
  InsufficientLicenseError,
  LicenseRestrictionError,
  NotSupportedError,
} from '../../../sdk/plugin/src/wire/errors.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import { idArgument, textArgument } from '../gate.ts'
import type { PluginSession } from '../session.ts'
import type { PluginWorld } from '../world.ts'

/** A slot of a device whose plugin died is free again after this long (front-api §10.5). */
const leaseMs = 60_000
const renewMs = leaseMs / 3

/**
 * A place of a module. The exception names the module, its limit and who has its places: complaint 2 of front-api §9 was
 * that nobody could tell.
 */
export async function takePlace(
  world: PluginWorld,
  tenantId: Uuid,
  moduleId: number,
  holder: string,
  lease?: number,
): Promise<{ release(): void }> {
  try {
    return await world.licences.takeSeat(tenantId, moduleId, holder, lease)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const holders = world.licences.holders(tenantId, moduleId)
    if (error.code === 'access.licence-seats') {
      const { seats = null } = error.params
      throw new InsufficientLicenseError(
        `module ${moduleId} has ${seats} places, all taken: ${holders.join(', ')}`,
        { code: error.code, data: { moduleId, limit: seats, holders } },
      )
    }
    throw new LicenseRestrictionError(`module ${moduleId} is not licensed, or its licence has expired`, {
      code: error.code,
      data: { moduleId },
    })
  }
}

/** Slots of devices behind a plugin, each prolonged while its plugin lives (front-api §1.7). */
export async function licensingDoor(
  world: PluginWorld,
  session: PluginSession,
  { method, args }: { method: string; args: unknown[] },
): Promise<unknown> {
  const moduleId = idArgument(args[0], 'moduleId')
  const { tenantId } = session.till
  if (method === 'isEnabled') {
    return world.licences.check(tenantId, moduleId).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal) return false
        throw error
      },
    )
  }
  if (method !== 'acquireSlot') throw new NotSupportedError(`licensing.${method}`)
  const clientId = textArgument(args[1], 'clientId', 64).toLowerCase()
  const holder = `${session.manifest.name} device ${clientId}`
  const tell = (what: string): void =>
    world.files.write(
      'api.log',
      'info',
      `Plugin "${session.manifest.name}" ${what} ${moduleId} for ${clientId}`,
    )
  const seat = await takePlace(world, tenantId, moduleId, holder, leaseMs).catch((error: unknown) => {
    tell('was refused a slot of')
    throw error
  })
  const key = `${moduleId}:${args[1] as string}`
  if (session.slots.has(key)) return null
  const renew = setInterval(() => {
    // A licence that ended meanwhile ends the slot with its lease.
    takePlace(world, tenantId, moduleId, holder, leaseMs).catch((error: unknown) =>
      session.log('warn', `slot ${clientId} of module ${moduleId}: ${String(error)}`),
    )
  }, renewMs)
  renew.unref()
  session.slots.set(key, {
    ...{ moduleId, clientId },
    release() {
      clearInterval(renew)
      seat.release()
      tell('freed its slot of')
    },
  })
  tell('took a slot of')
  return null
}
