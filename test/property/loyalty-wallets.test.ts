import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeBalance } from '../../src/app/loyalty/change-balance.ts'
import { createOrUpdateGuest } from '../../src/app/loyalty/create-or-update-guest.ts'
import { cancelHold, holdMoney } from '../../src/app/loyalty/hold-money.ts'
import type { LoyaltyScope } from '../../src/app/loyalty/loyalty-scope.ts'
import type { App } from '../../src/app/ports.ts'
import { noGuestChanges } from '../../src/domain/loyalty/guest.ts'
import { moveMoney } from '../../src/domain/loyalty/ledger.ts'
import { Refusal } from '../../src/kernel/refusals.ts'
import { walletId as demoWallet } from '../../src/seed/demo/loyalty.ts'
import { outletId } from '../../src/seed/demo/outlets.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

// Whatever clients do to a wallet at once, and however often they repeat it: the balance is the sum of the lines, it is
// never negative, and a hold is taken once and given back once.

let server: TestServer
let app: App
beforeAll(async () => {
  server = await startServer()
  app = server.node.app
})
afterAll(() => server.close())

const walletId = demoWallet('bonuses')
const welcome = 30_000n
const sum = fc.bigInt({ min: 1n, max: 20_000n })
const slot = fc.integer({ min: 0, max: 3 })
const deed = fc.oneof(
  fc.record({ kind: fc.constantFrom('topUp' as const, 'chargeOff' as const), sum }),
  fc.record({ kind: fc.constant('hold' as const), slot, repeats: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ kind: fc.constant('cancel' as const), slot, repeats: fc.integer({ min: 1, max: 3 }) }),
)
/** Rounds of deeds; those of one round happen at once. */
const rounds = fc.record({
  sums: fc.array(sum, { minLength: 4, maxLength: 4 }),
  deeds: fc.array(fc.array(deed, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
})

const newScope = (): LoyaltyScope => ({
  tenantId: server.chain.tenant.id,
  organizationId: outletId('pokrovka'),
  actor: 'test',
  apiClient: null,
  correlationId: app.random.uuid(),
  earlierCall: async () => null,
})

let lastPhone = 0
const newGuest = (): Promise<string> =>
  createOrUpdateGuest(app, newScope(), {
    ...{ id: null, phone: `+7904${String(++lastPhone).padStart(7, '0')}`, card: null },
    changes: noGuestChanges,
  })

/** Whether it was done; a refusal is an answer too. */
async function tried(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return false
  }
}

test('the balance is the sum of the lines, never negative; a hold is one hold under any retries', async () => {
  await fc.assert(
    fc.asyncProperty(rounds, async ({ sums, deeds }) => {
      const guestId = await newGuest()
      const holds = sums.map((one) => ({ transactionId: app.random.uuid(), sum: one }))
      let expected = welcome
      for (const round of deeds) {
        const done = await Promise.all(
          round.map(async (one) => {
            if ('sum' in one) {
              const change = { guestId, walletId, sum: one.sum, comment: null }
              const isDone = await tried(changeBalance(app, newScope(), one.kind, change))
              return isDone ? (one.kind === 'topUp' ? one.sum : -one.sum) : 0n
            }
            const hold = holds[one.slot] ?? { transactionId: '', sum: 0n }
            const again = Array.from({ length: one.repeats }, () =>
              tried(
                one.kind === 'hold'
                  ? holdMoney(app, newScope(), { ...hold, guestId, walletId, comment: null })
                  : cancelHold(app, newScope(), hold.transactionId),
              ),
            )
            await Promise.all(again)
            return 0n
          }),
        )
        expected += done.reduce((total, change) => total + change, 0n)
      }
      const { loyaltyLedger } = app.storage.now
      const { tenantId } = newScope()
      const [wallet] = await loyaltyLedger.walletsOf(tenantId, guestId)
      const page = { skip: 0, limit: 1000 }
      const lines = await loyaltyLedger.list({ tenantId, guestId, order: 'revision', ...page })
      const balance = wallet?.balance ?? 0n
      expect(lines.reduce((total, line) => total + line.sum, 0n)).toBe(balance)
      // Each line begins where the former one ended, and none of them ends below zero.
      let before = 0n
      for (const line of lines) {
        expect(line.balanceBefore).toBe(before)
        before = line.balanceAfter ?? 0n
        expect(before).toBeGreaterThanOrEqual(0n)
      }
      const held = holds.map(({ transactionId }) => lines.filter(({ id }) => id === transactionId))
      expect(held.every((taken) => taken.length <= 1)).toBe(true)
      const free = held.flat().filter(({ hold }) => hold === 'free')
      expect(balance).toBe(expected + free.reduce((total, line) => total + line.sum, 0n))
      const cancelled = held.flat().filter(({ hold }) => hold === 'cancelled')
      expect(lines.filter(({ kind }) => kind === 'holdCancelled')).toHaveLength(cancelled.length)
    }),
    { numRuns: 40 },
  )
})

test('terms bound every kind of debit: overdraft, and offline charges a limit of their own', () => {
  const kinds = fc.constantFrom(
    'chargeOff' as const,
    'hold' as const,
    'orderPaid' as const,
    'offlineCharge' as const,
  )
  const limit = fc.bigInt({ min: 0n, max: 5000n })
  const signed = fc.bigInt({ min: -9000n, max: 9000n })
  const moves = fc.array(fc.record({ kind: kinds, sum: signed }), { maxLength: 30 })
  fc.assert(
    fc.property(limit, limit, moves, (overdraftLimit, offlineLimit, all) => {
      let wallet = { id: 'w', guestId: 'g', walletId: 'w', programId: 'p', balance: 0n }
      let total = 0n
      for (const { kind, sum: change } of all) {
        try {
          const moved = moveMoney(wallet, kind, change, { overdraftLimit, offlineLimit })
          const floor = kind === 'offlineCharge' ? -(overdraftLimit + offlineLimit) : -overdraftLimit
          if (change < 0n) expect(moved.balanceAfter).toBeGreaterThanOrEqual(floor)
          wallet = moved.wallet
          total += change
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal)
        }
        expect(wallet.balance).toBe(total)
        expect(wallet.balance).toBeGreaterThanOrEqual(-(overdraftLimit + offlineLimit))
      }
    }),
  )
})
