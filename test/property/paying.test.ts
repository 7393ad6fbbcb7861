/**
 * Guests pay in any mixture, by a bank that approves, declines, or is not heard; cashiers give discounts and take them
 * off. To the kopeck: what the bank moved is what orders say it moved, change is what was too much cash, and nothing is
 * taken twice. A failure prints the seed; run it again with SEED=….
 */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { availableAtTill, takeAtTill, unknownWallet } from '../../src/domain/loyalty/till-wallet.ts'
import type { BankResult } from '../../src/domain/orders/paying/bank-payment.ts'
import { bankSum } from '../../src/domain/orders/paying/bank-payment.ts'
import { changeTableOrder } from '../../src/domain/orders/tables/change-table-order.ts'
import type { ChangeTableOrder } from '../../src/domain/orders/tables/commands.ts'
import type { TableOrderEvent } from '../../src/domain/orders/tables/events.ts'
import { evolveTableOrder } from '../../src/domain/orders/tables/evolve-table-order.ts'
import { placeTableOrder } from '../../src/domain/orders/tables/place-table-order.ts'
import type { TableOrder } from '../../src/domain/orders/tables/table-order.ts'
import { aHallTill, aTablePlacement, type TableStep } from '../../src/domain/orders/testing/a-table.ts'
import { anItem, aPayment, aRandom, minutes, noon } from '../../src/domain/orders/testing/a-till.ts'
import { orderTotals } from '../../src/domain/orders/totals.ts'
import { ids } from '../../src/domain/reference/testing/catalog-ids.ts'
import { thawNumbers, toStoredJson } from '../../src/kernel/canonical.ts'
import { Refusal } from '../../src/kernel/refusals.ts'

const seed = Number(process.env['SEED'] ?? Date.now() % 2 ** 31)
console.info(`paying: SEED=${seed}`)

const pick = <T>(list: readonly T[], number: number): T => list[number % list.length] as T
const receipt = { system: 'bank', cardNumber: null, cardType: null, rollbackData: null }

/** What the bank did, as it would say itself. */
class Bank {
  readonly moved = new Map<string, bigint>()

  answer(order: TableOrder, a: number): BankResult {
    const asked = order.bankPayment
    if (!asked) return { status: 'unknown' }
    const result = pick<BankResult>(
      [
        { status: 'approved', receipt },
        { status: 'approved', receipt, isFoundAtStart: true },
        { status: 'declined', text: 'no' },
        { status: 'unknown' },
      ],
      a,
    )
    if (result.status === 'approved' && asked.phase === 'authorizing')
      this.moved.set(asked.transactionId, bankSum(asked))
    if (result.status === 'approved' && asked.phase === 'returning') {
      const paidBy = (asked.payment ?? asked.tips)?.bank?.transactionId ?? ''
      this.moved.delete(paidBy)
    }
    return result
  }

  total(): bigint {
    return [...this.moved.values()].reduce((sum, one) => sum + one, 0n)
  }
}

function step(order: TableOrder, bank: Bank, deed: number, a: number, b: number): TableStep {
  const { due } = orderTotals(order)
  const part = pick([due, due / 2n, due / 3n, 1n], a)
  const cash = pick([due - part, due - part + 5_000n, due - part - 1n], b)
  const lines = [
    aPayment(ids.card, part),
    ...(a % 4 === 0 ? [aPayment(ids.card, 1n)] : []),
    ...(cash > 0n ? [aPayment(ids.cash, cash)] : []),
  ]
  const tips = a % 3 === 0 ? [{ ...aPayment(pick([ids.cash, ids.card], b), 1_000n), tipsTypeId: null }] : []
  const transactionId = order.bankPayment?.transactionId ?? ids.order
  const isUnknown = order.bankPayment?.phase === 'unknown'
  // The bank answers only when it is asked; where it could not tell, nothing was moved.
  const ended = (): TableStep =>
    isUnknown
      ? { kind: 'tableOrder.resolveBankPayment', transactionId, isMoved: false }
      : { kind: 'tableOrder.endBankPayment', transactionId, result: bank.answer(order, b) }
  const all: (TableStep | null)[] = [
    { kind: 'tableOrder.pay', payments: lines, tips },
    null,
    {
      kind: 'tableOrder.changeDiscounts',
      discounts: [
        {
          source: 'RMS',
          discountTypeId: pick([ids.tenPercent, ids.hundred, ids.flexible, ids.surcharge], a),
          sum: a % 4 === 2 ? BigInt(b) * 77n - 300n : null,
          positions: null,
        },
      ],
      discountCardTrack: null,
      removedTypeIds: [],
    },
    {
      kind: 'tableOrder.changeDiscounts',
      discounts: [],
      discountCardTrack: null,
      removedTypeIds: order.discounts.slice(0, 1).map(({ type }) => type.id),
    },
    { kind: 'tableOrder.addItems', items: [anItem(ids.tea)], combos: [], servicePrint: false },
    {
      kind: 'tableOrder.returnPayment',
      paymentId: pick(order.payments, b)?.id ?? ids.order,
      transactionId: `r${a}${b}${order.version}`,
    },
    { kind: 'tableOrder.printBill' },
    { kind: 'tableOrder.cancelBill' },
    // Banks answer most of what they are asked.
    null,
    null,
    null,
  ]
  return pick(all, deed) ?? ended()
}

