/**
 * A fake till for the tests of a plugin: the same line and the same rules as the real host, with nothing behind it.
 *
 * @example
 * const host = await createTestHost(plugin)
 * host.till.answer([false])
 * expect(await host.hook('beforeOrderBill', { order })).toEqual({ veto: 'not now', answer: undefined })
 */
import { connectPlugin } from '../connect-plugin.ts'
import type { Plugin } from '../context.ts'
import type { ChangeEvent, StreamName } from '../events.ts'
import type { HookName } from '../hooks.ts'
import type { PaymentSystem } from '../payments.ts'
import type { PaymentOutcome } from '../started-payment.ts'
import { Connection } from '../wire/connection.ts'
import { Decimal } from '../wire/decimal.ts'
import { DeadlineExceededError, OperationCanceledError } from '../wire/errors.ts'
import type { Frame, Port } from '../wire/frame.ts'
import { Handle } from '../wire/tagged.ts'
import { FakeTill, type FakeTillOptions } from './fake-till.ts'

export { FakeTill, type FakeTillOptions } from './fake-till.ts'

export type TestHost = {
  till: FakeTill
  /** Asks those who tapped, as the till does. Rejects with their other errors, and when a handler takes too long. */
  hook(
    name: HookName,
    argument?: Readonly<Record<string, unknown>>,
    budgetMs?: number,
  ): Promise<{ veto: string | null; answer: unknown }>
  /** Presses the button with this caption. */
  press(caption: string, argument?: Readonly<Record<string, unknown>>): Promise<unknown>
  /** Tells everybody who subscribed. */
  tell(stream: StreamName, event: Partial<ChangeEvent>): Promise<void>
  /** Calls `service.operation` as another plugin would. */
  call(name: string, request: unknown): Promise<unknown>
  /**
   * Calls a member of a payment system as the till does, at a screen unless `isSilent`. What an attempt kept before it is
   * given again.
   */
  payment(key: string, member: keyof PaymentSystem, ask?: FakePayment): Promise<unknown>
  /**
   * Runs a job as the till does when it is due; rejects with its error, and when it takes longer than `limitMs`, of which
   * its signal tells it.
   */
  runJob(name: string, run?: { dueAt?: number; previousAt?: number | null; limitMs?: number }): Promise<void>
  /** Ends a payment that the plugin asked a screen for with `startPayment`, as the person at it would. */
  endPayment(
    orderId: string,
    how: Pick<PaymentOutcome, 'outcome'> & Partial<Omit<PaymentOutcome, 'orderId'>>,
  ): Promise<void>
  /** Why it shut itself down; undefined: it did not. */
  ended(): string | null | undefined
  stop(): Promise<void>
}

const budgetUsualMs = 10_000
const jobUsualMs = 60_000

/** Starts a plugin on a fake till; resolves when its `start` has returned. */
export async function createTestHost(plugin: Plugin, options: FakeTillOptions = {}): Promise<TestHost> {
  const till = new FakeTill(options, (callback, outcome) => void tellOutcome(callback, outcome))
  const [here, there] = linePair()
  let ended: string | null | undefined
  connectPlugin({
    port: there,
    load: async () => plugin,
    end: (reason) => {
      ended = reason
    },
  })
  const connection = new Connection(here, {
    answer: (call) => till.answerCall(call),
    hear: ({ target, method, args }) => {
      if (target === 'log')
        till.log.push({ level: method, message: String(args[0]), details: args[1] ?? null })
    },
    released: (target) => till.release(target),
  })
  const tellOutcome = (callback: string, outcome: PaymentOutcome): Promise<unknown> =>
    connection.call('callback', callback, [outcome])
  const host: TestHost = {
    till,
    hook: (name, argument, budgetMs) =>
      ask(connection, till, name, argument ?? {}, budgetMs ?? budgetUsualMs),
    async press(caption, argument = {}) {
      const button = [...till.buttons.values()].find((one) => one.caption === caption)
      if (!button) throw new Error(`no button ${caption}`)
      return lendTo(till, (lent) => connection.call('callback', button.id, [{ ...argument, ...lent }]))
    },
    async tell(stream, event) {
      const whole: ChangeEvent = { type: 'updated', entity: null, changedFields: null, ...event }
      for (const [id, name] of till.subscriptions)
        if (name === stream) connection.tell('events', id, [1, whole])
      await settled()
    },
    call: (name, request) =>
      connection.call('callback', till.bus.get(name) ?? '', [
        request,
        { name: 'test', moduleId: 0, terminalGroupId: 'till' },
      ]),
    payment: (key, member, ask = {}) => askPayment(connection, till, key, member, ask),
    async runJob(name, { dueAt = 0, previousAt = null, limitMs = jobUsualMs } = {}) {
      const job = till.jobs.get(name)
      if (!job) throw new Error(`no job ${name}`)
      await connection.call('callback', job.id, [{ name, dueAt, previousAt }], { deadlineMs: limitMs })
    },
    async endPayment(orderId, how) {
      const payment = [...till.payments.values()].find((one) => one.orderId === orderId)
      if (!payment) throw new Error(`no screen is asked for the payment of ${orderId}`)
      till.payments.delete(payment.id)
      await tellOutcome(payment.callback, { reason: null, message: null, ...how, orderId })
      await settled()
    },
    ended: () => ended,
    async stop() {
      await connection.call('runner', 'stop', [])
    },
  }
  await connection.call('runner', 'start', [hello(options)])
  await settled()
  return host
}

