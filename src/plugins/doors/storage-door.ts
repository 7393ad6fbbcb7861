import { ArgumentError, NotSupportedError } from '../../../sdk/plugin/src/wire/errors.ts'
import type { PluginDataPlace } from '../../app/plugin-ports.ts'
import { textArgument } from '../gate.ts'
import type { PluginSession } from '../session.ts'
import type { PluginWorld } from '../world.ts'

/** Appendix B. */
const keyLengthMax = 512
const valueLengthMax = 32_768
const keysMax = 1024

export type DataChange = {
  place: PluginDataPlace
  key: string
  value: string | null
  type: 'created' | 'updated' | 'removed'
}

const sharedPlaceOf = ({ till, manifest }: PluginSession): PluginDataPlace => ({
  tenantId: till.tenantId,
  terminalGroupId: till.terminalGroupId,
  moduleId: manifest.moduleId,
})

/** Custom data (front-api §2.12): shared by the instances with the same module id in a group. */
export async function storageDoor(
  world: PluginWorld,
  session: PluginSession,
  { method, args }: { method: string; args: unknown[] },
  changed: (change: DataChange) => void,
): Promise<unknown> {
  const place = sharedPlaceOf(session)
  const { shared } = world
  const remove = async (keys: readonly string[]): Promise<number> => {
    const removed = await shared.remove(place, keys)
    for (const key of removed) changed({ place, key, value: null, type: 'removed' })
    return removed.length
  }
  switch (method) {
    case 'get':
      return shared.get(place, textArgument(args[0], 'key', keyLengthMax), world.now())
    case 'set': {
      const key = textArgument(args[0], 'key', keyLengthMax)
      const [, value] = args
      if (typeof value !== 'string' || value.length > valueLengthMax)
        throw new ArgumentError(`value must be a text of at most ${valueLengthMax} characters`, {
          data: { argument: 'value' },
        })
      if ((await shared.get(place, key, world.now())) === null && (await shared.count(place)) >= keysMax)
        throw new ArgumentError(`a module keeps at most ${keysMax} keys`, { data: { argument: 'key' } })
      changed({ place, key, value, type: await shared.set(place, key, value, world.now()) })
      return null
    }
    case 'all':
      return shared.all(place, world.now())
    case 'remove':
      return (await remove([textArgument(args[0], 'key', keyLengthMax)])) > 0
    case 'clear':
      await remove([...(await shared.all(place, world.now())).keys()])
      return null
    default:
      throw new NotSupportedError(`storage.${method}`)
  }
}
