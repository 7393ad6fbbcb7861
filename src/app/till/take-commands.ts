import type { App, SequencedEntry, Tx } from '../ports.ts'
import { runTillCommands } from './run-commands.ts'
import type { Till, TillCommandPayload, Veto } from './till-command.ts'

/** A follower's step: the till takes the commands that the journal brought it. */
export async function takeCommands(
  app: App,
  tx: Tx,
  till: Till,
  entries: readonly SequencedEntry[],
  veto: Veto | null = null,
): Promise<void> {
  const requests = entries.flatMap((entry) => {
    const { command, deadline } = entry.payload as TillCommandPayload
    return entry.correlationId ? [{ id: entry.correlationId, command, actor: entry.actor, deadline }] : []
  })
  await runTillCommands(app, tx, till, requests, veto)
}
