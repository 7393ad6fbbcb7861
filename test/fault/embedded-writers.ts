import { setTimeout as sleep } from 'node:timers/promises'
import { type EmbeddedOptions, openEmbedded } from '../../src/storage/engines/index.ts'

// Eight tills that sell as fast as they can. Each sale is printed after PostgreSQL has acknowledged it, and not before.
type Job = EmbeddedOptions & { round: number }

const { round, ...options } = JSON.parse(process.argv[2] ?? '{}') as Job
const writers = 8
const itemsPerSale = 4

const sale = `
  with placed as (insert into sale (id) values ($1)),
       lines as (insert into sale_item (sale_id, line) select $1, n from generate_series(1, ${itemsPerSale}) as n)
  insert into sale_event (sale_id) values ($1)`

const engine = await openEmbedded(options)
await engine.pool.query(`
  create table if not exists sale (id text primary key, body text not null default repeat('x', 1000));
  create table if not exists sale_item (sale_id text, line int, primary key (sale_id, line));
  create table if not exists sale_event (sale_id text primary key)`)
process.stdout.write(`ready ${engine.serverPid()}\n`)

async function sell(writer: number): Promise<never> {
  for (let n = 0; ; n++) {
    const id = `${round}-${writer}-${n}`
    try {
      await engine.pool.query({ name: 'sale', text: sale, values: [id] })
      process.stdout.write(`sold ${id}\n`)
    } catch {
      // The server was killed under us: this sale is in doubt and not acknowledged. The next one is another.
      await sleep(10)
    }
  }
}

await Promise.all(Array.from({ length: writers }, (_, writer) => sell(writer)))
