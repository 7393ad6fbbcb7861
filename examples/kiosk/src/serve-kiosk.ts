import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import {
  EntityNotFoundError,
  FrontApiError,
  PaymentActionFailedError,
  type PluginContext,
} from '@trapeza/plugin'
import { type Menu, readChoices, readMenu, readStopped } from './read-menu.ts'
import { idOf, readOrder, WrongField } from './read-order.ts'
import { leaveOrder, payOrder, takeOrder } from './take-order.ts'

const folder = new URL('../page/', import.meta.url)
const file = (name: string): Buffer => readFileSync(new URL(name, folder))
const pages: Readonly<Record<string, { type: string; text: Buffer }>> = {
  '/': { type: 'text/html', text: file('index.html') },
  '/kiosk.css': { type: 'text/css', text: file('kiosk.css') },
  '/kiosk.js': { type: 'text/javascript', text: file('kiosk.js') },
  '/texts.js': { type: 'text/javascript', text: file('texts.js') },
}
const bodyMax = 50_000
/** The menu is read anew for a guest who comes later. */
const menuMs = 30_000

/** The page, the menu of the till, and the place where orders come in. */
export const serveKiosk = (ctx: PluginContext): Server => {
  const kiosk = new Kiosk(ctx)
  return createServer((request, response) => {
    kiosk.answer(request, response).catch((error: unknown) => kiosk.refuse(response, error))
  })
}

class Kiosk {
  readonly #ctx: PluginContext
  #menu: { readAt: number; text: Promise<Menu> } | null = null

  constructor(ctx: PluginContext) {
    this.#ctx = ctx
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    const [, root = '', id = '', deed = ''] = path.split('/')
    const page = request.method === 'GET' ? pages[path] : undefined
    if (page) {
      const policy = "default-src 'self'; img-src data:"
      const headers = { 'content-type': `${page.type}; charset=utf-8`, 'content-security-policy': policy }
      response.writeHead(200, headers).end(page.text)
      return
    }
    switch (`${request.method} ${root}/${deed}`) {
      case 'GET menu/':
        return say(response, 200, await this.#readMenu())
      case 'GET stopped/':
        return say(response, 200, await readStopped(this.#ctx))
      case 'GET dishes/':
        return say(response, 200, await readChoices(this.#ctx, idOf(id, 'id')))
      case 'POST orders/':
        return say(response, 201, await takeOrder(this.#ctx, readOrder(await bodyOf(request))))
      case 'POST orders/pay': {
        const { attempt } = (await bodyOf(request)) as { attempt?: unknown }
        await payOrder(this.#ctx, idOf(id, 'id'), idOf(attempt, 'attempt'))
        return say(response, 200, { isPaid: true })
      }
      case 'POST orders/leave':
        await leaveOrder(this.#ctx, idOf(id, 'id'))
        return say(response, 200, { isLeft: true })
      default:
        return say(response, 404, { problem: 'unknown' })
    }
  }

  /** 400: a field is wrong; 402: the card was not charged, or nobody knows yet (`unclear`); 404: no such thing; 409: the till says no. */
  refuse(response: ServerResponse, error: unknown): void {
    if (response.headersSent) return void response.end()
    if (error instanceof WrongField) return say(response, 400, { problem: 'field', field: error.field })
    const isNews = !(error instanceof FrontApiError)
    if (isNews) this.#ctx.log.error('a request failed', error)
    else this.#ctx.log.warn(`refused: ${error.message}`)
    if (isNews) return say(response, 500, { problem: 'failed' })
    if (error instanceof PaymentActionFailedError)
      return say(response, 402, { problem: isUnclear(error) ? 'unclear' : 'declined', words: error.message })
    if (error instanceof EntityNotFoundError) return say(response, 404, { problem: 'unknown' })
    say(response, 409, { problem: 'refused', words: error.message })
  }

  #readMenu(): Promise<Menu> {
    const now = Date.now()
    if (!this.#menu || now - this.#menu.readAt > menuMs) {
      const text = readMenu(this.#ctx)
      this.#menu = { readAt: now, text }
      text.catch(() => {
        this.#menu = null
      })
    }
    return this.#menu.text
  }
}

/** The bank cannot tell, or does not answer: people at the till have to look before anybody pays again. */
function isUnclear({ data }: FrontApiError): boolean {
  const { code } = (data['refusal'] ?? {}) as { code?: unknown }
  return code === 'payment.unclear' || code === 'order.bank-is-asked'
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > bodyMax) throw new WrongField('body')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) ?? {}
  } catch {
    throw new WrongField('body')
  }
}

const say = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
