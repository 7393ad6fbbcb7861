/**
 * The frozen reference of a start, a program as bare as one can be that does the same at last: it starts PostgreSQL in a
 * directory that is ready (its argument), listens, and answers each call with a row that it wrote. It never changes but for the
 * launcher of PostgreSQL, which is ours, so that ratios of different days compare.
 */
import fastify from 'fastify'
import { openEmbedded } from '../../../src/storage/engines/index.ts'

const engine = await openEmbedded({ dataDir: process.argv[2] ?? '' })
await engine.pool.query('create table if not exists token (id uuid primary key)')
const server = fastify()
server.post('/api/1/access_token', async () => {
  const { rows } = await engine.pool.query(
    'insert into token values (gen_random_uuid()) returning id as token',
  )
  return rows[0]
})
const url = await server.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`ready ${url}\n`)
process.once('SIGTERM', () => {
  void server
    .close()
    .then(() => engine.close())
    .then(() => process.exit(0))
})
