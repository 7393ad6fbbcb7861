import { acceptCommand, type CommandRequest } from '../../../app/cloud/accept-command.ts'
import { awaitOutcome } from '../../../app/cloud/await-outcome.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import type { CloudPath } from '../generated/operations.ts'
import { AnswerWithHeaders, type Call, replayHeaders } from '../operation.ts'
import { requireTillVersion } from '../version-gates.ts'

/** Sends a command to a till; the answer is its handle for `commands/status` (cloud-api §3.1). */
export async function sendCommand(
  call: Pick<Call<CloudPath>, 'app' | 'login' | 'path' | 'correlationId' | 'idempotencyKey' | 'waitMs'>,
  request: Omit<CommandRequest, 'correlationId' | 'idempotencyKey'>,
): Promise<{ correlationId: Uuid } | AnswerWithHeaders<{ correlationId: Uuid }>> {
  const { app, login, correlationId, idempotencyKey } = call
  await requireTillVersion(app, login.key.tenantId, request.terminalGroupId, call.path)
  const accepted = await acceptCommand(app, login, { ...request, correlationId, idempotencyKey })
  await waitForOutcome(call, request.organizationId, accepted.correlationId)
  const answer = { correlationId: accepted.correlationId }
  return accepted.isReplay ? replayOf(answer) : answer
}

/** An answer that was given before to the same call. */
export const replayOf = <Answer>(answer: Answer): AnswerWithHeaders<Answer> =>
  new AnswerWithHeaders(answer, replayHeaders)

/** Waits until a command is done or refused, as long as the client has asked for; the till does not hear of it. */
export async function waitForOutcome(
  { app, login, waitMs }: Pick<Call<CloudPath>, 'app' | 'login' | 'waitMs'>,
  organizationId: Uuid,
  correlationId: Uuid,
): Promise<void> {
  if (waitMs > 0)
    await awaitOutcome(app, { tenantId: login.key.tenantId, organizationId, correlationId }, waitMs)
}
