/** The demo chain with a customer base: many programmes, and as many members as are asked for. */
import type { Pool } from 'pg'
import { loadSeed } from '../../src/app/books/load-seed.ts'
import { createOrUpdateGuest } from '../../src/app/loyalty/create-or-update-guest.ts'
import type { LoyaltyScope } from '../../src/app/loyalty/loyalty-scope.ts'
import { writeRemark } from '../../src/app/loyalty/move-money.ts'
import type { App } from '../../src/app/ports.ts'
import { noGuestChanges } from '../../src/domain/loyalty/guest.ts'
import { openApp } from '../../src/main/open-app.ts'
import { SandboxClock } from '../../src/main/sandbox-clock.ts'
import { systemRandom } from '../../src/main/system-random.ts'
import { demoChain } from '../../src/seed/demo/index.ts'
import { migrate } from '../../src/storage/migrate.ts'
import { openStorage } from '../../src/storage/open-storage.ts'
import { personalVault } from '../../src/storage/personal-data.ts'
import { benchGoods } from './back-office.ts'
import { organizationId } from './demo.ts'
import { benchPrograms } from './programs.ts'

export type Members = { ids: readonly string[]; phoneOf(index: number): string }

const phoneOf = (index: number): string => `+7903${String(index).padStart(7, '0')}`
const perStatement = 10_000
const closedOrders = 3

/** Seeds a new database as a first start would, and makes `count` members. */
export async function seedBench(
  pool: Pool,
  { memberCount: count, hasManyGoods }: { memberCount: number; hasManyGoods: boolean },
): Promise<Members> {
  const startedAt = Date.now()
  await migrate(pool)
  const clock = new SandboxClock()
  const random = systemRandom(clock)
  const storage = await openStorage({ pool }, { clock, random })
  const { app } = openApp(storage, { clock, random })
  const chain = demoChain()
  const goods = hasManyGoods ? benchGoods() : []
  await loadSeed(app, { ...chain, items: [...chain.items, ...benchPrograms(), ...goods] })
  const first = await firstMember(app, chain.tenant.id)
  const ids = [first, ...Array.from({ length: count - 1 }, () => random.uuid())]
  const secret = await pool.query<{ personal_secret: Buffer }>('select personal_secret from node')
  const { subjectOf } = personalVault(secret.rows[0]?.personal_secret ?? Buffer.alloc(0), random)
  for (let start = 1; start < count; start += perStatement) {
    const end = Math.min(start + perStatement, count)
    const subjects = Array.from({ length: end - start }, (_, index) => subjectOf(phoneOf(start + index)))
    for (const copy of copies)
      await pool.query(copy, [chain.tenant.id, first, ids.slice(start, end), subjects])
  }
  await pool.query('analyze')
  await storage.close()
  process.stdout.write(`seeded with ${count} members in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`)
  return { ids, phoneOf }
}

/** Somebody whom the use cases have registered, with a card, bonuses and orders that were paid. */
async function firstMember(app: App, tenantId: string): Promise<string> {
  const scope: LoyaltyScope = {
    ...{ tenantId, organizationId, actor: 'bench', apiClient: null, correlationId: app.random.uuid() },
    earlierCall: async () => null,
  }
  const id = await createOrUpdateGuest(app, scope, {
    id: null,
    phone: phoneOf(0),
    card: { track: 'first', number: 'first' },
    changes: {
      ...noGuestChanges,
      name: 'Анна',
      surname: 'Быкова',
      birthday: '1990-03-14',
      email: 'a@example.com',
    },
  })
  await app.storage.transaction(async (tx) => {
    for (let number = 1; number <= closedOrders; number++) {
      const order = { orderId: app.random.uuid(), orderNumber: number, orderSum: 123_00n }
      await writeRemark(app, tx, scope, id, { kind: 'orderClosed', ...order })
    }
  })
  return id
}

/** Copies of the rows of one table under other guests; `changes` names columns by SQL. The sealed person stays who it is. */
const copyOf = (table: string, ofGuest: string, changes: Record<string, string>): string => `
  with t as materialized (
    select to_jsonb(t) as whole from ${table} t where t.tenant_id = $1 and t.${ofGuest} = $2::uuid)
  insert into ${table}
  select r.* from t cross join unnest($3::uuid[], $4::bytea[]) as n(id, subject)
  cross join lateral jsonb_populate_record(null::${table}, t.whole || jsonb_build_object(${Object.entries(
    changes,
  )
    .map(([name, value]) => `'${name}', ${value}`)
    .join(', ')})) as r
  where octet_length(n.subject) > 0`
const renamed = (column: string): string => `replace(t.whole->>'${column}', $2::text, n.id::text)::jsonb`
const freshId = 'gen_random_uuid()'

const copies = [
  copyOf('guest', 'id', {
    ...{ id: 'n.id', subject: 'n.subject', profile_id: 'n.id', loyalty: renamed('loyalty') },
    email_subject: 'n.subject',
  }),
  copyOf('personal_record', 'id', { id: 'n.id', subject: 'n.subject' }),
  copyOf('personal_key', 'record_id', { record_id: 'n.id', subject: 'n.subject' }),
  copyOf('guest_wallet', 'guest_id', { id: freshId, guest_id: 'n.id' }),
  copyOf('guest_card', 'guest_id', { id: freshId, guest_id: 'n.id', track: 'n.id', number: 'n.id' }),
  copyOf('loyalty_line', 'guest_id', { id: freshId, guest_id: 'n.id', state: renamed('state') }),
]
