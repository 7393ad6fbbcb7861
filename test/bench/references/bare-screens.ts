/**
 * The frozen reference of screens, a process of its own: a page of a hundred plain buttons that write into a list, and a
 * stream that repeats to everybody who listens what somebody posts. No framework, no rules, no database; it never changes,
 * so that ratios of different days compare.
 */
import { createServer, type ServerResponse } from 'node:http'

const page = `<!doctype html><meta charset="utf-8"><title>bare</title>
<style>
  body { font: 16px sans-serif; display: grid; grid-template-columns: 1fr 300px; gap: 12px }
  #tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 8px }
  #tiles button { height: 72px }
</style>
<div id="tiles"></div><ul id="lines"></ul>
<script>
  for (let i = 0; i < 100; i++) {
    const button = document.createElement('button')
    button.textContent = 'Dish ' + i
    button.dataset.product = String(i)
    button.onclick = () => {
      const line = document.createElement('li')
      line.textContent = button.textContent
      document.getElementById('lines').append(line)
    }
    document.getElementById('tiles').append(button)
  }
</script>`

const listeners = new Set<ServerResponse>()
const server = createServer((request, response) => {
  if (request.url === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('event: hello\ndata: {}\n\n')
    listeners.add(response)
    response.on('close', () => listeners.delete(response))
  } else if (request.method === 'POST') {
    let body = ''
    request.on('data', (chunk) => {
      body += String(chunk)
    })
    request.on('end', () => {
      for (const listener of listeners) listener.write(`event: tableOrders\ndata: ${body}\n\n`)
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  } else response.writeHead(200, { 'content-type': 'text/html' }).end(page)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') process.stdout.write(`ready http://127.0.0.1:${address.port}\n`)
})
