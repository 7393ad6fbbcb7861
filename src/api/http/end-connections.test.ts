import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { endConnections } from './end-connections.ts'

// Node alone would wait for each of these connections longer than a test may take.

async function listening() {
  const server = Fastify({ keepAliveTimeout: 72_000 })
  endConnections(server)
  server.get('/slow', async () => {
    await sleep(200)
    return 'done'
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const address = server.server.address()
  return { server, port: typeof address === 'object' && address ? address.port : 0 }
}

test('a connection on which nothing was asked is not waited for', async () => {
  const { server, port } = await listening()
  const spare = connect(port, '127.0.0.1')
  await new Promise((resolve) => spare.once('connect', resolve))
  const ended = new Promise((resolve) => spare.once('close', resolve))
  await server.close()
  await ended
})

test('what is under way is answered, and its connection not kept alive', async () => {
  const { server, port } = await listening()
  const line = connect(port, '127.0.0.1')
  let heard = ''
  line.on('data', (octets) => {
    heard += String(octets)
  })
  const ended = new Promise((resolve) => line.once('close', resolve))
  const asked = new Promise((resolve) => server.server.once('request', resolve))
  line.write('GET /slow HTTP/1.1\r\nHost: till\r\n\r\n')
  await asked
  await server.close()
  await ended
  expect(heard).toMatch(/^HTTP\/1\.1 200 .*done$/s)
})
