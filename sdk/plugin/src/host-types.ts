/** What the host tells and lends a plugin. */
import type { OperationName } from './generated/operation-names.ts'

/** A snapshot: it never changes under one's hands and has to be read again (front-api §1.3). */
export type Picture = { readonly id: string; readonly revision?: number } & Readonly<Record<string, unknown>>

export type CallOptions = { signal?: AbortSignal }

/** An operation of front-api §2 by its name in camelCase: one object of named arguments, credentials aside. */
export type Operation = (args?: Readonly<Record<string, unknown>>, options?: CallOptions) => Promise<any> // any: §8 has no types yet

/** The operations that the till has built; others reject with NotSupportedError. */
export type Operations = { readonly [Name in OperationName]: Operation }

/** Operations that a hook or a button may use until it returns; ScopeExpiredError afterwards. */
export type OrderEditor = Operations

export type HostInfo = {
  /** Of the till's program. */
  version: string
  apiVersions: readonly string[]
  processId: number
  terminalGroupId: string
  organizationId: string
  terminalName: string
}

/** What the runner is told before it starts the plugin. */
export type Hello = {
  name: string
  version: string
  host: HostInfo
  locale: 'ru' | 'en'
  permissions: readonly string[]
  /** `PluginConfigs`: stays when the till's data is reset. */
  configsDirectory: string
  /** Data that belongs to the till's data. */
  dataDirectory: string
  settings: Readonly<Record<string, unknown>>
}
