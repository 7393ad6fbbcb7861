import { rightNeededBy } from '../api/till/commands.ts'
import { type FrontDoor, openFrontDoor } from '../app/front/front-door.ts'
import { frontOperations } from '../app/front/front-operations.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { PluginOperation } from '../plugins/world.ts'
import type { Node } from './node.ts'
import type { LocalTill } from './tills.ts'

export type FrontDoors = {
  /** The door of a till that this node plays; undefined: it plays none of that group. */
  doorOf(terminalGroupId: Uuid): FrontDoor | undefined
  /** An operation of front-api §2 for plugins; undefined: there is no such name. */
  operationOf(name: string): PluginOperation | undefined
}

/** The operations of the front for the plugins of a node; what plugins were given for a PIN lives as long as their till. */
export function frontDoorsOf(node: Node): FrontDoors {
  const opened = new WeakMap<LocalTill, FrontDoor>()
  const doorOf = (terminalGroupId: Uuid): FrontDoor | undefined => {
    const local = node.tills.get(terminalGroupId)
    if (!local) return undefined
    const door = opened.get(local) ?? openFrontDoor(node.app, local, rightNeededBy)
    opened.set(local, door)
    return door
  }
  return {
    doorOf,
    operationOf(name) {
      const operation = frontOperations.get(name)
      if (!operation) return undefined
      return {
        needs: operation.needs,
        async run(caller, args) {
          const door = doorOf(caller.terminalGroupId)
          if (!door) throw new Error(`this node does not play the till of ${caller.terminalGroupId} any more`)
          const { tenantId, organizationId, terminalGroupId, name: who, permissions, traceId } = caller
          const asked = { tenantId, organizationId, terminalGroupId, name: who, permissions, traceId }
          return operation.run(door, { ...asked, actor: null }, { ...args })
        },
      }
    },
  }
}
