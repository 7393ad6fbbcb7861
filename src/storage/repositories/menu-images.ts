import type { MenuImages } from '../../app/ports.ts'
import type { ImageType } from '../../domain/menu/image.ts'
import { fromMs, type Sql } from '../sql.ts'

export const menuImagesRepository = (sql: Sql): MenuImages => ({
  async find(tenantId, id) {
    const [row] = await sql.rows<{ media_type: ImageType; bytes: Buffer }>(
      'menuImage.find',
      'select media_type, bytes from menu_image where tenant_id = $1 and image_id = $2',
      [tenantId, id],
    )
    return row ? { id, mediaType: row.media_type, bytes: row.bytes } : null
  },

  async known(tenantId, ids) {
    const rows = await sql.rows<{ id: string }>(
      'menuImage.known',
      'select image_id as id from menu_image where tenant_id = $1 and image_id = any($2::uuid[]) order by image_id',
      [tenantId, ids],
    )
    return new Set(rows.map(({ id }) => id))
  },

  async save(tenantId, { id, mediaType, bytes }, at) {
    await sql.run(
      'menuImage.save',
      `insert into menu_image (tenant_id, image_id, media_type, bytes, created_at) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, image_id) do update set media_type = excluded.media_type, bytes = excluded.bytes`,
      [tenantId, id, mediaType, bytes, fromMs(at)],
    )
  },

  async remove(tenantId, ids) {
    return sql.run(
      'menuImage.remove',
      'delete from menu_image where tenant_id = $1 and image_id = any($2::uuid[])',
      [tenantId, ids],
    )
  },
})
