import type { App } from '../../app/ports.ts'
import { employeeByPin, permissionsOf } from '../../app/till/pin.ts'
import type { Permission } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { PlayedTill } from './played-till.ts'
import { tooManyTries } from './problems.ts'
import { issueTillToken, type PinGuard } from './sessions.ts'

export type LoginView = {
  token: string
  employee: { id: string; name: string; permissions: Permission[] }
  till: {
    code: string
    name: string
    nameEn: string | null
    organizationName: string
    timeZone: string
    currency: { isoName: string; scale: number }
  }
}

/** Finds the owner of a PIN at a till and gives a token for the shift. */
export async function login(
  app: App,
  guard: PinGuard,
  played: PlayedTill,
  body: unknown,
): Promise<LoginView> {
  const { till } = played
  const now = app.clock.now()
  const catalog = await app.catalog(till.tenantId)
  const employee = await tryPin(guard, played, body, now, (pin) =>
    employeeByPin(catalog, till.organizationId, pin),
  )
  return {
    token: await issueTillToken(app.storage.node.secret, employee.id, till.terminalGroupId, now),
    employee: {
      id: employee.id,
      name: employee.body.name,
      permissions: [...permissionsOf(catalog, employee.body)],
    },
    till: tillOf(catalog, played),
  }
}

/** Reads the PIN of a request and tries it, not faster than the till's guard allows. */
export async function tryPin<Owner>(
  guard: PinGuard,
  { till }: PlayedTill,
  body: unknown,
  now: number,
  ownerOf: (pin: string) => Promise<Owner>,
): Promise<Owner> {
  const { pin } = (body ?? {}) as { pin?: unknown }
  if (typeof pin !== 'string' || !/^\d{1,12}$/.test(pin))
    throw refuse('request.field-invalid', { field: 'pin', message: 'must be digits' })
  const waitMs = guard.begin(till.terminalGroupId, now)
  if (waitMs > 0) throw tooManyTries(Math.ceil(waitMs / 1000))
  const owner = await ownerOf(pin)
  guard.right(till.terminalGroupId)
  return owner
}

/** The till as its screens name it. */
export function tillOf(catalog: Catalog, { till, code }: PlayedTill): LoginView['till'] {
  const organization = catalog.living('organization', till.organizationId)?.body
  const group = catalog.living('terminalGroup', till.terminalGroupId)?.body
  return {
    code,
    name: group?.name ?? code,
    nameEn: group?.nameEn ?? null,
    organizationName: organization?.name ?? '',
    timeZone: group?.timeZone ?? organization?.timeZone ?? 'UTC',
    currency: {
      isoName: organization?.currency.isoName ?? '',
      scale: organization?.currency.scale ?? 2,
    },
  }
}
