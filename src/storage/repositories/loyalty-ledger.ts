import type { LoyaltyLedger } from '../../app/ports.ts'
import type { LedgerLine, Wallet } from '../../domain/loyalty/ledger.ts'
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

/** Wallets and the lines about them. */
export const loyaltyLedgerRepository = (sql: Sql): LoyaltyLedger => ({
  ...walletsRepository(sql),
  ...linesRepository(sql),
})

type WalletMethods = 'walletsOf' | 'openWallet' | 'setBalance' | 'takeRevision'

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
      const by = search.order === 'time' ? 'at, id' : 'revision, id'
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
