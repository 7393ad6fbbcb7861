/** Payments that plugins have a screen take, when the plugin or the screen goes away meanwhile, or somebody waits wrongly. */
import { afterEach, expect, test } from 'vitest'
import type { OrderToPay } from '../../src/app/front/order-to-pay.ts'
import type { ScreenWord } from '../../src/plugins/screens/screen-desk.ts'
import type { PluginSession } from '../../src/plugins/session.ts'
import { aTill, type PluginTestWorld, pluginWorld } from '../support/plugin-world.ts'

const group = aTill.terminalGroupId
const [order, another] = [crypto.randomUUID(), crypto.randomUUID()]
const open: OrderToPay = { kind: 'tableOrder', isClosed: false, isPaidAhead: false, isBankAsked: false }
let world: PluginTestWorld
let orders: Map<string, OrderToPay>
let words: ScreenWord[]
afterEach(() => world?.close())

/** A plugin on a till whose screen has a person and shows an order; the answer ends the line of that screen. */
async function begin(options: Parameters<typeof pluginWorld>[1] = {}): Promise<() => void> {
  orders = new Map([order, another].map((id) => [id, open]))
  words = []
  world = pluginWorld(['pay-now'], { orders, screenGraceMs: 200, ...options })
  await world.host.start([aTill])
  await world.until(() => session().busHandlers.size === 1, 'the plugin has started')
  world.host.screens.listen(group, (word) => words.push(word))
  const cut = world.host.present.arrive(group, 'screen', 'employee')
  world.host.present.shown(group, 'screen', 'employee', order)
  return cut
}
const session = (): PluginSession => {
  const [one] = world.host.sessions()
  if (!one) throw new Error('the plugin does not run')
  return one
}
const ask = (deed: string, more: object = {}): Promise<unknown> =>
  session().callback(session().busHandlers.get('pay.do') ?? '', [{ deed, ...more }, null])
const told = (kind: ScreenWord['kind']) => words.filter((word) => word.kind === kind)
const logs = (line: string): Promise<void> =>
  world.until(() => world.lines('plugin-pay-now.log').some((one) => one.includes(line)), line)
/** The payment that the screen was asked for last. */
async function paymentId(): Promise<string> {
  await world.until(() => told('payment').length > 0, 'the screen is asked')
  return (told('payment').at(-1) as { paymentId: string }).paymentId
}
const bill = () =>
  world.host.hooks.run(group, {
    hook: 'beforeOrderBill',
    argument: async () => ({ order: { id: order } }),
    lend: () => ({}),
    screenId: 'screen',
  })

test('a plugin that dies: what the screen has not opened is taken back, what a person is at stays', async () => {
  await begin()
  await ask('start', { order })
  const id = await paymentId()
  await ask('die')
  await world.until(() => told('paymentWithdrawn').length === 1, 'the screen is told')
  expect(told('paymentWithdrawn')).toMatchObject([{ paymentId: id, screenId: 'screen' }])
  expect(world.host.payments.told(group, 'screen', id, { state: 'opened' })).toBe(false)
  await world.until(() => world.host.sessions()[0]?.busHandlers.size === 1, 'it runs again')
  // It may ask for the same order again; this one the person has open when it dies.
  await ask('start', { order })
  await world.until(() => told('payment').length === 2, 'the screen is asked again')
  world.host.payments.told(group, 'screen', await paymentId(), { state: 'opened' })
  await ask('die')
  await world.until(() => world.host.sessions()[0]?.busHandlers.size !== 1, 'it is dead')
  expect(told('paymentWithdrawn')).toHaveLength(1)
})

test('a screen that goes away has left, and what it had paid is paid', async () => {
  const cut = await begin()
  await ask('start', { order })
  await ask('start', { order: another })
  await world.until(() => told('payment').length === 2, 'the screen is asked')
  for (const word of told('payment'))
    world.host.payments.told(group, 'screen', (word as { paymentId: string }).paymentId, { state: 'opened' })
  orders.set(another, { ...open, isClosed: true })
  cut()
  await logs(`${order} ended: left screenGone null`)
  await logs(`${another} ended: paid null null`)
  expect(await ask('start', { order })).toMatchObject({ reason: 'NoScreen' })
})

test('a line that broke and came back within its time is the same person', async () => {
  const cut = await begin()
  await ask('start', { order })
  const id = await paymentId()
  cut()
  const again = world.host.present.arrive(group, 'screen', 'employee')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(world.host.payments.offered(group, 'screen')).toMatchObject([{ paymentId: id }])
  expect(world.host.payments.told(group, 'screen', id, { state: 'opened' })).toBe(true)
  again()
})

test('whoever leaves while a bank is asked has neither paid nor left, until the bank has answered', async () => {
  await begin()
  await ask('start', { order })
  const id = await paymentId()
  world.host.payments.told(group, 'screen', id, { state: 'opened' })
  orders.set(order, { ...open, isBankAsked: true })
  world.host.payments.told(group, 'screen', id, { state: 'ended' })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(world.lines('plugin-pay-now.log').join()).not.toContain('ended:')
  orders.set(order, { ...open, isClosed: true })
  world.host.payments.look()
  await logs(`${order} ended: paid null null`)
})

test('an order that was paid ahead ends when it is closed, one that is paid ahead now is paid', async () => {
  await begin()
  orders.set(order, { ...open, isPaidAhead: true })
  await ask('start', { order })
  await ask('start', { order: another })
  await world.until(() => told('payment').length === 2, 'the screen is asked')
  for (const word of told('payment'))
    world.host.payments.told(group, 'screen', (word as { paymentId: string }).paymentId, { state: 'opened' })
  orders.set(another, { ...open, isPaidAhead: true })
  world.host.payments.look()
  await logs(`${another} ended: paid null null`)
  expect(world.lines('plugin-pay-now.log').join()).not.toContain(`${order} ended`)
  orders.delete(order)
  world.host.payments.look()
  await logs(`${order} ended: left person null`)
})

test('a hook that waits for the end of its payment is no dead-lock: its budget ends, and the screen is asked', async () => {
  await begin({ hookBudgetMs: 300 })
  await ask('patience', { value: 'endless' })
  const billing = bill()
  await logs(`asked for ${order}`)
  expect(told('payment')).toEqual([])
  // The till does not wait any longer: the bill goes on.
  expect(await billing).toEqual({ veto: null, answers: [] })
  const id = await paymentId()
  orders.set(order, { ...open, isClosed: true })
  world.host.payments.told(group, 'screen', id, { state: 'opened' })
  world.host.payments.look()
  await logs(`${order} ended: paid null null`)
})

test('a plugin that dies in the hook that begins a payment has begun nothing', async () => {
  await begin({ hookBudgetMs: 20_000 })
  await ask('patience', { value: 'endless' })
  const billing = bill()
  await logs(`asked for ${order}`)
  session().kill('the test wants it')
  expect(await billing).toEqual({ veto: null, answers: [] })
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(told('payment')).toEqual([])
})
