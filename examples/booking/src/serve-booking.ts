import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { FrontApiError, type PluginContext } from '@trapeza/plugin'
import { bookTable, tablesOf } from './book-table.ts'
import { readBooking, WrongField } from './read-booking.ts'

const folder = new URL('../page/', import.meta.url)
const file = (name: string): Buffer => readFileSync(new URL(name, folder))
const pages: Readonly<Record<string, { type: string; text: Buffer }>> = {
  '/': { type: 'text/html', text: file('index.html') },
  '/booking.css': { type: 'text/css', text: file('booking.css') },
  '/booking.js': { type: 'text/javascript', text: file('booking.js') },
}
const bodyMax = 10_000

/** The page, the tables that it offers, and the place where bookings come in. */
export const serveBooking = (ctx: PluginContext): Server =>
  createServer((request, response) => {
    answer(ctx, request, response).catch((error: unknown) => {
      ctx.log.error('a request failed', error)
      if (!response.headersSent) say(response, 500, { problem: 'failed' })
    })
  })

async function answer(ctx: PluginContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = request.url ?? ''
  const page = request.method === 'GET' ? pages[path] : undefined
  if (page) {
    const policy = "default-src 'self'; img-src data:"
    const headers = { 'content-type': `${page.type}; charset=utf-8`, 'content-security-policy': policy }
    response.writeHead(200, headers).end(page.text)
  } else if (request.method === 'GET' && path === '/tables') say(response, 200, await tablesOf(ctx))
  else if (request.method === 'POST' && path === '/bookings') await take(ctx, request, response)
  else say(response, 404, { problem: 'unknown' })
}

/** 201: it is a reserve of the till; 400: a field is wrong; 409: the till says no. */
async function take(ctx: PluginContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const booking = readBooking(await bodyOf(request), Date.now())
    await bookTable(ctx, booking)
    say(response, 201, { id: booking.id })
  } catch (error) {
    if (error instanceof WrongField) return say(response, 400, { problem: 'field', field: error.field })
    if (!(error instanceof FrontApiError)) throw error
    ctx.log.warn(`refused: ${error.message}`)
    say(response, 409, { problem: 'refused', words: error.message })
  }
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
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new WrongField('body')
  }
}

const say = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