async function ask(
  connection: Connection,
  till: FakeTill,
  name: HookName,
  argument: Readonly<Record<string, unknown>>,
  budgetMs: number,
): Promise<{ veto: string | null; answer: unknown }> {
  let answer: unknown
  for (const tap of [...till.taps]
    .filter(({ hook }) => hook === name)
    .sort((a, b) => a.priority - b.priority)) {
    try {
      answer = await lendTo(till, (lent) =>
        connection.call('callback', tap.id, [{ ...argument, ...lent }], { deadlineMs: budgetMs }),
      )
    } catch (error) {
      if (error instanceof OperationCanceledError) return { veto: error.message, answer: undefined }
      if (error instanceof DeadlineExceededError) throw new Error(`${name} took longer than ${budgetMs} ms`)
      throw error
    }
  }
  return { veto: null, answer: answer ?? undefined }
}

async function lendTo(
  till: FakeTill,
  work: (lent: { os: Handle; vm: Handle }) => Promise<unknown>,
): Promise<unknown> {
  const { os, vm, close } = till.lend()
  try {
    return await work({ os: new Handle(os), vm: new Handle(vm) })
  } finally {
    close()
  }
}

/** A payment of a test; what is left out is made up. */
export type FakePayment = {
  sum?: string
  orderId?: string
  transactionId?: string
  attemptId?: string
  rollbackData?: string
  phase?: 'authorizing' | 'cancelling'
  isSilent?: boolean
}

async function askPayment(
  connection: Connection,
  till: FakeTill,
  key: string,
  member: keyof PaymentSystem,
  { isSilent = false, sum = '100.00', transactionId = 't1', attemptId = transactionId, ...more }: FakePayment,
): Promise<unknown> {
  const system = till.paymentSystems.get(key)
  if (!system?.members.includes(member)) throw new Error(`no ${member} of a payment system ${key}`)
  const { os, vm, tx, close } = till.lend(attemptId)
  const screen = isSilent ? {} : { os: new Handle(os), vm: new Handle(vm) }
  const ask = {
    ...{ orderId: 'o1', paymentTypeId: 'p1', cashier: null, order: { id: 'o1' } },
    ...{ rollbackData: till.kept.get(attemptId) ?? null, transactionId, attemptId, ...more },
    ...{ sum: Decimal.of(sum), paymentItem: { id: 'i1', sum: Decimal.of(sum), paymentTypeId: 'p1' } },
    ...{ tx: new Handle(tx), ...screen },
  }
  try {
    return await connection.call('callback', system.id, [member, ask])
  } finally {
    close()
  }
}

/** Two ends of one line in this process; what goes over it is written and read as between processes. */
function linePair(): [Port, Port] {
  const ears: (((frame: unknown) => void) | undefined)[] = []
  const end = (own: number): Port => ({
    send(frame: Frame) {
      const written: unknown = JSON.parse(JSON.stringify(frame))
      setImmediate(() => ears[1 - own]?.(written))
    },
    onFrame(listener) {
      ears[own] = listener
    },
  })
  return [end(0), end(1)]
}

/** What was sent has arrived and was answered. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
}

const hello = ({ permissions = [], settings = {}, locale = 'en' }: FakeTillOptions) => ({
  ...{ name: 'test', version: '1.0.0', locale, permissions, settings },
  host: {
    ...{ version: '0.0.0', apiVersions: ['9.0.0'], processId: 0, terminalName: 'Fake till' },
    ...{ terminalGroupId: 'till', organizationId: 'restaurant' },
  },
  ...{ configsDirectory: 'configs', dataDirectory: 'data' },
})
