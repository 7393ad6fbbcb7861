import type { LoyaltyLedger } from '../../app/ports.ts'
import type { LedgerKind, LedgerLine, Wallet } from '../../domain/loyalty/ledger.ts'
import { thawNumbers, toStoredJson } from '../../kernel/canonical.ts'
import { fromMs, fromMsOrNull, type Sql } from '../sql.ts'

type WalletRow = { id: string; guest_id: string; wallet_id: string; program_id: string; balance: bigint }
const walletOf = (row: WalletRow): Wallet => ({
  id: row.id,
  guestId: row.guest_id,
  walletId: row.wallet_id,
  programId: row.program_id,
  balance: row.balance,
})

const linesOf = (rows: { state: unknown }[]): LedgerLine[] =>
  rows.map(({ state }) => thawNumbers(state) as LedgerLine)

const microseconds = 1000n
const orders = {
  time: 'at, revision, id',
  revision: 'revision, id',
  'latest first': 'revision desc, id desc',
} as const

type TurnoverRow = {
  guest_id: string
  at_start: bigint
  at_end: bigint
  refilled: bigint
  spent: bigint
  paid_orders: number
}
/** Kinds of lines that take from a wallet, and those that give the same back. */
const spending: LedgerKind[] = [
  'chargeOff',
  'hold',
  'holdCancelled',
  'orderPaid',
  'orderPaymentCancelled',
  'offlineCharge',
]
const sumOf = (condition: string): string => `coalesce(sum(l.sum) filter (where ${condition}), 0)::bigint`
const within = 'l.at >= $3 and l.at < $4'
/** Backwards from what the wallet has now: exact whatever lines there were before. */
const selectTurnover = `select w.guest_id,
    w.balance - ${sumOf('l.at >= $3')} as at_start, w.balance - ${sumOf('l.at >= $4')} as at_end,
    ${sumOf(`${within} and l.kind <> all($5::text[])`)} as refilled,
    -${sumOf(`${within} and l.kind = any($5::text[])`)} as spent,
    count(distinct l.order_id) filter (where ${within} and l.kind = any($5::text[]) and l.sum < 0)::int as paid_orders
  from guest_wallet w left join loyalty_line l
    on l.tenant_id = w.tenant_id and l.guest_id = w.guest_id and l.wallet_id = w.wallet_id and l.at >= $3
  where w.tenant_id = $1 and w.wallet_id = $2
  group by w.guest_id, w.balance order by w.guest_id`

/** Wallets and the lines about them. */
export const loyaltyLedgerRepository = (sql: Sql): LoyaltyLedger => ({
  ...walletsRepository(sql),
  ...linesRepository(sql),
})

type WalletMethods =
  | 'walletsOf'
  | 'openWallet'
  | 'setBalance'
  | 'closeWallet'
  | 'balances'
  | 'turnover'
  | 'takeRevision'

function walletsRepository(sql: Sql): Pick<LoyaltyLedger, WalletMethods> {
  return {
    async walletsOf(tenantId, guestId) {
      const text = `select id, guest_id, wallet_id, program_id, balance from guest_wallet
        where tenant_id = $1 and guest_id = $2 order by wallet_id`
      return (await sql.rows<WalletRow>('loyaltyLedger.walletsOf', text, [tenantId, guestId])).map(walletOf)
    },

    async openWallet(tenantId, { id, guestId, walletId, programId, balance }) {
      const opened = await sql.run(
        'loyaltyLedger.openWallet',
        `insert into guest_wallet (tenant_id, id, guest_id, wallet_id, program_id, balance)
         values ($1, $2, $3, $4, $5, $6) on conflict do nothing`,
        [tenantId, id, guestId, walletId, programId, balance],
      )
      return opened === 1
    },

    async setBalance(tenantId, { id, balance }) {
      const text = 'update guest_wallet set balance = $3 where tenant_id = $1 and id = $2'
      await sql.run('loyaltyLedger.setBalance', text, [tenantId, id, balance])
    },

    async closeWallet(tenantId, id) {
      const text = 'delete from guest_wallet where tenant_id = $1 and id = $2'
      await sql.run('loyaltyLedger.closeWallet', text, [tenantId, id])
    },

    async balances(tenantId, walletId, guestIds) {
      const text = `select guest_id, balance from guest_wallet
        where tenant_id = $1 and wallet_id = $2 and guest_id = any($3::uuid[])`
      const values = [tenantId, walletId, guestIds]
      const rows = await sql.rows<WalletRow>('loyaltyLedger.balances', text, values)
      return new Map(rows.map(({ guest_id: guestId, balance }) => [guestId, balance]))
    },

    async turnover(tenantId, walletId, { from, to }) {
      const values = [tenantId, walletId, fromMs(from), fromMs(to), spending]
      const rows = await sql.rows<TurnoverRow>('loyaltyLedger.turnover', selectTurnover, values)
      return rows.map((row) => ({
        guestId: row.guest_id,
        balanceAtStart: row.at_start,
        balanceAtEnd: row.at_end,
        refilled: row.refilled,
        spent: row.spent,
        paidOrders: row.paid_orders,
      }))
    },

    async takeRevision(tenantId, guestId, now) {
      const [row] = await sql.rows<{ revision: bigint }>(
        'loyaltyLedger.takeRevision',
        `update guest set ledger_revision = greatest(ledger_revision + 1, $3)
         where tenant_id = $1 and id = $2 returning ledger_revision as revision`,
        [tenantId, guestId, BigInt(now) * microseconds],
      )
      if (!row) throw new Error(`no guest ${guestId}`)
      return row.revision
    },
  }
}

