import type { PluginOperation } from '../plugins/world.ts'
import type { Node } from './node.ts'

/** An operation of front-api §2 for plugins; undefined: nobody built it. */
export const frontOperationOf = (_node: Node, _name: string): PluginOperation | undefined => undefined
