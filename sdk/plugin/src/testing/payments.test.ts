import { expect, test } from 'vitest'
import { definePlugin, PaymentActionFailedError } from '../index.ts'
import { createTestHost } from './index.ts'

/** A bank that charges what it is asked, up to its limit. */
const aPlugin = (charged: Map<string, string>) =>
  definePlugin({
    start(ctx) {
      ctx.payments.registerSystem({
        key: 'bank',
        name: 'Bank',
        async collectData({ vm }) {
          if (!(await vm.yesNo('Card?'))) throw new PaymentActionFailedError('no card')
        },
        async pay({ sum, transactionId, tx }) {
          await tx.keepRollbackData(`asked ${transactionId}`)
          if (sum.compare(sum.minus(sum)) === 0) throw new PaymentActionFailedError('nothing to pay')
          charged.set(transactionId, sum.toString())
          return { status: 'approved' }
        },
        emergencyCancelPayment: ({ transactionId }) => void charged.delete(transactionId),
        returnPayment: ({ transactionId }) => void charged.delete(transactionId),
        recover: ({ transactionId, rollbackData }) =>
          charged.has(transactionId) && rollbackData ? 'processed' : 'notProcessed',
      })
    },
  })

test('a payment system is tried on a fake till: asked at a screen, charged, recovered, given back', async () => {
  const charged = new Map<string, string>()
  const host = await createTestHost(aPlugin(charged))
  expect(host.till.paymentSystems.get('bank')?.members).toEqual([
    ...['collectData', 'pay', 'emergencyCancelPayment', 'recover', 'returnPayment'],
  ])
  host.till.answer([false])
  await expect(host.payment('bank', 'collectData')).rejects.toThrow('no card')
  expect(await host.payment('bank', 'recover')).toBe('notProcessed')
  expect(await host.payment('bank', 'pay', { sum: '420.50' })).toEqual({ status: 'approved' })
  expect([...charged]).toEqual([['t1', '420.50']])
  expect(host.till.kept.get('t1')).toBe('asked t1')
  expect(await host.payment('bank', 'recover')).toBe('processed')
  await host.payment('bank', 'returnPayment', { attemptId: 'r1' })
  expect(charged.size).toBe(0)
  await expect(host.payment('bank', 'pay', { transactionId: 't2', sum: '0.00' })).rejects.toThrow(
    'nothing to pay',
  )
  await expect(host.payment('bank', 'paySilently')).rejects.toThrow('no paySilently')
})