function linesRepository(sql: Sql): Omit<LoyaltyLedger, WalletMethods> {
  return {
    async insert(tenantId, line) {
      const { id, guestId, kind, walletId, sum, orderId, hold, at, revision } = line
      const inserted = await sql.run(
        'loyaltyLedger.insert',
        `insert into loyalty_line (tenant_id, id, guest_id, kind, wallet_id, sum, order_id, hold, at, revision, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
        [tenantId, id, guestId, kind, walletId, sum, orderId, hold, fromMs(at), revision, toStoredJson(line)],
      )
      return inserted === 1
    },

    async save(tenantId, { id, hold, orderId, ...rest }) {
      await sql.run(
        'loyaltyLedger.save',
        'update loyalty_line set hold = $3, order_id = $4, state = $5 where tenant_id = $1 and id = $2',
        [tenantId, id, hold, orderId, toStoredJson({ id, hold, orderId, ...rest })],
      )
    },

    async find(tenantId, id) {
      const text = 'select state from loyalty_line where tenant_id = $1 and id = $2'
      return linesOf(await sql.rows('loyaltyLedger.find', text, [tenantId, id]))[0] ?? null
    },

    async list(search) {
      const by = orders[search.order]
      const rows = await sql.rows<{ state: unknown }>(
        `loyaltyLedger.list ${search.order}`,
        `select state from loyalty_line where tenant_id = $1 and guest_id = $2
           and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at <= $4)
           and ($5::text[] is null or kind = any($5))
           and ($6::bigint is null or revision > $6 or (revision = $6 and id > $7::uuid))
         order by ${by} offset $8 limit $9`,
        [
          search.tenantId,
          search.guestId,
          fromMsOrNull(search.from ?? null),
          fromMsOrNull(search.to ?? null),
          search.kinds ?? null,
          search.afterRevision ?? null,
          search.afterId ?? null,
          search.skip,
          search.limit,
        ],
      )
      return linesOf(rows)
    },

    async ofPeriod(tenantId, { organizationId, guestId, kinds, from, to, limit }) {
      const rows = await sql.rows<{ state: unknown }>(
        'loyaltyLedger.ofPeriod',
        `select state from loyalty_line where tenant_id = $1 and at >= $2 and at < $3
           and ($4::uuid is null or guest_id = $4) and ($5::text is null or state->>'organizationId' = $5)
           and ($6::text[] is null or kind = any($6))
         order by at, revision, id limit $7`,
        [tenantId, fromMs(from), fromMs(to), guestId, organizationId, kinds ?? null, limit],
      )
      return linesOf(rows)
    },

    async ofOrder(tenantId, orderId) {
      const text =
        'select state from loyalty_line where tenant_id = $1 and order_id = $2 order by revision, id'
      return linesOf(await sql.rows('loyaltyLedger.ofOrder', text, [tenantId, orderId]))
    },

    async freeHolds(tenantId, guestId, walletId) {
      const text = `select state from loyalty_line
        where tenant_id = $1 and guest_id = $2 and wallet_id = $3 and hold = 'free' order by at, id`
      return linesOf(await sql.rows('loyaltyLedger.freeHolds', text, [tenantId, guestId, walletId]))
    },
  }
}
