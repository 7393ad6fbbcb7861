/** What the fake till knows and what the plugin did with it. */
import type { ButtonOptions } from '../context.ts'
import type { HookName } from '../hooks.ts'
import type { JobOptions } from '../jobs.ts'
import type { PaymentOutcome } from '../started-payment.ts'
import type { Dialog } from '../view-manager.ts'
import type { Incoming } from '../wire/connection.ts'
import {
  ArgumentError,
  EntityAlreadyInUseError,
  EntityNotFoundError,
  InsufficientLicenseError,
  NotSupportedError,
  PaymentSystemRegistrationError,
  PermissionDeniedError,
  ScopeExpiredError,
} from '../wire/errors.ts'

export type FakeOperation = (args: Readonly<Record<string, unknown>>) => unknown
export type FakeTillOptions = {
  /** By their names; others reject with NotSupportedError, as on a till that has not built them. */
  operations?: Readonly<Record<string, FakeOperation>>
  /** Those of plugin.json; absent: all. */
  permissions?: readonly string[]
  /** What a permission an operation needs; absent: none. */
  needs?: Readonly<Record<string, string>>
  /** Free places of modules; absent: as many as wanted. */
  slots?: Readonly<Record<number, number>>
  settings?: Readonly<Record<string, unknown>>
  /** Orders whose payment a screen may be asked for; absent: any. */
  payable?: readonly string[]
  /** Nobody is logged in at a screen. */
  hasNoScreen?: boolean
  locale?: 'ru' | 'en'
}

export type FakeButton = Omit<ButtonOptions, 'onClick'> & { id: string }
type FakeSystem = { key: string; name: string; members: readonly string[] }
export type LogLine = { level: string; message: string; details: unknown }

export class FakeTill {
  readonly calls: { name: string; args: unknown }[] = []
  readonly log: LogLine[] = []
  /** Payments that screens are asked for and that have not ended; `endPayment` of the host ends one. */
  readonly payments = new Map<string, { id: string; orderId: string; callback: string }>()
  readonly notices: { level: string; message: string }[] = []
  readonly storage = new Map<string, string>()
  readonly taps: { hook: HookName; id: string; priority: number }[] = []
  readonly buttons = new Map<string, FakeButton>()
  readonly subscriptions = new Map<string, string>()
  readonly bus = new Map<string, string>()
  /** Payment systems by their keys, with the name of their callback. */
  readonly paymentSystems = new Map<string, { id: string; name: string; members: readonly string[] }>()
  /** What the plugin has done by the clock, by the names of the jobs. */
  readonly jobs = new Map<string, { id: string; options: JobOptions }>()
  /** What `keepRollbackData` was given, the last one for each attempt. */
  readonly kept = new Map<string, string>()
  readonly topics: { topic: string; id: string }[] = []
  readonly published: { topic: string; text: string }[] = []
  /** Dialogs that were shown, with what was answered. */
  readonly dialogs: { dialog: Dialog; answer: unknown }[] = []
  readonly #answers: unknown[] = []
  readonly #openScopes = new Set<string>()
  readonly #taken = new Set<string>()
  readonly #options: FakeTillOptions
  readonly #tellEnd: (callback: string, outcome: PaymentOutcome) => void
  #scopes = 0
  #asked = 0

  constructor(options: FakeTillOptions, tellEnd: (callback: string, outcome: PaymentOutcome) => void) {
    this.#options = options
    this.#tellEnd = tellEnd
  }

  /** What the person says in the next dialogs, one after another; null cancels. */
  answer(answers: readonly unknown[]): void {
    this.#answers.push(...answers)
  }

  /** Targets that are lent for one call; `close` ends them. */
  lend(attempt = ''): { os: string; vm: string; tx: string; close(): void } {
    const id = ++this.#scopes
    const [os, vm, tx] = [`scope:${id}:os`, `scope:${id}:vm`, `scope:${id}:tx:${attempt}`]
    this.#openScopes.add(os).add(vm).add(tx)
    return {
      ...{ os, vm, tx },
      close: () => {
        for (const target of [os, vm, tx]) this.#openScopes.delete(target)
      },
    }
  }

  release(target: string): void {
    const [kind, id = '', ...rest] = target.split(':')
    if (kind === 'slot') this.#taken.delete([id, ...rest].join(':'))
    if (kind === 'stream') this.subscriptions.delete(id)
    if (kind !== 'callback') return
    this.buttons.delete(id)
    for (const [name, job] of this.jobs) if (job.id === id) this.jobs.delete(name)
    const index = this.taps.findIndex((tap) => tap.id === id)
    if (index >= 0) this.taps.splice(index, 1)
  }

  async answerCall({ target, method, args }: Incoming): Promise<unknown> {
    if (target.startsWith('scope:')) return this.#lent(target, method, args)
    switch (target) {
      case 'operations':
        return this.#operate(method, args[0])
      case 'hooks':
        this.#allow('hooks')
        this.taps.push({ hook: args[0] as HookName, id: String(args[1]), priority: Number(args[2]) })
        return null
      case 'events':
        this.subscriptions.set(String(args[1]), String(args[0]))
        return null
      case 'ui':
        if (method === 'startPayment') return this.#startPayment(String(args[0]), String(args[1]))
        if (method === 'withdrawPayment') return this.#withdraw(String(args[0]))
        return this.#ui(method, args)
      case 'storage':
        return this.#store(method, args)
      case 'licensing':
        return this.#license(method, Number(args[0]), String(args[1]))
      case 'bus':
        return this.#carry(method, args)
      case 'jobs':
        return this.#schedule(String(args[0]), String(args[1]), args[2] as JobOptions)
      case 'payments':
        return this.#registerSystem(String(args[0]), args[1] as FakeSystem)
      default:
        throw new NotSupportedError(`the fake till has no ${target}`)
    }
  }

