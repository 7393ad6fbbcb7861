import { setTimeout as pause } from 'node:timers/promises'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, CommandRecord } from '../ports.ts'

const pauseMs = { first: 10, longest: 200 }

/**
 * Waits until a command is done or refused, at most so many real milliseconds; the till does not hear of it. Gives the
 * command as it is then, null when there is none.
 */
export async function awaitOutcome(
  app: App,
  command: { tenantId: Uuid; organizationId: Uuid; correlationId: Uuid },
  patienceMs: number,
): Promise<CommandRecord | null> {
  const { tenantId, organizationId, correlationId } = command
  let leftMs = patienceMs
  for (let ms = pauseMs.first; ; ms = Math.min(2 * ms, pauseMs.longest)) {
    const known = await app.storage.now.commands.find(tenantId, organizationId, correlationId)
    if (known?.state !== 'InProgress' || leftMs <= 0) return known
    await pause(Math.min(ms, leftMs))
    leftMs -= ms
  }
}
