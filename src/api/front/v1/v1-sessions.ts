import { keyTrouble, reachesOrganization, reachesTerminalGroup } from '../../../app/cloud/login.ts'
import type { ApiKey } from '../../../app/ports.ts'
import { isUuid } from '../../../kernel/ids.ts'
import { badArgument, FrontFault, notEntered } from '../faults.ts'
import type { FrontWeb } from '../front-web.ts'
import type { PlayedTill } from '../played-till.ts'
import { type FrontSession, type Owner, type Scope, scopes } from '../sessions.ts'
import type { StaffDoor } from '../staff.ts'

/** A client says that it is there at least as often as this, or its seat is free again. */
const idleMs = 5 * 60_000
/** Modules whose seats connections of this surface take (front-api §1.7). */
const modules = [2050, 21005108, 21016318]

export type SessionView = { token: string; expiresAt: string; scopes: Scope[]; moduleId: number }

/** Sessions of `/v1`: a slot for each `clientId`, which the same client has again however often it comes (front-api §7.6). */
export class V1Sessions {
  readonly #web: FrontWeb
  readonly #staff: StaffDoor

  constructor(web: FrontWeb, staff: StaffDoor) {
    this.#web = web
    this.#staff = staff
  }

  /** Opens a session; refuses 400 naming the member, 401, 402, 403 and 429. */
  async open(
    played: PlayedTill,
    body: Readonly<Record<string, unknown>>,
    address: string,
  ): Promise<SessionView> {
    const { app, sessions } = this.#web
    const { clientId, moduleId = 2050 } = body
    if (typeof clientId !== 'string' || !isUuid(clientId)) throw badArgument('clientId must be a uuid')
    const module = modules.find((one) => one === moduleId)
    if (module === undefined) throw badArgument(`moduleId must be one of ${modules.join(', ')}`)
    const { owner, may } = await this.#enter(played, body, address)
    const wanted = wantedScopes(body['scopes'], may)
    const token = Buffer.from(app.random.bytes(32)).toString('base64url')
    const session = await sessions.open(token, {
      ...{ till: played.till, owner, module, idleMs },
      scopes: new Set(wanted),
      holder: `front ${module} ${played.till.terminalGroupId} ${clientId.toLowerCase()}`,
    })
    return { token, ...viewOf(session) }
  }

  /** The session of a token at a till, whose owner may still do what it says. Refuses 401, 402 and 403. */
  async use(played: PlayedTill, token: string, scope: Scope | null): Promise<FrontSession> {
    const session = await this.#web.sessions.use(token, played.till.terminalGroupId)
    if (!session || !(await this.#isWelcome(played, session.owner)))
      throw notEntered('The token is unknown or has ended: open a session')
    if (scope !== null && !session.scopes.has(scope))
      throw new FrontFault(403, 'PermissionDeniedException', `The session has no scope ${scope}`)
    return session
  }

  async #isWelcome(played: PlayedTill, owner: Owner): Promise<boolean> {
    if (owner.kind === 'employee') return (await this.#staff.rightsOf(played, owner.employeeId)) !== null
    if (owner.kind === 'licence') return true
    const key = await this.#web.app.storage.now.keys.byId(owner.keyId)
    return key !== null && this.#reaches(key, played)
  }

  async #enter(
    played: PlayedTill,
    { apiKey, pin }: Readonly<Record<string, unknown>>,
    address: string,
  ): Promise<{ owner: Owner; may: readonly Scope[] }> {
    if (typeof apiKey === 'string') {
      const key = await this.#web.app.storage.now.keys.byLogin(apiKey)
      if (!key || !this.#reaches(key, played))
        throw new FrontFault(
          401,
          'AuthenticationException',
          'The key is unknown, or does not reach this till',
        )
      return { owner: { kind: 'key', keyId: key.id }, may: scopes }
    }
    if (typeof pin !== 'string' || !/^\d{1,12}$/.test(pin))
      throw badArgument('apiKey or pin must be given as a text; a pin is of digits')
    const employee = await this.#staff.ownerOf(played, pin, address)
    const rights = await this.#staff.rightsOf(played, employee.id)
    const isCook = rights?.has('kitchen.bump') ?? false
    return {
      owner: { kind: 'employee', employeeId: employee.id },
      may: scopes.filter((scope) => scope !== 'kitchen:write' || isCook),
    }
  }

  #reaches(key: ApiKey, { till }: PlayedTill): boolean {
    const login = { key, appId: null }
    return (
      key.tenantId === till.tenantId &&
      keyTrouble(key, this.#web.app.clock.now()) === null &&
      reachesOrganization(login, till.organizationId) &&
      reachesTerminalGroup(login, till.terminalGroupId)
    )
  }
}

export const viewOf = ({ usedAt, idleMs: silence, scopes: own, module }: FrontSession) => ({
  expiresAt: new Date(usedAt + silence).toISOString(),
  scopes: [...own],
  moduleId: module,
})

/** What was asked for, else all that its owner may have. */
function wantedScopes(asked: unknown, may: readonly Scope[]): readonly Scope[] {
  if (asked === undefined || asked === null) return may
  const isList = Array.isArray(asked) && asked.every((one) => scopes.some((scope) => scope === one))
  if (!isList) throw badArgument(`scopes must be a list of ${scopes.join(', ')}`)
  const lacked = (asked as Scope[]).find((scope) => !may.includes(scope))
  if (lacked) throw new FrontFault(403, 'PermissionDeniedException', `The scope ${lacked} is not for you`)
  return asked as Scope[]
}
