import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type TestServer } from '../support/start-server.ts'

/* What no HTTP client sends: the server turns it away or lets it go, and serves the next one. */

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.close())

/** Sends bytes, says no more, and gives what comes back until the server closes or has answered. */
async function exchange(bytes: string): Promise<string> {
  const socket = connect(Number(new URL(server.baseUrl).port), '127.0.0.1')
  await once(socket, 'connect')
  let heard = ''
  socket.setEncoding('utf8')
  socket.on('data', (text: string) => {
    heard += text
  })
  // A server that hangs up before everything was written is within its rights.
  socket.on('error', () => {})
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.end(bytes)
  await closed
  return heard
}

const post = (headers: string, body: string): string =>
  `POST /api/1/organizations HTTP/1.1\r\nHost: x\r\n${headers}\r\n${body}`

test.each<[string, string]>([
  ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
  ['a line without end', 'GET '.repeat(10_000)],
  ['a header without a colon', post('Broken\r\n', '')],
  ['headers of 100 KB', post(`X: ${'x'.repeat(100_000)}\r\n`, '')],
  ['two lengths', post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}')],
  ['a negative length', post('Content-Length: -1\r\n', '{}')],
  ['a length and chunks', post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n')],
  ['a chunk that is no number', post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n0\r\n\r\n')],
  ['a body shorter than its length', post('Content-Length: 1000\r\n', '{}')],
  ['no host', 'POST /api/1/organizations HTTP/1.1\r\n\r\n'],
  ['another version', 'POST /api/1/organizations HTTP/9.9\r\nHost: x\r\n\r\n'],
  ['an upgrade to nothing', post('Connection: Upgrade\r\nUpgrade: nothing\r\n', '')],
  [
    'a link without a token',
    'GET /link HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
  ],
])('%s', async (_name, bytes) => {
  const heard = await exchange(bytes)
  expect(heard === '' || /^HTTP\/1\.1 4\d\d /.test(heard), heard.slice(0, 200)).toBe(true)
  expect((await server.post('/api/1/organizations', {})).status).toBe(200)
})

test('requests sent in one go are answered in their order', async () => {
  const bytes = [1, 2, 3].map((n) => `GET /api/nowhere/${n} HTTP/1.1\r\nHost: x\r\n\r\n`).join('')
  const heard = await exchange(bytes)
  expect([...heard.matchAll(/no operation \/api\/nowhere\/(\d)/g)].map((found) => found[1])).toEqual([
    '1',
    '2',
    '3',
  ])
})
