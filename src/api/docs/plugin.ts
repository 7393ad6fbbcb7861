import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiDocument } from './api-document.ts'
import { indexPage, swaggerPage } from './pages.ts'
import { type PluginDocs, pluginDocsFile } from './plugin-docs.ts'
import { pluginPages } from './plugin-pages.ts'

const interfaceFiles: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
}

/** Swagger UI sets styles from its script and shows pictures of its own as data; nothing comes from elsewhere. */
const guardHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/** `GET /docs/`, `/docs/{family}/` and beside it `openapi.json`, `published.json` and `postman.json`; `/docs/plugins/`. */
export const docsPlugin: FastifyPluginAsync<{ documents: readonly ApiDocument[] }> = async (
  server,
  { documents },
) => {
  const page = (reply: FastifyReply, html: string): FastifyReply =>
    reply.headers(guardHeaders).type('text/html; charset=utf-8').send(html)

  server.get('/docs', (_request, reply) => page(reply, indexPage(documents)))
  for (const { family, title, readable, published, postman } of documents) {
    server.get(`/docs/${family}`, (request, reply) => {
      // Addresses of a page are relative to it, so its own has to end with a slash.
      if (!request.url.split('?')[0]?.endsWith('/')) return reply.redirect(`./${family}/`, 308)
      return page(reply, swaggerPage(title))
    })
    server.get(`/docs/${family}/start.js`, (_request, reply) =>
      reply.headers(guardHeaders).type('text/javascript; charset=utf-8').send(startScript),
    )
    server.get(`/docs/${family}/openapi.json`, (_request, reply) => sendJson(reply, readable))
    if (published) {
      server.get(`/docs/${family}/published.json`, (_request, reply) => sendJson(reply, published))
    }
    if (postman) {
      server.get(`/docs/${family}/postman.json`, (_request, reply) => {
        reply.header(
          'content-disposition',
          `attachment; filename="trapeza-${family}.postman_collection.json"`,
        )
        return sendJson(reply, postman)
      })
    }
  }
  await server.register(pluginPagesRoutes)
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))
  for (const [name, type] of Object.entries(interfaceFiles)) {
    server.get(`/docs/swagger-ui/${name}`, async (_request, reply) => {
      reply.headers({ ...guardHeaders, 'cache-control': 'public, max-age=86400' }).type(type)
      return reply.send(await readFile(join(folder, name)))
    })
  }
}

/** `GET /docs/plugins/…`: the SDK for plugins. Read when it is first asked for. */
const pluginPagesRoutes: FastifyPluginAsync = async (server) => {
  let pages: ReturnType<typeof readPluginPages> | undefined
  const answer = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    pages ??= readPluginPages()
    const [path = ''] = request.url.split('?')
    const page = (await pages).get(path) ?? (await pages).get(`${path}/`)
    if (!page) return reply.status(404).type('text/plain; charset=utf-8').send('There is no such page.')
    return reply.headers(guardHeaders).type('text/html; charset=utf-8').send(page())
  }
  server.get('/docs/plugins', answer)
  server.get('/docs/plugins/*', answer)
}

const readPluginPages = async () =>
  pluginPages(JSON.parse(await readFile(pluginDocsFile, 'utf8')) as PluginDocs)

const sendJson = async (reply: FastifyReply, file: URL): Promise<FastifyReply> =>
  reply.type('application/json; charset=utf-8').send(await readFile(file))

/** A file of its own, because no page of ours may run inline scripts. */
const startScript = `SwaggerUIBundle({
  url: './openapi.json', dom_id: '#swagger', deepLinking: true, docExpansion: 'none', filter: true,
  defaultModelsExpandDepth: 0, persistAuthorization: true, displayOperationId: false, validatorUrl: null,
})
`
