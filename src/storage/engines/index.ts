export { type EmbeddedEngine, type EmbeddedOptions, openEmbedded } from './embedded/open.ts'
export type { Engine, EngineStep, OnProgress } from './engine.ts'
export { type ExternalOptions, openExternal } from './external.ts'
export { errorCode, StorageTrouble, type StorageTroubleCode } from './trouble.ts'
