import { refuse } from '../../../kernel/refusals.ts'
import { errorInfoOf } from '../errors.ts'
import type { Handlers } from '../operation.ts'

/** A finished command is forgotten after half an hour; the client must stop asking (cloud-api §3.3). */
const keptMs = 30 * 60_000

export const commandHandlers: Handlers = {
  '/api/1/commands/status': async ({ app, login, body }) => {
    const command = await app.storage.now.commands.find(
      login.key.tenantId,
      body.organizationId,
      body.correlationId,
    )
    const { finishedAt = null } = command ?? {}
    if (!command || (finishedAt !== null && app.clock.now() - finishedAt > keptMs))
      throw refuse('command.not-found')
    if (command.state !== 'Error') return { state: command.state }
    if (!command.error) return { state: 'Error', exception: null, errorReason: null }
    const { errorReason = null, ...exception } = errorInfoOf(command.error)
    return { state: 'Error', exception, errorReason }
  },
}
