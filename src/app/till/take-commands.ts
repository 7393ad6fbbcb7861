import type { Contact } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, SequencedEntry, Tx } from '../ports.ts'
import { withSecrets } from './command-secrets.ts'
import { followWallets } from './follow-wallets.ts'
import { runTillCommands } from './run-commands.ts'
import {
  type DoneCommandPayload,
  isDone,
  type Till,
  type TillCommandPayload,
  type TillConditions,
  tillCommandKind,
} from './till-command.ts'

/** A follower's step: the till takes the commands that the journal brought it, knowing what it told of wallets. */
export async function takeCommands(
  app: App,
  tx: Tx,
  till: Till,
  heard: readonly SequencedEntry[],
  conditions?: TillConditions,
): Promise<void> {
  await followWallets(tx, till, heard)
  const asked = heard.flatMap(({ kind, correlationId, actor, payload }) => {
    if (kind !== tillCommandKind || !correlationId) return []
    const carried = payload as TillCommandPayload | DoneCommandPayload
    // Journals of 27 and 28 November 2026 hold them.
    return isDone(carried) ? [] : [{ id: correlationId, actor, ...carried }]
  })
  if (asked.length === 0) return
  const secretsIds = asked.flatMap(({ secretsId }) => secretsId ?? [])
  const records =
    secretsIds.length > 0 ? await tx.contacts.load(till.tenantId, secretsIds) : new Map<Uuid, Contact>()
  const requests = asked.map(({ id, actor, command: bare, deadline, secretsId }) => {
    const texts = secretsId ? records.get(secretsId)?.texts : undefined
    const command = secretsId && texts ? withSecrets(bare, secretsId, texts) : bare
    return { id, command, actor, deadline }
  })
  await runTillCommands(app, tx, till, requests, conditions)
}
