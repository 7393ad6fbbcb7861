import type { AcceptedDelivery, CommandRecord, CommandState, Commands } from '../../app/ports.ts'
import { toStoredJson } from '../../kernel/canonical.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import { entryRow } from '../journal-store.ts'
import type { PersonalVault } from '../personal-data.ts'
import { fromMs, fromMsOrNull, type Sql, toMs, toMsOrNull } from '../sql.ts'

type CommandRow = {
  tenant_id: string
  organization_id: string
  id: string
  terminal_group_id: string | null
  kind: string
  order_id: string | null
  state: CommandState
  error: RefusalNote | null
  accepted_at: Date
  deadline: Date
  finished_at: Date | null
}

const commandOfRow = (row: CommandRow): CommandRecord => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  id: row.id,
  terminalGroupId: row.terminal_group_id,
  kind: row.kind,
  orderId: row.order_id,
  state: row.state,
  error: row.error,
  acceptedAt: toMs(row.accepted_at),
  deadline: toMs(row.deadline),
  finishedAt: toMsOrNull(row.finished_at),
})

const commandColumns = `tenant_id, organization_id, id, terminal_group_id, kind, order_id, state, error, accepted_at,
  deadline, finished_at`

/**
 * The hot statement: a claim of the order's id and, only if it was free, the command, the order's first picture, the
 * sealed contact and the journal entry. One round trip and one sync (measurements §1.2: 2.1 times five statements).
 */
const acceptDelivery = `
  with claim as (
    insert into client_id_claim (kind, id, tenant_id, organization_id, digest, at)
    values ('order', $1, $2, $3, $4, $5) on conflict do nothing returning id),
  record as (
    insert into personal_record (tenant_id, id, subject, sealed) select $2, $6, $7, $8 from claim),
  record_key as (
    insert into personal_key (tenant_id, record_id, subject, key) select $2, $6, $7, $9 from claim),
  asked as (
    insert into command (${commandColumns})
    select $2, $3, $10, $11, $12, $1, $13, $14, $5, $15, $16 from claim),
  picture as (
    insert into cloud_order (tenant_id, organization_id, id, terminal_group_id, login_id, source_key, external_number,
      creation_status, error, revision, received_at, subject, contact_id)
    select $2, $3, $1, $11, $17, $18, $19, $20, $14, $21, $5, $7, $6 from claim),
  entry as (
    insert into journal (tenant_id, origin, seq, organization_id, terminal_group_id, entry_id, at, actor, kind, entity,
      entity_id, correlation_id, completes, payload, digest)
    select $2, $22, nextval('journal_seq'), $3, $11, $23, $5, $24, $25, $26, $1, $10, $27, $28, $29 from claim
    returning seq),
  pending as (
    insert into journal_pending (tenant_id, origin, seq) select $2, $22, seq from entry)
  select id from claim`

/** Parameters of the hot statement, in its order. */
function acceptedValues(
  { command, order, contact, digest, entry }: AcceptedDelivery,
  nodeId: string,
  vault: PersonalVault,
): unknown[] {
  const sealed = vault.seal(contact.contact)
  const row = entryRow(entry)
  return [
    order.id,
    command.tenantId,
    command.organizationId,
    digest,
    fromMs(command.acceptedAt),
    contact.id,
    sealed.subject,
    sealed.sealed,
    sealed.key,
    command.id,
    command.terminalGroupId,
    command.kind,
    command.state,
    command.error ? JSON.stringify(command.error) : null,
    fromMs(command.deadline),
    fromMsOrNull(command.finishedAt),
    order.loginId,
    order.sourceKey,
    order.externalNumber,
    order.creationStatus,
    order.revision,
    nodeId,
    entry.entryId,
    entry.actor,
    entry.kind,
    entry.entity,
    entry.completes,
    toStoredJson(entry.payload),
    Buffer.from(String(row['digest']), 'hex'),
  ]
}

/** Locked in the order of their ids, so that two who finish the same commands cannot meet crosswise. */
const finishCommands = `with done as (
     select k.tenant_id, k.organization_id, k.id, d.error
     from jsonb_to_recordset($1::jsonb) as d(tenant_id uuid, organization_id uuid, id uuid, error jsonb)
     join command k on k.tenant_id = d.tenant_id and k.organization_id = d.organization_id and k.id = d.id
     order by k.tenant_id, k.organization_id, k.id for update of k)
   update command c set state = case when d.error is null then 'Success' else 'Error' end, error = d.error,
     finished_at = $2
   from done d
   where c.tenant_id = d.tenant_id and c.organization_id = d.organization_id and c.id = d.id
     -- A late success wins over a timeout; a late failure changes nothing (cloud-api §3.6).
     and (c.state = 'InProgress' or d.error is null)`

export function commandsRepository(sql: Sql, nodeId: string, vault: PersonalVault): Commands {
  return {
    async acceptDelivery(accepted) {
      const claimed = await sql.rows(
        'command.acceptDelivery',
        acceptDelivery,
        acceptedValues(accepted, nodeId, vault),
      )
      return claimed.length > 0
    },

    async claimOf(orderId) {
      const [row] = await sql.rows<{ tenant_id: string; organization_id: string; digest: Buffer | null }>(
        'command.claimOf',
        `select tenant_id, organization_id, digest from client_id_claim where kind = 'order' and id = $1`,
        [orderId],
      )
      return row ? { tenantId: row.tenant_id, organizationId: row.organization_id, digest: row.digest } : null
    },

    async insert(command) {
      await sql.run(
        'command.insert',
        `insert into command (${commandColumns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         on conflict do nothing`,
        [
          command.tenantId,
          command.organizationId,
          command.id,
          command.terminalGroupId,
          command.kind,
          command.orderId,
          command.state,
          command.error ? JSON.stringify(command.error) : null,
          fromMs(command.acceptedAt),
          fromMs(command.deadline),
          fromMsOrNull(command.finishedAt),
        ],
      )
    },

    async find(tenantId, organizationId, id) {
      const [row] = await sql.rows<CommandRow>(
        'command.find',
        `select ${commandColumns} from command where tenant_id = $1 and organization_id = $2 and id = $3`,
        [tenantId, organizationId, id],
      )
      return row ? commandOfRow(row) : null
    },

    async finish(done, at) {
      if (done.length === 0) return
      const rows = done.map(({ tenantId, organizationId, id, error }) => ({
        tenant_id: tenantId,
        organization_id: organizationId,
        id,
        error,
      }))
      await sql.run('command.finish', finishCommands, [JSON.stringify(rows), fromMs(at)])
    },

    async overdue(now, limit) {
      const rows = await sql.rows<CommandRow>(
        'command.overdue',
        `select ${commandColumns} from command where state = 'InProgress' and deadline <= $1 order by deadline limit $2`,
        [fromMs(now), limit],
      )
      return rows.map(commandOfRow)
    },
  }
}
