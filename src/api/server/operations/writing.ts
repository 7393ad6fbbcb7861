import type { BackOfficeScope } from '../../../app/server/save-item.ts'
import type { Caller } from '../operation.ts'

/** Who writes, for the journal. */
export const scopeOf = ({ caller }: { caller: Caller }): BackOfficeScope => ({
  tenantId: caller.tenantId,
  actor: `server:${caller.employee.id}`,
})

/** The envelope of a write that was done (server-api §1). */
export const success = <Response>(response: Response) => ({
  result: 'SUCCESS' as const,
  errors: null,
  response,
})

/** The envelope of a write that rules refused: HTTP says 200 all the same (server-api §3). */
export const failure = <Response>(
  errors: readonly { code: string; value: string }[],
  response: Response,
) => ({ result: 'ERROR' as const, errors: [...errors], response })
