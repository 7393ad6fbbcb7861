import type { FastifyPluginAsync } from 'fastify'
import { isUuid, type Uuid } from '../../kernel/ids.ts'

export type MenuImagesOptions = {
  find(tenantId: Uuid, id: Uuid): Promise<{ mediaType: string; bytes: Buffer } | null>
}

const weekSeconds = 7 * 24 * 3600

/**
 * `/menu-images/<corporation>/<image>`: what the back office keeps for cards of nomenclature, as menus of the cloud and
 * tills link to it. What is under an id never changes.
 */
export const menuImagesPlugin: FastifyPluginAsync<MenuImagesOptions> = async (server, { find }) => {
  server.get('/menu-images/:tenant/:image', async (request, reply) => {
    const { tenant, image: id } = request.params as { tenant: string; image: string }
    const image = isUuid(tenant) && isUuid(id) ? await find(tenant.toLowerCase(), id.toLowerCase()) : null
    if (!image) return reply.callNotFound()
    return reply
      .headers({
        'cache-control': `public, max-age=${weekSeconds}, immutable`,
        // Programs of other origins show these images in their menus.
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'content-security-policy': "default-src 'none'",
        'x-content-type-options': 'nosniff',
      })
      .type(image.mediaType)
      .send(image.bytes)
  })
}
