import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A queue board as somebody else wrote it, of another address: it logs in with the number of its licence and polls the
 * orders of the kitchen (front-api §7.1, §7.3). Of our code it has nothing.
 */
export type ForeignBoard = { url: string; close(): Promise<void> }

export async function openForeignBoard(api: string): Promise<ForeignBoard> {
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageOf(api))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const pageOf = (api: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<link rel="icon" href="data:,">
<title>Arrivals</title>
<style>
  body { margin: 0; display: grid; grid-template-columns: 1fr 1fr; background: #10243a; color: #fff; font: 40px sans-serif }
  section { padding: 24px } ul { padding: 0; list-style: none; font-size: 72px }
</style>
<section><h1>Cooking</h1><ul id="cooking"></ul></section>
<section><h1>Ready</h1><ul id="ready"></ul></section>
<script type="module">
const api = ${JSON.stringify(api)}
const read = async (path) => (await fetch(api + path)).json()
const key = await read('/login/2050')
const list = (id, orders) => document.getElementById(id).replaceChildren(...orders.map(({ Number: number }) => {
  const item = document.createElement('li')
  item.textContent = number
  return item
}))
async function poll() {
  const of = (status) => read('/kitchenorders?' + new URLSearchParams({
    key, $orderby: 'Number', $filter: 'Items/any(i: i/ProcessingStatus ' + status + ')',
  }))
  const cooking = await of('lt 5')
  const numbers = new Set(cooking.map(({ Id }) => Id))
  const cooked = (await of('eq 5')).filter(({ Id }) => !numbers.has(Id))
  list('cooking', cooking)
  list('ready', cooked)
  setTimeout(poll, 500)
}
await poll()
</script>
</html>`
