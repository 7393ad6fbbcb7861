import type { TillWallets } from '../../app/ports.ts'
import type { TillWallet } from '../../domain/loyalty/till-wallet.ts'
import { canonicalJson, thawNumbers } from '../../kernel/canonical.ts'
import type { Sql } from '../sql.ts'

const nameOf = ({ guestId, walletId }: TillWallet): string => `${guestId} ${walletId}`

/** Sorted, so that two transactions lock the rows they share in the same order. */
const rowsOf = (wallets: readonly TillWallet[]): Record<string, unknown>[] =>
  [...wallets]
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
    .map((state) => ({ guest_id: state.guestId, wallet_id: state.walletId, state }))

export function tillWalletsRepository(sql: Sql): TillWallets {
  return {
    async loadForChange({ tenantId, terminalGroupId }, guestIds) {
      const rows = await sql.rows<{ state: unknown }>(
        'tillWallet.loadForChange',
        `select state from till_wallet
         where tenant_id = $1 and terminal_group_id = $2 and guest_id = any($3::uuid[])
         order by guest_id, wallet_id for update`,
        [tenantId, terminalGroupId, guestIds],
      )
      return rows.map(({ state }) => thawNumbers(state) as TillWallet)
    },

    async save({ tenantId, terminalGroupId }, wallets) {
      if (wallets.length === 0) return
      await sql.run(
        'tillWallet.save',
        `insert into till_wallet (tenant_id, terminal_group_id, guest_id, wallet_id, state)
         select $1, $2, guest_id, wallet_id, state
         from json_to_recordset($3::json) as w(guest_id uuid, wallet_id uuid, state json)
         on conflict (tenant_id, terminal_group_id, guest_id, wallet_id) do update set state = excluded.state`,
        [tenantId, terminalGroupId, canonicalJson(rowsOf(wallets))],
      )
    },
  }
}
