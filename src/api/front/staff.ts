import type { App } from '../../app/ports.ts'
import { employeeByPin, permissionsOf } from '../../app/till/pin.ts'
import type { BookItem, Permission } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { LoginThrottle } from '../http/login-throttle.ts'
import { tooOften } from './faults.ts'
import type { PlayedTill } from './played-till.ts'

/** Wrong PINs from one address, and from all of them at one till, before a door closes for a while. */
const triesOfTill = 30

/** Finds the owners of PINs, and slows those who guess. */
export class StaffDoor {
  readonly #app: App
  readonly #ofAddress = new LoginThrottle()
  readonly #ofTill = new LoginThrottle(triesOfTill)

  constructor(app: App) {
    this.#app = app
  }

  /** Whose PIN it is. Refuses `access.pin-unknown`, and with 429 who tries too many. */
  async ownerOf({ till }: PlayedTill, pin: string, address: string): Promise<BookItem<'employee'>> {
    const doors = [`${till.terminalGroupId} ${address}`]
    const tills = [till.terminalGroupId]
    const now = this.#app.clock.now()
    const waitMs = Math.max(this.#ofAddress.waitOf(doors, now), this.#ofTill.waitOf(tills, now))
    if (waitMs > 0) throw tooOften('Too many wrong PINs', waitMs)
    // Counted before the PIN is looked at, so that many at once are no more tries than one after the other.
    this.#ofAddress.wrong(doors, now)
    this.#ofTill.wrong(tills, now)
    const employee = await employeeByPin(await this.#app.catalog(till.tenantId), till.organizationId, pin)
    this.#ofAddress.right(doors)
    this.#ofTill.right(tills)
    return employee
  }

  /** What somebody of the restaurant may do now; null: they work here no more. */
  async rightsOf({ till }: Pick<PlayedTill, 'till'>, id: Uuid): Promise<Set<Permission> | null> {
    const catalog = await this.#app.catalog(till.tenantId)
    const employee = catalog.living('employee', id)
    if (!employee?.body.organizationIds.includes(till.organizationId)) return null
    return permissionsOf(catalog, employee.body)
  }
}
