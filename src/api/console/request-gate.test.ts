import fastify from 'fastify'
import { expect, test } from 'vitest'
import { RequestGate } from './request-gate.ts'

/** A server whose posts end when they are told to. */
function guarded() {
  const gate = new RequestGate()
  const server = fastify()
  const ends: (() => void)[] = []
  gate.guard(server, ({ url }) => url.startsWith('/__'))
  server.get('/read', async () => 'read')
  server.get('/__/read', async () => 'control')
  server.post('/write', () => new Promise<string>((resolve) => ends.push(() => resolve('written'))))
  return { gate, server, ends }
}

test('work waits for writes that are under way; calls wait for the work, the control plane’s do not', async () => {
  const { gate, server, ends } = guarded()
  const order: string[] = []
  const write = server.inject({ method: 'POST', url: '/write' }).then(() => order.push('write'))
  await expect.poll(() => ends.length).toBe(1)
  let endWork = (): void => {}
  const work = gate.whileClosed(async () => {
    order.push('work')
    await new Promise<void>((resolve) => {
      endWork = resolve
    })
  })
  await new Promise((resolve) => setImmediate(resolve))
  const read = server.inject({ method: 'GET', url: '/read' }).then(() => order.push('read'))
  expect((await server.inject('/__/read')).body).toBe('control')
  expect(order).toEqual([])
  ends[0]?.()
  await write
  await expect.poll(() => order.includes('work')).toBe(true)
  expect((await server.inject('/__/read')).body).toBe('control')
  expect(order).not.toContain('read')
  endWork()
  await Promise.all([work, read])
  expect(order.at(-1)).toBe('read')
  await server.close()
})

test('works follow one another, and a failed one opens the gate', async () => {
  const { gate, server } = guarded()
  const order: string[] = []
  const failed = gate.whileClosed(async () => {
    order.push('first')
    throw new Error('no')
  })
  const second = gate.whileClosed(async () => void order.push('second'))
  await expect(failed).rejects.toThrow('no')
  await second
  expect(order).toEqual(['first', 'second'])
  expect((await server.inject('/read')).body).toBe('read')
  await server.close()
})
