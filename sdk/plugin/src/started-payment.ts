/** Payments that a plugin has the person at the till's screen take (front-api §9, complaint 6). */
import type { CallOptions } from './host-types.ts'
import type { Connection } from './wire/connection.ts'

/** How a payment ended that a plugin had a screen open; read from the order, so it is so even if the screen is gone. */
export type PaymentOutcome = {
  /**
   * `paid`: the order is paid, whoever paid it. `left`: the person went without it, the order is as before. `refused`: the
   * payment was not opened.
   */
  outcome: 'paid' | 'left' | 'refused'
  /**
   * Of `left`: `person` closed it, `screenGone` the screen or its person went away, `withdrawn` the plugin wanted it no
   * more. Of `refused`: `plugin` a hook vetoed, `notAllowed` the person has no right or the order cannot be paid now,
   * `timeout` the screen was busy all the time. Null: paid.
   */
  reason: 'person' | 'screenGone' | 'withdrawn' | 'plugin' | 'notAllowed' | 'timeout' | null
  /** Of `refused`: the words that the person read. */
  message: string | null
  orderId: string
}

export type StartPaymentOptions = CallOptions & {
  /**
   * Which screen, as `screenChanged` names it. Absent: the one that a hook or a button is called for, then the one that
   * shows the order, then the one that was used last.
   */
  screenId?: string
  /** How long the screen may be busy with something else, 1 to 600 seconds; 60 seconds unless said otherwise. */
  timeoutMs?: number
}

export type StartedPayment = {
  readonly orderId: string
  /**
   * Resolves when it has ended; never rejects. Do not wait for it in a hook: the till waits for the hook, and the screen
   * for the till.
   */
  readonly ended: Promise<PaymentOutcome>
  /** Gives it up while it is not opened; false: the person is at it already, or it is over. */
  withdraw(): Promise<boolean>
}

/** Something of the plugin that the host calls until it is forgotten. */
type Registered = { id: string; forget(): void }
type Register = (callback: (args: unknown[]) => void) => Registered

/** Asks the host; `register` takes what the outcome is told to. */
export async function startPaymentThrough(
  connection: Connection,
  register: Register,
  order: string | { id: string },
  { signal, screenId, timeoutMs }: StartPaymentOptions,
): Promise<StartedPayment> {
  const orderId = typeof order === 'string' ? order : order.id
  let end = (_outcome: PaymentOutcome): void => {}
  const ended = new Promise<PaymentOutcome>((resolve) => {
    end = resolve
  })
  const registered = register(([outcome]) => {
    registered.forget()
    end(outcome as PaymentOutcome)
  })
  const options = { ...(screenId ? { screenId } : {}), ...(timeoutMs === undefined ? {} : { timeoutMs }) }
  let id: unknown
  try {
    id = await connection.call(
      'ui',
      'startPayment',
      [registered.id, orderId, options],
      signal ? { signal } : {},
    )
  } catch (error) {
    registered.forget()
    throw error
  }
  const withdraw = async (): Promise<boolean> =>
    (await connection.call('ui', 'withdrawPayment', [id])) === true
  // Where nobody waits any more the host is gone, too.
  signal?.addEventListener('abort', () => void withdraw().catch(() => {}), { once: true })
  return { orderId, ended, withdraw }
}
