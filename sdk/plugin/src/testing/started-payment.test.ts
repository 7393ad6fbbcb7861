import { expect, test } from 'vitest'
import { definePlugin, OperationCanceledError, type PaymentOutcome, type StartedPayment } from '../index.ts'
import { createTestHost } from './index.ts'

/** Pays an order at once when its bill is printed, and remembers how that ended. */
const aPlugin = (heard: PaymentOutcome[], begun: StartedPayment[] = []) =>
  definePlugin({
    start(ctx) {
      ctx.hooks.beforeOrderBill.tap(async ({ order }) => {
        const payment = await ctx.ui.startPayment({ id: order?.id ?? '' })
        begun.push(payment)
        void payment.ended.then((outcome) => heard.push(outcome))
        throw new OperationCanceledError('pay first')
      })
    },
  })

test('a payment that a hook begins is tried on a fake till: it waits for nobody, and its end is heard', async () => {
  const heard: PaymentOutcome[] = []
  const host = await createTestHost(aPlugin(heard))
  expect(await host.hook('beforeOrderBill', { order: { id: 'o1' } })).toMatchObject({ veto: 'pay first' })
  expect([...host.till.payments.values()]).toMatchObject([{ orderId: 'o1' }])
  expect(heard).toEqual([])
  await host.endPayment('o1', { outcome: 'paid' })
  expect(heard).toEqual([{ outcome: 'paid', reason: null, message: null, orderId: 'o1' }])
  await host.hook('beforeOrderBill', { order: { id: 'o2' } })
  await host.endPayment('o2', { outcome: 'refused', reason: 'plugin', message: 'not now' })
  expect(heard[1]).toEqual({ outcome: 'refused', reason: 'plugin', message: 'not now', orderId: 'o2' })
  await expect(host.endPayment('o2', { outcome: 'paid' })).rejects.toThrow('no screen is asked')
})

test('what is withdrawn ends as left, and only once', async () => {
  const [heard, begun]: [PaymentOutcome[], StartedPayment[]] = [[], []]
  const host = await createTestHost(aPlugin(heard, begun))
  await host.hook('beforeOrderBill', { order: { id: 'o1' } })
  expect(await begun[0]?.withdraw()).toBe(true)
  expect(await begun[0]?.ended).toEqual({
    ...{ outcome: 'left', reason: 'withdrawn', message: null, orderId: 'o1' },
  })
  expect(await begun[0]?.withdraw()).toBe(false)
})

test('no permission, no such order, no screen, asked already: in the errors of a till', async () => {
  const failures = async (
    options: Parameters<typeof createTestHost>[1],
    ids = ['o1'],
  ): Promise<unknown[]> => {
    const seen: unknown[] = []
    await createTestHost(
      {
        async start({ ui }) {
          for (const id of ids)
            await ui.startPayment(id).catch(({ name, reason }) => seen.push([name, reason]))
        },
      },
      options,
    )
    return seen
  }
  expect(await failures({ permissions: ['hooks'] })).toEqual([['PermissionDeniedError', null]])
  expect(await failures({ payable: ['o2'] })).toEqual([['EntityNotFoundError', null]])
  expect(await failures({ hasNoScreen: true })).toEqual([['NotSupportedError', 'NoScreen']])
  expect(await failures({}, ['o1', 'o1'])).toEqual([['EntityAlreadyInUseError', null]])
})