  #allow(permission: string | undefined): void {
    const { permissions } = this.#options
    if (permission === undefined || !permissions || permissions.includes(permission)) return
    throw new PermissionDeniedError(`plugin.json does not ask for the permission ${permission}`, {
      data: { codes: [permission] },
    })
  }

  async #operate(name: string, args: unknown): Promise<unknown> {
    this.calls.push({ name, args })
    const operation = this.#options.operations?.[name]
    if (!operation) throw new NotSupportedError(`the operation ${name} is not built`)
    this.#allow(this.#options.needs?.[name])
    return operation((args ?? {}) as Record<string, unknown>)
  }

  async #lent(target: string, method: string, args: unknown[]): Promise<unknown> {
    if (!this.#openScopes.has(target))
      throw new ScopeExpiredError(`${target} was lent for a call that has returned`)
    const [, , thing, attempt = ''] = target.split(':')
    if (thing === 'tx') return void this.kept.set(attempt, String(args[0]))
    if (target.endsWith(':os')) return this.#operate(method, args[0])
    if (method !== 'dialog') return null
    if (this.#answers.length === 0) throw new Error(`nobody answers the dialog ${JSON.stringify(args[0])}`)
    const answer = this.#answers.shift()
    this.dialogs.push({ dialog: args[0] as Dialog, answer })
    return answer
  }

  #ui(method: string, args: unknown[]): null {
    if (method === 'notify') this.notices.push({ level: String(args[0]), message: String(args[1]) })
    else {
      const id = String(args[0])
      const known = this.buttons.get(id)
      this.buttons.set(id, { ...known, ...(args[1] as Omit<FakeButton, 'id'>), id })
    }
    return null
  }

  #startPayment(callback: string, orderId: string): string {
    this.#allow('ui:payment')
    const { payable, hasNoScreen } = this.#options
    if (payable && !payable.includes(orderId))
      throw new EntityNotFoundError(`no order ${orderId}`, { data: { entityId: orderId } })
    if ([...this.payments.values()].some((one) => one.orderId === orderId))
      throw new EntityAlreadyInUseError('a screen is asked to take this payment already')
    if (hasNoScreen)
      throw new NotSupportedError('nobody is logged in at a screen of this till', { reason: 'NoScreen' })
    const id = `payment${++this.#asked}`
    this.payments.set(id, { id, orderId, callback })
    return id
  }

  /** As on a till: the plugin hears of it as of any other end. */
  #withdraw(id: string): boolean {
    const payment = this.payments.get(id)
    if (!payment) return false
    this.payments.delete(id)
    this.#tellEnd(payment.callback, {
      ...{ outcome: 'left', reason: 'withdrawn', message: null, orderId: payment.orderId },
    })
    return true
  }

  #store(method: string, [key, value]: unknown[]): unknown {
    const text = String(key)
    switch (method) {
      case 'get':
        return this.storage.get(text) ?? null
      case 'set':
        this.storage.set(text, String(value))
        return null
      case 'all':
        return new Map(this.storage)
      case 'remove':
        return this.storage.delete(text)
      default:
        this.storage.clear()
        return null
    }
  }

  #license(method: string, moduleId: number, clientId: string): unknown {
    const limit = this.#options.slots?.[moduleId]
    if (method === 'isEnabled') return limit === undefined || limit > 0
    const held = [...this.#taken].filter((slot) => slot.startsWith(`${moduleId}:`))
    const slot = `${moduleId}:${clientId}`
    if (!this.#taken.has(slot) && limit !== undefined && held.length >= limit)
      throw new InsufficientLicenseError(`module ${moduleId} has ${limit} places, all taken`, {
        data: { moduleId, limit },
      })
    this.#taken.add(slot)
    return null
  }

  #schedule(name: string, id: string, options: JobOptions): null {
    this.#allow('jobs')
    if (this.jobs.has(name))
      throw new ArgumentError(`the job ${name} is scheduled already`, { data: { argument: 'name' } })
    this.jobs.set(name, { id, options })
    return null
  }

  #registerSystem(id: string, { key, name, members }: FakeSystem): null {
    this.#allow('payments')
    if (key.trim() === '' || this.paymentSystems.has(key))
      throw new PaymentSystemRegistrationError(`Another payment processor with key ${key} was registered`)
    this.paymentSystems.set(key, { id, name, members })
    return null
  }

  #carry(method: string, args: unknown[]): unknown {
    if (method === 'handle') this.bus.set(String(args[0]), String(args[1]))
    if (method === 'subscribe') this.topics.push({ topic: String(args[0]), id: String(args[1]) })
    if (method === 'publish') this.published.push({ topic: String(args[0]), text: String(args[1]) })
    if (method === 'call') throw new NotSupportedError('the fake till has no other plugins')
    return method === 'list' ? [] : null
  }
}
