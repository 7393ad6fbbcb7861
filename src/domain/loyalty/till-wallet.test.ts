import { expect, test } from 'vitest'
import { booked, type CloudLine, type TillWallet, takeAtTill, withHold, withoutHold } from './till-wallet.ts'

const hourMs = 3_600_000
const now = 100 * hourMs
const up: CloudLine = { isUp: true }
const cutFor = (hours: number): CloudLine => ({ isUp: false, since: now - hours * hourMs })
const terms = { overdraftLimit: 0n, offlineLimit: 500n }
const wallet: TillWallet = { guestId: 'guest', walletId: 'wallet', balance: 1000n, holds: [], waiting: [] }
const take = (
  from: TillWallet,
  sum: bigint,
  line: CloudLine = up,
  orderId = 'order',
  limits = terms,
): TillWallet => takeAtTill(from, { orderId, sum }, limits, line, now)
const waiting = ({ waiting: parts }: TillWallet): bigint => parts.reduce((sum, part) => sum + part.sum, 0n)
const codeOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'taken'
}

test('with the line the balance decides, less what other orders take already', () => {
  const once = take(wallet, 700n)
  expect(waiting(once)).toBe(700n)
  expect(codeOf(() => take(once, 301n, up, 'another'))).toBe('wallet.balance-too-small')
  expect(waiting(take(once, 300n, up, 'another'))).toBe(1000n)
  expect(codeOf(() => take(wallet, 1200n, up, 'order', { ...terms, overdraftLimit: 200n }))).toBe('taken')
})

test('without it all that waits stays within the offline limit, and within what was there', () => {
  const once = take(wallet, 300n, cutFor(1))
  expect(once.waiting).toEqual([{ orderId: 'order', sum: 300n, isOffline: true }])
  expect(codeOf(() => take(once, 201n, cutFor(1)))).toBe('wallet.offline-limit')
  expect(codeOf(() => take({ ...wallet, balance: 100n }, 101n, cutFor(1)))).toBe('wallet.balance-too-small')
  // What was taken with the line is no part of the risk.
  expect(codeOf(() => take(take(wallet, 400n), 500n, cutFor(1)))).toBe('taken')
})

test('a till that was cut off for more than a day takes none', () => {
  expect(codeOf(() => take(wallet, 1n, cutFor(24)))).toBe('taken')
  expect(codeOf(() => take(wallet, 1n, cutFor(24.01)))).toBe('wallet.offline-too-long')
  expect(codeOf(() => take(wallet, 1n, { isUp: false, since: 0 }))).toBe('wallet.offline-too-long')
})

test('a hold of the sum is the order’s, once, however empty the wallet is and whatever the line does', () => {
  const held = withHold({ ...wallet, balance: 0n }, { id: 'hold', sum: 150n })
  const taken = take(held, 150n, cutFor(48))
  expect(taken).toMatchObject({ holds: [], waiting: [] })
  expect(codeOf(() => take(taken, 150n))).toBe('wallet.balance-too-small')
  expect(codeOf(() => take(held, 149n))).toBe('wallet.balance-too-small')
  expect(codeOf(() => take(withoutHold(held, 'hold'), 150n))).toBe('wallet.balance-too-small')
})

test('what is booked or given back waits no more, and never less than nothing', () => {
  const both = take(take(wallet, 300n), 200n, up, 'another')
  expect(waiting(booked(both, 'order', 100n))).toBe(400n)
  expect(waiting(take(both, -250n))).toBe(250n)
  expect(booked(both, 'order', 900n).waiting).toEqual([{ orderId: 'another', sum: 200n, isOffline: false }])
  expect(booked(both, 'nobody', 900n)).toEqual(both)
})
