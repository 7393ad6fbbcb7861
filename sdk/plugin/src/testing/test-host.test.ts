import { expect, test } from 'vitest'
import {
  definePlugin,
  EntityModifiedError,
  InsufficientLicenseError,
  type Operation,
  OperationCanceledError,
  type Operations,
  PermissionDeniedError,
  retryOnConflict,
} from '../index.ts'
import { createTestHost } from './index.ts'

const order = { id: 'o1', number: 7, status: 'New', guests: [] as string[] }

test('a plugin is asked, answers and vetoes as on a till', async () => {
  let lent: unknown
  const plugin = definePlugin({
    start(ctx) {
      ctx.hooks.beforeOrderBill.tap(async ({ order: seen, vm, os }) => {
        lent = os
        if (!(await vm?.yesNo('Sure?'))) throw new OperationCanceledError('not now')
        return os?.getOrderById({ id: seen?.id ?? '' })
      })
      ctx.ui.addButton({
        screen: 'order',
        caption: 'Bonus',
        async onClick({ vm }) {
          const index = await vm.choose('Which?', ['a', { title: 'b' }])
          if (index !== undefined) await ctx.storage.shared.set('chosen', String(index))
        },
      })
      ctx.bus.handle('acme.double', (request) => Number(request) * 2)
    },
  })
  const host = await createTestHost(plugin, { operations: { getOrderById: ({ id }) => `order ${id}` } })
  host.till.answer([false, true, 1, null])
  expect(await host.hook('beforeOrderBill', { order })).toEqual({ veto: 'not now', answer: undefined })
  expect(await host.hook('beforeOrderBill', { order })).toEqual({ veto: null, answer: 'order o1' })
  await expect((lent as { getOrders(): Promise<unknown> }).getOrders()).rejects.toMatchObject({
    name: 'ScopeExpiredError',
  })
  await host.press('Bonus', { order })
  await host.press('Bonus', { order })
  expect([...host.till.storage]).toEqual([['chosen', '1']])
  expect(await host.call('acme.double', 21)).toBe(42)
})

test('streams tell, coalesced by entity; stopping ends them', async () => {
  const seen: unknown[] = []
  let isStopped = false
  const host = await createTestHost({
    async start(ctx) {
      ctx.onDispose(() => {
        isStopped = true
      })
      const read = async (): Promise<void> => {
        for await (const { entity } of ctx.events.orderChanged({ coalesceMs: 30 }))
          seen.push(entity?.revision)
      }
      void read()
    },
  })
  for (const revision of [1, 2, 3]) await host.tell('orderChanged', { entity: { id: 'o1', revision } })
  await new Promise((resolve) => setTimeout(resolve, 60))
  expect(seen).toEqual([3])
  await host.stop()
  expect(isStopped).toBe(true)
})

test('permissions, slots and a slow handler are as the host has them', async () => {
  const said: unknown[] = []
  const host = await createTestHost(
    {
      async start(ctx) {
        ctx.hooks.beforeDoCheque.tap(() => new Promise(() => {}))
        await ctx.operations
          .payOrder({ order: 'o1' })
          .catch((error) => said.push(error instanceof PermissionDeniedError))
        // What the till has not built is a rejection, not a missing function.
        const { fly } = ctx.operations as Operations & { fly: Operation }
        await fly().catch((error) => said.push(error.name))
        await ctx.licensing.acquireSlot(21016318, 'a')
        await ctx.licensing
          .acquireSlot(21016318, 'b')
          .catch((error) => said.push(error instanceof InsufficientLicenseError))
        ctx.log.warn('low', { left: 1 })
        ctx.shutdown('done')
      },
    },
    {
      operations: { payOrder: () => 1 },
      needs: { payOrder: 'payments' },
      permissions: ['hooks'],
      slots: { 21016318: 1 },
    },
  )
  expect(said).toEqual([true, 'NotSupportedError', true])
  expect(host.till.log).toEqual([{ level: 'warn', message: 'low', details: { left: 1 } }])
  await expect(host.hook('beforeDoCheque', {}, 10)).rejects.toThrow('beforeDoCheque took longer than 10 ms')
  expect(host.ended()).toBe('done')
})

test('an edit session is recorded without the till, sent once, and gives what was made', async () => {
  const [order, table] = [
    { id: '', revision: 3, guests: [] as { id: string; name: string }[] },
    crypto.randomUUID(),
  ]
  let made: unknown
  const host = await createTestHost(
    {
      async start(ctx) {
        made = await ctx.operations.edit((session) => {
          const stub = session.createOrder({ tables: [table] })
          const guest = session.addOrderGuest({ order: stub, name: 'Анна' })
          session.changeOrderTables({ order: { id: table, revision: 7 }, tables: [table] })
          return { order: stub, guests: [guest], count: 1 }
        })
      },
    },
    {
      operations: {
        submitChanges: ({ actions }) => {
          const [{ args: first }, { args: second }] = actions as { args: { id: string; name: string } }[] as [
            { args: { id: string } },
            { args: { id: string; name: string } },
          ]
          Object.assign(order, { id: first.id, guests: [{ id: second.id, name: second.name }] })
          return { created: [first.id, second.id], entities: [order] }
        },
      },
    },
  )
  expect(made).toEqual({ order, guests: [order.guests[0]], count: 1 })
  expect(host.till.calls).toHaveLength(1)
  expect(host.till.calls[0]?.args).toMatchObject({
    session: expect.stringMatching(/^[\da-f-]{36}$/),
    actions: [
      { name: 'createOrder', args: { id: order.id, tables: [table] } },
      { name: 'addOrderGuest', args: { order: { stub: order.id }, name: 'Анна' } },
      { name: 'changeOrderTables', args: { order: { id: table, revision: 7 } } },
    ],
  })
})

test('what somebody changed meanwhile is read and done again, three times at most', async () => {
  let tries = 0
  const busy = async (): Promise<number> => {
    tries += 1
    if (tries < 3) throw new EntityModifiedError('somebody was faster')
    return tries
  }
  expect(await retryOnConflict(busy)).toBe(3)
  tries = 0
  await expect(retryOnConflict(busy, { times: 2 })).rejects.toBeInstanceOf(EntityModifiedError)
})
