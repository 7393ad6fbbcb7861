import type { Draft, Drafts } from '../../app/ports.ts'
import type { PersonalVault } from '../personal-data.ts'
import { fromMs, fromMsOrNull, type Sql, toMs } from '../sql.ts'

type DraftRow = {
  tenant_id: string
  organization_id: string
  id: string
  terminal_group_id: string | null
  login_id: string
  source_key: string | null
  operator_id: string | null
  order_type_id: string | null
  contact_id: string
  created_at: Date
  version: number
  locked_by: string | null
  locked_at: Date | null
  committed_as: string | null
}

const columns = `tenant_id, organization_id, id, terminal_group_id, login_id, source_key, operator_id, order_type_id,
  contact_id, created_at, version, locked_by, locked_at, committed_as`

const draftOfRow = (row: DraftRow): Draft => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  id: row.id,
  terminalGroupId: row.terminal_group_id,
  loginId: row.login_id,
  sourceKey: row.source_key,
  operatorId: row.operator_id,
  orderTypeId: row.order_type_id,
  contactId: row.contact_id,
  createdAt: toMs(row.created_at),
  version: row.version,
  lock: row.locked_by && row.locked_at ? { employeeId: row.locked_by, at: toMs(row.locked_at) } : null,
  committedAs: row.committed_as,
})

const valuesOf = (draft: Draft): unknown[] => [
  draft.tenantId,
  draft.organizationId,
  draft.id,
  draft.terminalGroupId,
  draft.loginId,
  draft.sourceKey,
  draft.operatorId,
  draft.orderTypeId,
  draft.contactId,
  fromMs(draft.createdAt),
  draft.version,
  draft.lock?.employeeId ?? null,
  fromMsOrNull(draft.lock?.at ?? null),
  draft.committedAs,
]

/** What a draft said of a person goes with it. */
const removing = (which: string): string => `
  with gone as (delete from order_draft where ${which} returning tenant_id, contact_id),
  keys as (delete from personal_key k using gone where k.tenant_id = gone.tenant_id and k.record_id = gone.contact_id)
  delete from personal_record r using gone where r.tenant_id = gone.tenant_id and r.id = gone.contact_id`

type Reading = Pick<Drafts, 'claimOf' | 'find' | 'findForChange' | 'search'>

export const draftsRepository = (sql: Sql, vault: PersonalVault): Drafts => ({
  ...reading(sql, vault),
  ...writing(sql, vault),
})

function writing(sql: Sql, vault: PersonalVault): Omit<Drafts, keyof Reading> {
  return {
    async claim({ tenantId, organizationId, id, createdAt }, digest) {
      const claimed = await sql.run(
        'draft.claim',
        `insert into client_id_claim (kind, id, tenant_id, organization_id, digest, at)
         values ('draft', $1, $2, $3, $4, $5) on conflict do nothing`,
        [id, tenantId, organizationId, digest, fromMs(createdAt)],
      )
      return claimed > 0
    },

    async insert(draft, phone) {
      await sql.run(
        'draft.insert',
        `insert into order_draft (${columns}, subject)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
        [...valuesOf(draft), vault.subjectOf(phone)],
      )
    },

    async save(draft, phone) {
      await sql.run(
        'draft.save',
        `update order_draft set terminal_group_id = $4, login_id = $5, source_key = $6, operator_id = $7,
           order_type_id = $8, contact_id = $9, created_at = $10, version = $11, locked_by = $12, locked_at = $13,
           committed_as = $14, subject = coalesce($15, subject)
         where tenant_id = $1 and organization_id = $2 and id = $3`,
        [...valuesOf(draft), phone === null ? null : vault.subjectOf(phone)],
      )
    },

    async remove(tenantId, organizationId, id) {
      await sql.run('draft.remove', removing('tenant_id = $1 and organization_id = $2 and id = $3'), [
        tenantId,
        organizationId,
        id,
      ])
    },

    async removeCommitted(tenantId, ids) {
      if (ids.length === 0) return
      await sql.run(
        'draft.removeCommitted',
        removing('tenant_id = $1 and id = any($2::uuid[]) and committed_as is not null'),
        [tenantId, ids],
      )
    },
  }
}

function reading(sql: Sql, vault: PersonalVault): Reading {
  return {
    async claimOf(id) {
      const [row] = await sql.rows<{ tenant_id: string; organization_id: string; digest: Buffer | null }>(
        'draft.claimOf',
        `select tenant_id, organization_id, digest from client_id_claim where kind = 'draft' and id = $1`,
        [id],
      )
      return row ? { tenantId: row.tenant_id, organizationId: row.organization_id, digest: row.digest } : null
    },

    async find(tenantId, organizationId, id) {
      const [row] = await sql.rows<DraftRow>(
        'draft.find',
        `select ${columns} from order_draft where tenant_id = $1 and organization_id = $2 and id = $3`,
        [tenantId, organizationId, id],
      )
      return row ? draftOfRow(row) : null
    },

    async findForChange(tenantId, organizationId, id) {
      const [row] = await sql.rows<DraftRow>(
        'draft.findForChange',
        `select ${columns} from order_draft where tenant_id = $1 and organization_id = $2 and id = $3 for update`,
        [tenantId, organizationId, id],
      )
      return row ? draftOfRow(row) : null
    },

    async search(search) {
      const rows = await sql.rows<DraftRow>(
        'draft.search',
        `select ${columns} from order_draft
         where tenant_id = $1 and organization_id = any($2::uuid[])
           and ($3::text[] is null or source_key = any($3)) and ($4::uuid[] is null or terminal_group_id = any($4))
           and ($5::uuid[] is null or operator_id = any($5)) and ($6::uuid[] is null or order_type_id = any($6))
           and ($7::bytea is null or subject = $7) and ($8::timestamptz is null or created_at >= $8)
           and ($9::timestamptz is null or created_at <= $9)
         order by created_at, id limit $10`,
        [
          search.tenantId,
          search.organizationIds,
          search.sourceKeys,
          search.terminalGroupIds,
          search.operatorIds,
          search.orderTypeIds,
          search.phone === null ? null : vault.subjectOf(search.phone),
          fromMsOrNull(search.createdFrom),
          fromMsOrNull(search.createdTo),
          search.limit,
        ],
      )
      return rows.map(draftOfRow)
    },
  }
}
