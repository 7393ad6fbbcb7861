/** Sizes in which products are sold. */
import type { Uuid } from '../../kernel/ids.ts'
import type { Named } from './named.ts'

type Size = Named & {
  id: Uuid
  shortName: string
  kitchenName: string
  priority: number
  isDefault: boolean
}
/** A scale of sizes with its sizes; ids of sizes are unique in the corporation. */
export type SizeScale = Named & {
  sizes: Size[]
  /** Sizes that were deleted: nothing is sold in them, reports know their names. */
  goneSizes?: Size[]
}

/** By what amounts are multiplied from the n-th on, in billionths (server-api §11.4). */
export type SizeFactor = { startNumber: number; factor: bigint }
