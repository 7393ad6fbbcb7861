/** What the host tells and lends a plugin. */
import type { Edit } from './edit-session.ts'
import type { OperationTypes } from './generated/operations.ts'

/** A snapshot: it never changes under one's hands and has to be read again (front-api §1.3). */
export type Picture = { readonly id: string; readonly revision?: number } & Readonly<Record<string, unknown>>

export type CallOptions = { signal?: AbortSignal }

/** By its name in camelCase, as in front-api §2. */
export type OperationName = keyof OperationTypes

/** One object of named arguments. `credentials` of an employee: it is done in their name (§2.2). */
type Given<Name extends OperationName> = OperationTypes[Name]['args'] & { credentials?: string | null }
type Resolved<Name extends OperationName> = Promise<OperationTypes[Name]['result']>

/** An operation of front-api §2. Rejects with the exceptions of §6. */
export type Operation<Name extends OperationName = OperationName> =
  Partial<OperationTypes[Name]['args']> extends OperationTypes[Name]['args']
    ? (args?: Given<Name>, options?: CallOptions) => Resolved<Name>
    : (args: Given<Name>, options?: CallOptions) => Resolved<Name>

/** The operations that the till has built; others reject with NotSupportedError. */
export type Operations = { readonly [Name in OperationName]: Operation<Name> } & {
  /** An edit session: several edits, all or nothing. */
  readonly edit: Edit
}

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
