/** Where the faults of a sandbox meet the world that they break. */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import type { DatabaseFault, Faults } from '../api/console/faults.ts'
import type { TargetGuard } from '../webhooks/target-guard.ts'

const refused = (what: string): Error =>
  Object.assign(new Error(`${what} (a fault of the sandbox)`), { code: 'ECONNREFUSED' })

async function meet(fault: DatabaseFault | null): Promise<void> {
  if (!fault) return
  if (fault.delayMs > 0) await pause(fault.delayMs)
  if (fault.refuse) throw refused('the database does not answer')
}

/** The same pool, slow or out of reach while a fault says so: each statement and each transaction meets it once. */
export function faultyPool(pool: pg.Pool, faults: Faults): pg.Pool {
  return new Proxy(pool, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target)
      if (typeof member !== 'function') return member
      if (name !== 'query' && name !== 'connect') return member.bind(target)
      return async (...given: unknown[]) => {
        await meet(faults.state.database)
        return Reflect.apply(member, target, given)
      }
    },
  })
}

/** Receivers of webhooks that are slow to be found, or refuse. */
export const faultyTargets = (guard: TargetGuard, faults: Faults): TargetGuard => ({
  ...guard,
  async resolve(uri) {
    const fault = faults.state.webhooks
    if (fault && fault.delayMs > 0) await pause(fault.delayMs)
    if (fault?.refuse) throw refused('the receiver refused the connection')
    return guard.resolve(uri)
  },
})
