import type { FastifyPluginAsync } from 'fastify'

export type DemoImagesOptions = {
  /** An SVG picture for a code of the demo menu; any code has one. */
  draw: (code: string) => string
}

const weekSeconds = 7 * 24 * 3600

/** `/demo-images/<code>.svg`: the pictures that the demo chain's menu links to. The same code is always drawn alike. */
export const demoImagesPlugin: FastifyPluginAsync<DemoImagesOptions> = async (server, { draw }) => {
  server.get('/demo-images/:file', async (request, reply) => {
    const { file } = request.params as { file: string }
    const code = /^(\d{1,10})\.svg$/.exec(file)?.[1]
    if (code === undefined) return reply.callNotFound()
    return reply
      .headers({
        'cache-control': `public, max-age=${weekSeconds}`,
        // Programs of other origins show these pictures in their menus.
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'content-security-policy': "default-src 'none'",
        'x-content-type-options': 'nosniff',
      })
      .type('image/svg+xml')
      .send(draw(code))
  })
}
