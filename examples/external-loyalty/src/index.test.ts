import { mkdtempSync, rmSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createTestHost } from '@trapeza/plugin/testing'
import { afterEach, expect, test } from 'vitest'
import { Ledger } from '../service/ledger.ts'
import { serveLedger } from '../service/serve-ledger.ts'
import plugin from './index.ts'

const directory = mkdtempSync(join(tmpdir(), 'trapeza-loyalty-'))
const olga = {
  ...{ id: 'g1', name: 'Ольга', card: '5550001', phone: '+79005550001', discount: 'Скидка 10%' },
  opening: 50_000,
}
const order = { id: 'o1', status: 'New', externalData: {}, payments: [] }
const known = { ...order, externalData: { 'external-loyalty.guest': { value: 'g1' } } }

let service: Server | null = null
const away = (): Promise<void> =>
  new Promise((resolve) => {
    service?.closeAllConnections()
    service ? service.close(() => resolve()) : resolve()
    service = null
  })
afterEach(async () => {
  await away()
  rmSync(directory, { recursive: true, force: true })
})

async function open(port = 0): Promise<{ ledger: Ledger; port: number }> {
  const ledger = new Ledger(directory, [olga])
  const server = serveLedger(ledger)
  service = server
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { ledger, port: (server.address() as AddressInfo).port }
}

/** A till with one order, which is `seen` when the plugin looks. */
async function aTill(port: number, seen: object[] = []) {
  return createTestHost(plugin, {
    settings: { service: `http://127.0.0.1:${port}`, retryMs: 50, patienceMs: 300, timeoutMs: 1000 },
    operations: {
      getOrders: () => seen,
      getDiscountTypes: () => [{ id: 'd1', name: 'Скидка 10%', deleted: false }],
      submitChanges: () => undefined,
      tryGetOrderExternalDataByKey: ({ order: id }) => (id === 'o1' ? 'g1' : undefined),
    },
  })
}
const said = (host: Awaited<ReturnType<typeof aTill>>): string => host.till.notices.at(-1)?.message ?? ''

test('a guest is known by card or phone and has their discount; others are none of its business', async () => {
  const { port } = await open()
  const host = await aTill(port)
  const slide = (card: string, at: object = order) => host.hook('orderEditCardSlided', { card, order: at })
  expect((await slide(';999=?')).answer).toBe(false)
  expect((await slide(';5550001=99?')).answer).toBe(true)
  expect(said(host)).toBe('Ольга, Скидка 10%, bonuses: 500.00')
  const session = { name: 'submitChanges', args: expect.objectContaining({ session: expect.any(String) }) }
  expect(host.till.calls.at(-1)).toEqual(session)
  expect(host.till.calls.at(-1)?.args).toMatchObject({
    actions: [
      { name: 'addOrderExternalData', args: { order: 'o1', externalDataItem: { value: 'g1' } } },
      { name: 'addDiscount', args: { order: 'o1', discount: 'd1' } },
    ],
  })
  host.till.answer([{ kind: 'phone', value: '+79005550001' }, { kind: 'card', value: '1' }, true, null])
  await host.press("Guest's card", { order })
  expect(host.till.calls.filter(({ name }) => name === 'submitChanges')).toHaveLength(2)
  await host.press("Guest's card", { order })
  expect(host.till.dialogs.at(-1)?.dialog).toMatchObject({ text: 'The programme knows no such guest' })
  await host.press("Guest's card", { order })
  const others = { ...order, externalData: { 'external-loyalty.guest': { value: 'g2' } } }
  await slide(';5550001?', others)
  expect(said(host)).toContain('Another guest')
  await host.stop()
})

test('bonuses pay once, not more than there are, and go back in parts', async () => {
  const { ledger, port } = await open()
  const host = await aTill(port)
  const balance = (): number | undefined => ledger.find({ id: 'g1' })?.balance
  const pay = (member: Parameters<typeof host.payment>[1], ask = {}) =>
    host.payment('external-loyalty', member, { sum: '200.00', ...ask })
  await expect(pay('collectData', { orderId: 'o2' })).rejects.toThrow('comes first')
  await expect(pay('collectData', { sum: '500.01' })).rejects.toThrow('there are 500.00')
  await pay('collectData')
  expect(await pay('canPaySilently', { isSilent: true })).toBe(true)
  expect(await pay('pay')).toMatchObject({ status: 'approved' })
  await pay('pay')
  expect([balance(), host.till.kept.get('t1')]).toEqual([30_000, '{"guest":"g1"}'])
  await expect(pay('pay', { transactionId: 't2', sum: '300.01' })).rejects.toThrow('Not enough')
  await pay('returnPayment', { sum: '50.00', attemptId: 'r1' })
  await pay('returnPayment', { sum: '50.00', attemptId: 'r1' })
  expect(balance()).toBe(35_000)
  await expect(pay('returnPayment', { sum: '150.01', attemptId: 'r2' })).rejects.toThrow('too-much')
  expect(await pay('recover', { phase: 'authorizing' })).toMatchObject({ status: 'processed' })
  expect(await pay('recover', { phase: 'cancelling', attemptId: 'r1' })).toMatchObject({
    status: 'processed',
  })
  expect(await pay('recover', { phase: 'cancelling', attemptId: 'r3' })).toBe('notProcessed')
  // What was found not charged is not charged later, when its request arrives at last.
  expect(await pay('recover', { phase: 'authorizing', transactionId: 't3' })).toBe('notProcessed')
  await expect(pay('pay', { transactionId: 't3' })).rejects.toThrow('settled')
  expect(balance()).toBe(35_000)
  await host.stop()
})

test('while the service is away the till sells on; what it is owed comes when it is back', async () => {
  const { port } = await open()
  await away()
  const closed = { ...known, status: 'Closed', payments: [{ sum: 378, type: { kind: 'Cash' } }] }
  const host = await aTill(port, [{ ...closed, id: 'o0' }])
  expect((await host.hook('orderEditCardSlided', { card: ';5550001?', order })).answer).toBe(false)
  expect(said(host)).toContain('sell as usual')
  const ask = { sum: '10.00' }
  await expect(host.payment('external-loyalty', 'collectData', ask)).rejects.toThrow('does not answer')
  await expect(host.payment('external-loyalty', 'pay', ask)).rejects.toMatchObject({
    name: 'PaymentActionFailedError',
  })
  await expect(host.payment('external-loyalty', 'recover', ask)).rejects.toThrow('does not answer')
  await host.tell('orderChanged', { entity: closed })
  await host.tell('orderChanged', { entity: { ...closed, id: 'o2' } })
  await host.hook('orderStorned', { order: { ...closed, id: 'o2' } })
  await expect.poll(() => [...host.till.storage.keys()].length).toBe(3)
  const kept = await host.hook('beforeCustomDataClear', { data: new Map(host.till.storage).set('other', '') })
  expect(kept.answer).toEqual([...host.till.storage.keys()])

  const { ledger } = await open(port)
  await expect.poll(() => host.till.storage.size).toBe(0)
  // 5 % of two orders; the third one was returned.
  expect(ledger.find({ id: 'g1' })?.balance).toBe(50_000 + 2 * 1890)
  await host.tell('orderChanged', { entity: { ...closed, id: 'o2' } })
  await expect.poll(() => host.till.storage.size).toBe(0)
  expect(ledger.find({ id: 'g1' })?.balance).toBe(53_780)
  await host.stop()
})
