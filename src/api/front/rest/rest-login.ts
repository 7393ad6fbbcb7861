import { Refusal } from '../../../kernel/refusals.ts'
import { FrontFault, tooOften } from '../faults.ts'
import type { FrontWeb } from '../front-web.ts'
import { LoginPace } from '../login-pace.ts'
import type { PlayedTill } from '../played-till.ts'
import type { Owner, Scope } from '../sessions.ts'
import type { StaffDoor } from '../staff.ts'

/** A key lives so long without being used (front-api §7.1). */
const idleMs = 30 * 60_000
/** Licences that open the web API of the front; published examples use the first one (front-api §1.7). */
const webModule = 2050
const modules: ReadonlySet<number> = new Set([webModule, 21005108, 21016318])

/** A guid that nobody guesses: ids that are made in order could be. */
function keyFrom(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return [0, 8, 12, 16, 20].map((from, index) => hex.slice(from, [8, 12, 16, 20, 32][index])).join('-')
}

const wrongCode = (): FrontFault => new FrontFault(500, 'AuthenticationException', 'The code is wrong')

/**
 * `GET /api/login/{code}`: a key for a number of a licence module or for the PIN of somebody of the restaurant. The
 * original answers 500 both to a wrong code and when no connection is free.
 */
export class RestLogin {
  readonly #web: FrontWeb
  readonly #staff: StaffDoor
  readonly #pace = new LoginPace()

  constructor(web: FrontWeb, staff: StaffDoor) {
    this.#web = web
    this.#staff = staff
  }

  async login(played: PlayedTill, code: string, address: string): Promise<string> {
    const { app, sessions } = this.#web
    const { till } = played
    const waitMs = this.#pace.begin(`${till.terminalGroupId} ${address}`, app.clock.now())
    if (waitMs > 0) throw tooOften('Login is not allowed too often', waitMs)
    const { owner, module, isCook } = await this.#enter(played, code, address)
    const key = keyFrom(app.random.bytes(16))
    const scopes = new Set<Scope>(['monitoring', 'queue', ...(isCook ? (['kitchen:write'] as const) : [])])
    try {
      await sessions.open(key, { till, owner, scopes, module, holder: `web ${key}`, idleMs })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      throw new FrontFault(500, 'InsufficientLicenseException', error.message)
    }
    return key
  }

  async #enter(
    played: PlayedTill,
    code: string,
    address: string,
  ): Promise<{ owner: Owner; module: number; isCook: boolean }> {
    if (!/^\d{1,12}$/.test(code)) throw wrongCode()
    const module = Number(code)
    if (this.#web.options.login === 'module' && modules.has(module))
      return { owner: { kind: 'licence' }, module, isCook: false }
    try {
      const { id } = await this.#staff.ownerOf(played, code, address)
      const rights = await this.#staff.rightsOf(played, id)
      const isCook = rights?.has('kitchen.bump') ?? false
      return { owner: { kind: 'employee', employeeId: id }, module: webModule, isCook }
    } catch (error) {
      if (error instanceof Refusal) throw wrongCode()
      throw error
    }
  }
}
