import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../src/api/cloud/generated/operations.ts'
import { createValidators } from '../../src/api/cloud/validation.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { steps } from '../support/walk/index.ts'
import { walkedAt, walkerOf } from '../support/walk/walker.ts'

/* The walk that the Postman collection, the retry storm and the proof of two tenants are made of. */

let server: TestServer
beforeAll(async () => {
  server = await startServer()
  server.clock.jumpTo(walkedAt)
})
afterAll(() => server.close())

test('goes through every operation; each is good and on schema, and tills do all they are told', async () => {
  const validators = createValidators()
  const walker = walkerOf(server, 1)
  for (const step of steps) {
    const { status, json, text } = await walker.take(step)
    expect(validators.answer(step.path, status, json), `${step.path} ${text}`).toEqual([])
  }
  expect(new Set(steps.map(({ path }) => path))).toEqual(new Set(Object.keys(operations)))
  const { rows } = await server.pool.query(`select kind, error from command where state <> 'Success'`)
  expect(rows).toEqual([])
}, 180_000)
