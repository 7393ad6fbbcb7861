export { type EmbeddedEngine, type EmbeddedOptions, openEmbedded } from './embedded/open.ts'
export type { Engine } from './engine.ts'
export { openExternal } from './external.ts'
export { StorageTrouble } from './trouble.ts'
