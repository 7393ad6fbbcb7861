import { type Login, reachesOrganization } from '../../app/cloud/login.ts'
import { hasRight } from '../../app/cloud/rights.ts'
import type { App } from '../../app/ports.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import type { EnumerationGuard } from '../http/enumeration-guard.ts'
import type { KeyTokens } from '../http/key-tokens.ts'
import type { LoginGate } from '../http/login-gate.ts'
import type { LoginThrottle } from '../http/login-throttle.ts'
import { fault } from './faults.ts'
import type { BizServices } from './services.ts'
import type { Fields } from './wire/body.ts'
import type { Query } from './wire/query.ts'
import { writeJson } from './wire/write-json.ts'

/** What every call has. */
export type OpenCall = {
  app: App
  services: BizServices
  tokens: KeyTokens
  /** Of people of the portal (biz-card-api §2.3), by their accounts. */
  userTokens: KeyTokens
  /** Phones and cards that nobody has, by key (biz-card-api §1.8). */
  guesses: EnumerationGuard
  /** Codes of couriers that are tried one after another. */
  pins: LoginThrottle
  query: Query
  /** Segments of the path that its route leaves open, by their names. */
  path: Readonly<Record<string, string>>
  /** Of this call in journals and logs. */
  correlationId: Uuid
  baseUrl: string
  /** The client went away unanswered. */
  gone: AbortSignal
}

/** A call of somebody who has a token. */
export type Call = OpenCall & {
  login: Login
  catalog: Catalog
  /** Milliseconds that a till may take (biz-card-api §1.3). */
  timeoutMs: number
  /** The JSON object of the body; an empty body is an empty object (§1.2). */
  body: Fields
}

/** An organization that the login may use; others are forbidden (biz-card-api §2.6). */
export function organizationOf(
  { login, catalog }: Pick<Call, 'login' | 'catalog'>,
  id: Uuid,
): BookItem<'organization'> {
  const organization = reachesOrganization(login, id) ? catalog.living('organization', id) : undefined
  if (!organization?.body.isActive) throw fault(403, `Organization ${id} is not available for this API login`)
  return organization
}

/** Rights are named by the cloud's operations, so that one list of rights rules both (cloud-api §1.4). */
export function requireRight({ login }: Pick<Call, 'login'>, right: string): void {
  if (!hasRight(login.key.settings, right))
    throw fault(403, `Right ${right} is not allowed for this API login`)
}

/** An empty body with 200, as operations without a result answer (§1.5). */
export const nothing = Symbol('nothing')

/** An answer as it travels, for those that many ask for. */
export class Written {
  readonly bytes: Buffer
  constructor(answer: object) {
    this.bytes = Buffer.from(writeJson(answer))
  }
}

/** What a handler gives: an object, null, a text (with its quotes), what is {@link Written}, or {@link nothing}. */
export type Answer = object | string | null | typeof nothing
export type Handler = (call: Call) => Promise<Answer>
/** They know who asks by what they are given: a login with its password, or tokens of their own. */
export type StrangersCall = OpenCall & {
  /** Whoever guesses logins and passwords is slowed (§1.8). */
  gate: LoginGate
  /** Where the call comes from. */
  address: string
  /** They read their body themselves, be it an object or not. */
  value(): unknown
}
export type OpenHandler = (call: StrangersCall) => Promise<Answer>
