import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify'

export type ScreensOptions = {
  /** Where the build put the screens: `dist/web`. */
  webDir: string
  /** Told in words when there is nothing to serve. */
  onMissing: (text: string) => void
  /** Pages of a till's own node may ask the other node of the till, wherever that is (ADR 32). */
  asksElsewhere?: boolean
}

/** No inline scripts, nothing from elsewhere but pictures of dishes, and no page may frame ours. */
const contentPolicy = (asksElsewhere: boolean): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' https: data:",
    asksElsewhere ? "connect-src 'self' http: https:" : "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

const guardHeaders = (asksElsewhere: boolean) => ({
  'content-security-policy': contentPolicy(asksElsewhere),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
})

/**
 * Serves the built screens: each folder with a page at `/<name>/`, what lies beside it, and the files they share under
 * `/assets/`. Pages are asked for again each time; what they load carries a hash in its name and never changes.
 */
export const screensPlugin: FastifyPluginAsync<ScreensOptions> = async (server, options) => {
  const { webDir, onMissing } = options
  const guards = guardHeaders(options.asksElsewhere ?? false)
  const pages = existsSync(webDir) ? pagesOf(webDir) : []
  if (pages.length === 0) {
    onMissing(`no screens in ${webDir}: run "npm run build"`)
    return
  }
  await server.register(fastifyStatic, {
    root: join(webDir, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable')
      reply.header('x-content-type-options', 'nosniff')
    },
  })
  for (const page of pages) {
    server.get(`/${page}/`, async (request, reply): Promise<FastifyReply> => {
      const [path = '', query] = request.url.split('?')
      // Links of a page are relative, so its address has to end with a slash.
      if (!path.endsWith('/')) return reply.redirect(`./${page}/${query ? `?${query}` : ''}`, 308)
      // Read each time: `npm run dev` builds it anew under a running server.
      const html = await readFile(join(webDir, page, 'index.html'))
      return reply
        .headers({ ...guards, 'cache-control': 'no-cache' })
        .type('text/html; charset=utf-8')
        .send(html)
    })
    for (const file of filesOf(webDir, page)) serveFile(server, join(webDir, page), page, file, guards)
  }
}

/** What lies beside a page under a name that stays: its service worker, its manifest and icons. */
const kinds: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

const filesOf = (webDir: string, page: string): string[] =>
  readdirSync(join(webDir, page)).filter((name) => extname(name) in kinds)

type Guards = ReturnType<typeof guardHeaders>

function serveFile(
  server: FastifyInstance,
  folder: string,
  page: string,
  file: string,
  guards: Guards,
): void {
  server.get(`/${page}/${file}`, async (_request, reply): Promise<FastifyReply> => {
    const bytes = await readFile(join(folder, file))
    return reply
      .headers({ ...guards, 'cache-control': 'no-cache' })
      .type(kinds[extname(file)] ?? 'application/octet-stream')
      .send(bytes)
  })
}

const pagesOf = (webDir: string): string[] =>
  readdirSync(webDir).filter((name) => existsSync(join(webDir, name, 'index.html')))
