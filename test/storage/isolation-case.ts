import type { Tx } from '../../src/app/ports.ts'
import type { Own } from './two-tenants.ts'

type Call = (tx: Tx, own: Own) => Promise<unknown>
export type Case =
  /** Tells texts of the tenant. */
  | { kind: 'tells'; call: Call }
  /** Tells only numbers, or whether: what it must be for this tenant. */
  | { kind: 'counts'; call: Call; expected: (own: Own) => unknown }
  /** Changes rows of the tenant. */
  | { kind: 'changes'; call: Call }
  /** Belongs to no tenant, and why. */
  | { kind: 'global'; call: Call; why: string }

export const tells = (call: Call): Case => ({ kind: 'tells', call })
export const counts = (call: Call, expected: (own: Own) => unknown): Case => ({
  kind: 'counts',
  call,
  expected,
})
export const changes = (call: Call): Case => ({ kind: 'changes', call })
export const global = (why: string, call: Call): Case => ({ kind: 'global', why, call })

/** One case for each method of the port: a new method without one does not compile. */
export type Cases = { [Repository in keyof Tx]: { [Method in keyof Tx[Repository]]: Case } }
