/** The columns that pictures of orders on tables and of reserves have in common. */
import type { CloudTableOrder, CreationStatus } from '../../app/ports.ts'
import type { RefusalNote } from '../../kernel/refusals.ts'
import { isoOrNull, toMsOrNull } from '../sql.ts'

export type PictureRow = {
  tenant_id: string
  organization_id: string
  id: string
  terminal_group_id: string | null
  login_id: string | null
  source_key: string | null
  external_number: string | null
  creation_status: CreationStatus
  error: RefusalNote | null
  revision: bigint
  received_at: Date | null
  contact_id: string | null
}
type Picture = Omit<CloudTableOrder, 'tableIds' | 'state'>

export const pictureColumns = `tenant_id, organization_id, id, terminal_group_id, login_id, source_key, external_number,
  creation_status, error, revision, received_at, contact_id`
export const pictureRecord = `tenant_id uuid, organization_id uuid, id uuid, terminal_group_id uuid, login_id uuid,
  source_key text, external_number text, creation_status text, error jsonb, revision bigint, received_at timestamptz,
  contact_id uuid`
/** What changes of a picture that is there. */
export const pictureUpdate = `terminal_group_id = excluded.terminal_group_id, source_key = excluded.source_key,
  external_number = excluded.external_number, creation_status = excluded.creation_status, error = excluded.error,
  revision = excluded.revision, contact_id = excluded.contact_id`

export const pictureOfRow = (row: PictureRow): Picture => ({
  tenantId: row.tenant_id,
  organizationId: row.organization_id,
  id: row.id,
  terminalGroupId: row.terminal_group_id,
  loginId: row.login_id,
  sourceKey: row.source_key,
  externalNumber: row.external_number,
  creationStatus: row.creation_status,
  error: row.error,
  revision: row.revision,
  receivedAt: toMsOrNull(row.received_at),
  contactId: row.contact_id,
})

export const rowOfPicture = (picture: Picture): Record<string, unknown> => ({
  tenant_id: picture.tenantId,
  organization_id: picture.organizationId,
  id: picture.id,
  terminal_group_id: picture.terminalGroupId,
  login_id: picture.loginId,
  source_key: picture.sourceKey,
  external_number: picture.externalNumber,
  creation_status: picture.creationStatus,
  error: picture.error,
  revision: picture.revision.toString(),
  received_at: isoOrNull(picture.receivedAt),
  contact_id: picture.contactId,
})