const moves = fc.array(fc.record({ deed: fc.nat(10), a: fc.nat(30), b: fc.nat(30) }), {
  minLength: 12,
  maxLength: 45,
})

test('mixed payments, change, tips and discounts tie out with what the bank moved, and repeats change nothing', () => {
  const random = aRandom(seed % 65_536)
  const seen = { closed: 0, byBank: 0, tips: 0, returned: 0 }
  fc.assert(
    fc.property(moves, (all) => {
      let now = noon
      const till = () => aHallTill({ random, now, hasTerminal: true })
      const entries: { event: TableOrderEvent; at: number }[] = placeTableOrder(
        till(),
        aTablePlacement(),
      ).map((event) => ({ event, at: now }))
      const fold = () =>
        entries.reduce<TableOrder | null>((state, { event, at }) => evolveTableOrder(state, event, at), null)
      let order = fold() as TableOrder
      const bank = new Bank()
      for (const { deed, a, b } of all) {
        now += minutes(1)
        if (order.status === 'Closed') break
        const command = { orderId: order.id, ...step(order, bank, deed, a, b) } as ChangeTableOrder
        const events = decide(till, order, command)
        for (const event of events) entries.push({ event, at: now })
        const before = order
        order = events.reduce((state, event) => evolveTableOrder(state, event, now), order)
        const totals = orderTotals(order)
        // Never more than the order costs, and a bank's money is on the order as long as the bank has it.
        expect(totals.processedPaymentsSum).toBeLessThanOrEqual(totals.sum)
        expect(bankMoneyOf(order)).toBe(bank.total())
        // Discounts of a dish never exceed what it costs.
        for (const { cost, resultSum } of totals.positions) expect(cost === 0n || resultSum >= 0n).toBe(true)
        if (command.kind === 'tableOrder.endBankPayment') {
          // An answer that is heard again is about nothing.
          if (order.bankPayment?.transactionId !== command.transactionId && order.status !== 'Closed')
            expect(codeOf(till, order, command)).toBe('payment.not-asked')
        }
        if (before.bankPayment?.phase === 'returning' && !order.bankPayment && !order.bankFailure)
          seen.returned += 1
        if (order.status === 'Closed') {
          expect(totals.processedPaymentsSum).toBe(totals.sum)
          expect([...order.payments, ...order.tips].every(({ isPreliminary }) => !isPreliminary)).toBe(true)
          expect(order.payments.every(({ sum }) => sum > 0n)).toBe(true)
          seen.closed += 1
          if (bank.total() > 0n) seen.byBank += 1
          if (order.tips.length > 0) seen.tips += 1
        }
      }
      expect(fold()).toEqual(order)
      expect(thawNumbers(JSON.parse(toStoredJson(order)))).toEqual(order)
    }),
    { seed, numRuns: 300 },
  )
  expect(seen.closed).toBeGreaterThan(0)
  expect(seen.byBank).toBeGreaterThan(0)
  expect(seen.tips).toBeGreaterThan(0)
  expect(seen.returned).toBeGreaterThan(0)
})

const bankMoneyOf = ({ payments, tips }: TableOrder): bigint =>
  [...payments, ...tips].filter(({ bank }) => bank).reduce((total, { sum }) => total + sum, 0n)

type Till = () => ReturnType<typeof aHallTill>

function decide(till: Till, order: TableOrder, command: ChangeTableOrder): TableOrderEvent[] {
  try {
    return changeTableOrder(till(), order, command)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return []
  }
}

function codeOf(till: Till, order: TableOrder, command: ChangeTableOrder): string {
  try {
    changeTableOrder(till(), order, command)
    return 'done'
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.note.code
  }
}

test('what a till says is available is all that it takes, and no wallet goes below its limits', () => {
  const sum = fc.bigInt({ min: 0n, max: 100_000n })
  fc.assert(
    fc.property(
      fc.record({
        balance: sum,
        overdraftLimit: fc.constantFrom(0n, 5_000n),
        offlineLimit: sum,
        isUp: fc.boolean(),
      }),
      fc.array(fc.record({ sum: fc.bigInt({ min: 1n, max: 60_000n }), isBack: fc.boolean() }), {
        maxLength: 20,
      }),
      ({ balance, overdraftLimit, offlineLimit, isUp }, asked) => {
        const terms = { overdraftLimit, offlineLimit }
        const line = isUp ? ({ isUp } as const) : ({ isUp, since: noon } as const)
        let wallet = { ...unknownWallet('guest', 'wallet'), balance }
        let taken = 0n
        for (const [index, { sum: wanted, isBack }] of asked.entries()) {
          const orderId = `order ${isBack ? 0 : index}`
          const most = availableAtTill(wallet, terms, line, noon)
          const take = (part: bigint) => takeAtTill(wallet, { orderId, sum: part }, terms, line, noon)
          expect(() => take(most + 1n)).toThrow(Refusal)
          if (most > 0n) expect(take(most).waiting).not.toEqual(wallet.waiting)
          if (wanted <= most) wallet = take(wanted)
          else expect(() => take(wanted)).toThrow(Refusal)
          taken = wallet.waiting.reduce((total, one) => total + one.sum, 0n)
          expect(balance + overdraftLimit - taken).toBeGreaterThanOrEqual(0n)
          if (!isUp) expect(taken).toBeLessThanOrEqual(offlineLimit)
        }
      },
    ),
    { seed, numRuns: 300 },
  )
})
