import { readFileSync } from 'node:fs'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { Queue, Shown } from './queue.ts'

const folder = new URL('../page/', import.meta.url)
const file = (name: string): Buffer => readFileSync(new URL(name, folder))
const pages: Readonly<Record<string, { type: string; text: Buffer }>> = {
  '/': { type: 'text/html', text: file('index.html') },
  '/screen.css': { type: 'text/css', text: file('screen.css') },
  '/screen.js': { type: 'text/javascript', text: file('screen.js') },
}

/** The page, and a stream that tells it every change: server-sent events, which come back by themselves. */
export function serveScreen(queue: Queue): Server {
  return createServer((request, response) => {
    const path = request.method === 'GET' ? (request.url ?? '') : ''
    const page = pages[path]
    if (path === '/events') tellChanges(queue, response)
    else if (page)
      response
        .writeHead(200, {
          'content-type': `${page.type}; charset=utf-8`,
          'content-security-policy': "default-src 'self'; img-src data:",
        })
        .end(page.text)
    else response.writeHead(404).end()
  })
}

function tellChanges(queue: Queue, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const tell = (shown: readonly Shown[]): void => void response.write(`data: ${JSON.stringify(shown)}\n\n`)
  tell(queue.shown())
  response.on('close', queue.listen(tell))
}
