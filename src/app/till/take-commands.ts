import type { Contact } from '../../domain/orders/order.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { App, SequencedEntry, Tx } from '../ports.ts'
import { withSecrets } from './command-secrets.ts'
import { followWallets } from './follow-wallets.ts'
import { runTillCommands } from './run-commands.ts'
import { type Till, type TillCommandPayload, type TillConditions, tillCommandKind } from './till-command.ts'

/** A follower's step: the till takes the commands that the journal brought it, knowing what it told of wallets. */
export async function takeCommands(
  app: App,
  tx: Tx,
  till: Till,
  heard: readonly SequencedEntry[],
  conditions?: TillConditions,
): Promise<void> {
  await followWallets(tx, till, heard)
  const entries = heard.filter(({ kind }) => kind === tillCommandKind)
  if (entries.length === 0) return
  const secretsIds = entries.flatMap((entry) => (entry.payload as TillCommandPayload).secretsId ?? [])
  const records =
    secretsIds.length > 0 ? await tx.contacts.load(till.tenantId, secretsIds) : new Map<Uuid, Contact>()
  const requests = entries.flatMap((entry) => {
    const { command: bare, deadline, secretsId } = entry.payload as TillCommandPayload
    const texts = secretsId ? records.get(secretsId)?.texts : undefined
    const command = secretsId && texts ? withSecrets(bare, secretsId, texts) : bare
    return entry.correlationId ? [{ id: entry.correlationId, command, actor: entry.actor, deadline }] : []
  })
  await runTillCommands(app, tx, till, requests, conditions)
}
