/** Credentials of the staff (front-api §2.2): opaque to plugins, bound to one employee and one caller. */
import type { BookItem } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'
import { employeeByPin } from '../till/pin.ts'
import type { Till } from '../till/till-command.ts'
import { type ExceptionName, FrontException } from './exceptions.ts'
import type { Actor } from './front-caller.ts'
import { rightsOf } from './model/staff.ts'

type Issued = { caller: string; employeeId: Uuid; pinHash: string | null }

/** A PIN has four digits: nobody may try them all. */
const triesMax = 5
const restMs = 60_000
const issuedMax = 10_000

/** In memory: after a restart everybody shows their PIN again. */
export class Credentials {
  readonly #app: App
  readonly #till: Till
  readonly #issued = new Map<string, Issued>()
  readonly #failures = new Map<string, { count: number; last: number }>()

  constructor(app: App, till: Till) {
    this.#app = app
    this.#till = till
  }

  /** Credentials of whoever has the PIN. Rejects with `AuthenticationException`, and for a minute after five of them. */
  async byPin(caller: string, pin: string): Promise<string> {
    const now = this.#app.clock.now()
    const failed = this.#failures.get(caller)
    const isResting = failed !== undefined && failed.count >= triesMax && now - failed.last < restMs
    if (isResting) throw new FrontException('AuthenticationException')
    try {
      const catalog = await this.#app.catalog(this.#till.tenantId)
      const employee = await employeeByPin(catalog, this.#till.organizationId, pin)
      this.#failures.delete(caller)
      return this.#issue(caller, employee)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const count = failed && now - failed.last < restMs ? failed.count + 1 : 1
      this.#failures.set(caller, { count, last: now })
      throw new FrontException('AuthenticationException')
    }
  }

  /** Whose they are. Rejects with `UserSessionInvalidException` once the person left or has another PIN. */
  async actor(caller: string, credentials: string): Promise<Actor> {
    const issued = this.#issued.get(credentials)
    const catalog = await this.#app.catalog(this.#till.tenantId)
    const employee = catalog.living('employee', issued?.employeeId)
    const isValid = issued?.caller === caller && employee?.body.pinHash === issued.pinHash
    if (!employee || !isValid) throw new FrontException(invalid)
    return { employeeId: employee.id, name: employee.body.name, rights: rightsOf(catalog, employee) }
  }

  /** The caller is gone, and what it was given with it. */
  forget(caller: string): void {
    for (const [token, issued] of this.#issued) if (issued.caller === caller) this.#issued.delete(token)
  }

  #issue(caller: string, employee: BookItem<'employee'>): string {
    const token = this.#app.random.uuid()
    this.#issued.set(token, { caller, employeeId: employee.id, pinHash: employee.body.pinHash })
    const [oldest] = this.#issued.keys()
    if (this.#issued.size > issuedMax && oldest) this.#issued.delete(oldest)
    return token
  }
}

const invalid: ExceptionName = 'UserSessionInvalidException'
