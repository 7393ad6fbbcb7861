import type { Uuid } from '../../kernel/ids.ts'

/** What the family needs besides the core; `main` wires it. */
export type ServerServices = {
  licences: {
    /** Refuses with `access.licence-expired`. Asked on every call, so it must be cheap. */
    check(tenantId: Uuid, module: string | number): Promise<void>
    /** Gives a holder one seat until the lease ends. Refuses with `access.licence-seats` too. */
    takeSeat(tenantId: Uuid, module: string | number, holder: string, leaseMs: number): Promise<unknown>
    /** Frees every seat of a holder. */
    free(tenantId: Uuid, holder: string): void
    /** Null seats: without limit. */
    state(
      tenantId: Uuid,
    ): Promise<
      { name: string; ids: readonly number[]; isValid: boolean; seats: number | null; taken: number }[]
    >
  }
  /** Where this server stands in its chain: it is all of it, the chain alone, or one below a chain (ADR 38). */
  place: 'whole' | 'chain' | 'under-chain'
  /** One call of a session after the other, as the vendor demands of clients; off: at once. */
  isSequential: boolean
  /** Tells that all data was exchanged: nobody is logged in any more. */
  onReplaced(listener: () => void): () => void
}
