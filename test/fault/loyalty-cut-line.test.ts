import { expect, test } from 'vitest'
import { changeBalance } from '../../src/app/loyalty/change-balance.ts'
import { createOrUpdateGuest } from '../../src/app/loyalty/create-or-update-guest.ts'
import type { LoyaltyScope } from '../../src/app/loyalty/loyalty-scope.ts'
import { noGuestChanges } from '../../src/domain/loyalty/guest.ts'
import type { PaymentInput } from '../../src/domain/orders/commands.ts'
import type { LocalTill } from '../../src/main/tills.ts'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { walletId } from '../../src/seed/demo/loyalty.ts'
import { type LinkedPair, linkedPair } from '../support/link-ends.ts'
import { aPickup, demoLogin, placeThroughCloud } from '../support/orders.ts'

const bonuses = walletId('bonuses')
const phone = '+79005559001'

async function aGuest({ cloud, chain, organizationId }: LinkedPair): Promise<string> {
  const scope: LoyaltyScope = {
    ...{ tenantId: chain.tenant.id, organizationId, actor: 'test', apiClient: null },
    correlationId: cloud.app.random.uuid(),
    earlierCall: async () => null,
  }
  const id = await createOrUpdateGuest(cloud.app, scope, {
    ...{ id: null, phone, card: null, changes: noGuestChanges },
  })
  await changeBalance(cloud.app, scope, 'topUp', {
    ...{ guestId: id, walletId: bonuses, sum: 40_000n, comment: null },
  })
  return id
}

const paid = (type: string, sum: bigint): PaymentInput => ({
  ...{ typeId: demoId('paymentType', type), kind: null, sum, additionalData: null },
  ...{ isProcessedExternally: false, isFiscalizedExternally: false, isPrepay: false },
})

const localTill = ({ till }: LinkedPair): LocalTill => {
  const [local] = [...till.tills.values()]
  if (!local) throw new Error('the node plays no till')
  return local
}

/** Closes an order at the till; gives what was refused. */
async function closed(pair: LinkedPair, orderId: string, id: string, sum: bigint): Promise<string | null> {
  const payments = [paid('bonuses', sum), paid('cash', 84_000n - sum)]
  const command = { kind: 'delivery.close' as const, orderId, deliveryDate: null, payments }
  return (await localTill(pair).run({ id, actor: 'cashier', deadline: null, command })).refusal?.code ?? null
}

test('bonuses that a till of its own node took without the line are charged once when it is back', async () => {
  const pair = await linkedPair('pokrovka')
  try {
    const { cloud, till, chain } = pair
    const tenantId = chain.tenant.id
    const guestId = await aGuest(pair)
    const login = await demoLogin(cloud.app, chain)
    const place = () => placeThroughCloud(cloud.app, login, { ...aPickup(cloud.app, chain, pair), guestId })
    const orders = [await place(), await place(), await place()]
    await pair.converge()
    const atCloud = async () => ({
      balance: (await cloud.storage.now.loyaltyLedger.walletsOf(tenantId, guestId))[0]?.balance,
      kinds: (await cloud.storage.now.journal.ofEntity(tenantId, guestId)).flatMap(
        ({ payload }) => (payload as { line?: { kind: string } }).line?.kind ?? [],
      ),
    })
    // The till has learnt the balance over the line, and refuses what is more.
    expect(await closed(pair, orders[0] ?? '', cloud.app.random.uuid(), 70_001n)).toBe(
      'wallet.balance-too-small',
    )

    pair.cut()
    await expect.poll(() => localTill(pair).isLineUp()).toBe(false)
    const call = cloud.app.random.uuid()
    expect(await closed(pair, orders[0] ?? '', call, 40_000n)).toBeNull()
    expect(await closed(pair, orders[0] ?? '', call, 40_000n)).toBeNull()
    expect(await closed(pair, orders[1] ?? '', cloud.app.random.uuid(), 20_000n)).toBe('wallet.offline-limit')
    expect((await atCloud()).balance).toBe(70_000n)

    pair.mend()
    await pair.converge()
    const once = await atCloud()
    expect(once.kinds.filter((kind) => kind === 'offlineCharge')).toHaveLength(1)
    // Of what was paid in money 5 % come back.
    expect(once.balance).toBe(32_200n)

    // Online again the limit of cut tills does not bind; and the charge is an ordinary one.
    await expect.poll(() => localTill(pair).isLineUp()).toBe(true)
    expect(await closed(pair, orders[1] ?? '', cloud.app.random.uuid(), 30_000n)).toBeNull()
    await pair.converge()
    const twice = await atCloud()
    expect(twice.kinds.filter((kind) => kind === 'orderPaid')).toHaveLength(1)
    expect(twice.balance).toBe(32_200n - 30_000n + 2_700n)
    await expect
      .poll(async () => {
        const place = { tenantId, terminalGroupId: pair.terminalGroupId }
        const [known] = await till.storage.now.tillWallets.loadForChange(place, [guestId])
        return [known?.balance, known?.waiting]
      })
      .toEqual([twice.balance, []])
  } finally {
    await pair.close()
  }
})
