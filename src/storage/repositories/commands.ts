import type { CommandRecord, CommandState, Commands } from '../../app/ports.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import { columnOf } from '../column-list.ts'
import type { PersonalVault } from '../personal-data.ts'
import { fromMs, fromMsOrNull, type Sql, toMs, toMsOrNull } from '../sql.ts'
import { acceptDeliveries } from './accepted-deliveries.ts'

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

/** Locked in the order of their ids, so that two who finish the same commands cannot meet crosswise. */
const finishCommands = `with done as (
     select k.tenant_id, k.organization_id, k.id, d.error
     from unnest($1::uuid[], $3::uuid[], $4::uuid[], $5::jsonb[]) as d(tenant_id, organization_id, id, error)
     join command k on k.tenant_id = d.tenant_id and k.organization_id = d.organization_id and k.id = d.id
     order by k.tenant_id, k.organization_id, k.id for update of k)
   update command c set state = case when d.error is null then 'Success' else 'Error' end, error = d.error,
     finished_at = $2
   from done d
   where c.tenant_id = d.tenant_id and c.organization_id = d.organization_id and c.id = d.id
     -- A late success wins over a timeout; a late failure changes nothing (cloud-api §3.6).
     and (c.state = 'InProgress' or d.error is null)`

type Claims = Pick<Commands, 'claimId' | 'claimOf' | 'withdrawRejected'>

/** Ids that clients chose. */
const claimsOf = (sql: Sql): Claims => ({
  async claimId({ kind, id, tenantId, organizationId, digest }, at) {
    const claimed = await sql.run(
      'command.claimId',
      `insert into client_id_claim (kind, id, tenant_id, organization_id, digest, at)
       values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
      [kind, id, tenantId, organizationId, digest, fromMs(at)],
    )
    return claimed > 0
  },

  async claimOf(id, kind = 'order') {
    const [row] = await sql.rows<{ tenant_id: string; organization_id: string; digest: Buffer | null }>(
      'command.claimOf',
      'select tenant_id, organization_id, digest from client_id_claim where kind = $2 and id = $1',
      [id, kind],
    )
    return row ? { tenantId: row.tenant_id, organizationId: row.organization_id, digest: row.digest } : null
  },

  async withdrawRejected(tenantId, organizationId, orderId) {
    await sql.run(
      'command.withdrawRejected',
      `with gone as (
         delete from cloud_order
         where tenant_id = $1 and organization_id = $2 and id = $3 and creation_status = 'Error' returning id)
       delete from client_id_claim c using gone
       where c.kind = 'order' and c.id = gone.id and c.tenant_id = $1 and c.organization_id = $2`,
      [tenantId, organizationId, orderId],
    )
  },
})

export function commandsRepository(sql: Sql, nodeId: string, vault: PersonalVault): Commands {
  return {
    ...claimsOf(sql),

    async acceptDelivery(accepted) {
      const [isAccepted] = await acceptDeliveries(sql, [accepted], { nodeId, vault })
      return isAccepted === true
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
      await sql.run('command.finish', finishCommands, [
        columnOf(done, ({ tenantId }) => tenantId),
        fromMs(at),
        columnOf(done, ({ organizationId }) => organizationId),
        columnOf(done, ({ id }) => id),
        done.map(({ error }) => (error ? JSON.stringify(error) : null)),
      ])
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
