import { AsyncLocalStorage } from 'node:async_hooks'
import {
  DeadlineExceededError,
  DisconnectedError,
  OperationCanceledError,
  readError,
  writeError,
} from './errors.ts'
import { type Frame, isFrame, type Port } from './frame.ts'
import { decode, encode } from './tagged.ts'

/** A call that the other end made. `signal` aborts when it no longer wants the answer. */
export type Incoming = {
  target: string
  method: string
  args: unknown[]
  signal: AbortSignal
  traceId: string | null
}

export type ConnectionOptions = {
  /** Answers a call of the other end. */
  answer(call: Incoming): Promise<unknown>
  /** Hears what wants no answer. */
  hear?(event: { target: string; method: string; args: unknown[] }): void
  /** The other end gave up a thing that it had registered. */
  released?(target: string): void
  /** Something came that is no frame, or answers nothing. */
  puzzled?(what: string): void
}

export type CallOptions = { signal?: AbortSignal; deadlineMs?: number | null; traceId?: string | null }

/** The trace of the call that is being answered, so that calls made for it have it too. */
const traceNow = new AsyncLocalStorage<string | null>()

type Waiting = { resolve(value: unknown): void; reject(error: unknown): void; settle(): void }

/** Calls both ways over one line: answers find their calls, whoever waits no longer says so, nothing waits for the dead. */
export class Connection {
  readonly #port: Port
  readonly #options: ConnectionOptions
  readonly #waiting = new Map<number, Waiting>()
  readonly #answering = new Map<number, AbortController>()
  #nextId = 1
  #closed: Error | null = null

  constructor(port: Port, options: ConnectionOptions) {
    this.#port = port
    this.#options = options
    port.onFrame((frame) => this.#take(frame))
  }

  /** Calls of ours that nobody answered yet. */
  get pending(): number {
    return this.#waiting.size
  }

  /**
   * Asks the other end. Rejects with its error, {@link DeadlineExceededError}, {@link OperationCanceledError} when
   * `signal` aborts, or {@link DisconnectedError}.
   */
  call(
    target: string,
    method: string,
    args: readonly unknown[],
    options: CallOptions = {},
  ): Promise<unknown> {
    const { signal, deadlineMs = null, traceId = traceNow.getStore() ?? null } = options
    if (this.#closed) return Promise.reject(this.#closed)
    if (signal?.aborted) return Promise.reject(canceled(signal))
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      const giveUp = (error: Error): void => {
        this.#waiting.get(id)?.settle()
        this.#send({ id, kind: 'cancel', target, method, args: [], deadline: null, traceId })
        reject(error)
      }
      const onAbort = (): void => giveUp(canceled(signal))
      const late = (): void =>
        giveUp(new DeadlineExceededError(`${target}.${method} took longer than ${deadlineMs} ms`))
      const timer = deadlineMs === null ? undefined : setTimeout(late, deadlineMs)
      signal?.addEventListener('abort', onAbort, { once: true })
      const settle = (): void => {
        this.#waiting.delete(id)
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
      }
      this.#waiting.set(id, { resolve, reject, settle })
      this.#send({ id, kind: 'call', target, method, args: encode(args), deadline: deadlineMs, traceId })
    })
  }

  /** Tells the other end something that needs no answer. */
  tell(target: string, method: string, args: readonly unknown[]): void {
    this.#send({ id: 0, kind: 'event', target, method, args: encode(args), deadline: null, traceId: null })
  }

  /** Gives up a thing that was registered at the other end. */
  release(target: string): void {
    this.#send({ id: 0, kind: 'release', target, method: '', args: [], deadline: null, traceId: null })
  }

  /** Nothing comes any more: who waits is told, what is under way here is aborted. */
  close(reason: Error = new DisconnectedError('the other end is gone')): void {
    if (this.#closed) return
    this.#closed = reason
    for (const { reject, settle } of [...this.#waiting.values()]) {
      settle()
      reject(reason)
    }
    for (const controller of this.#answering.values()) controller.abort(reason)
    this.#answering.clear()
  }

  #send(frame: Frame): void {
    if (this.#closed) return
    this.#port.send(frame)
  }

  #take(frame: unknown): void {
    if (this.#closed) return
    if (!isFrame(frame)) return this.#options.puzzled?.('something that is no frame')
    switch (frame.kind) {
      case 'call':
        return void this.#answer(frame)
      case 'cancel':
        return this.#answering.get(frame.id)?.abort(new OperationCanceledError('the caller gave up'))
      case 'event':
        return this.#options.hear?.({ ...frame, args: argsOf(frame) })
      case 'release':
        return this.#options.released?.(frame.target)
      case 'result':
      case 'error':
        return this.#settle(frame)
    }
  }

  #settle({ id, kind, args }: Frame): void {
    const waiting = this.#waiting.get(id)
    // The answer to a call that was given up.
    if (!waiting) return
    waiting.settle()
    if (kind === 'result') waiting.resolve(decode(args))
    else waiting.reject(readError(decode(args)))
  }

  async #answer(frame: Frame): Promise<void> {
    const { id, target, method, traceId } = frame
    const controller = new AbortController()
    this.#answering.set(id, controller)
    const reply = (kind: 'result' | 'error', args: unknown): void => {
      // What was given up is not waited for.
      if (!controller.signal.aborted) this.#send({ id, kind, target, method, args, deadline: null, traceId })
    }
    try {
      const args = argsOf(frame)
      const { signal } = controller
      const call = { target, method, args, signal, traceId: traceId ?? null }
      const value = await traceNow.run(call.traceId, () => this.#options.answer(call))
      reply('result', encode(value))
    } catch (error) {
      reply('error', encode(writeError(error)))
    } finally {
      this.#answering.delete(id)
    }
  }
}

function argsOf({ args }: Frame): unknown[] {
  const read = decode(args)
  return Array.isArray(read) ? read : []
}

const canceled = (signal: AbortSignal | undefined): OperationCanceledError =>
  signal?.reason instanceof OperationCanceledError
    ? signal.reason
    : new OperationCanceledError('cancelled', { cause: signal?.reason })
