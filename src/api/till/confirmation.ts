/** Somebody with a right lends it for one action: by PIN or card, as at iiko's till. */
import type { App } from '../../app/ports.ts'
import { employeeByCard } from '../../app/till/card.ts'
import { employeeByPin, permissionsOf } from '../../app/till/pin.ts'
import type { BookItem, Permission } from '../../domain/reference/books.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { PlayedTill } from './played-till.ts'
import { tooManyTries } from './problems.ts'
import type { PinGuard } from './sessions.ts'

/** What was shown at the till: a PIN, or a card that a reader typed. Refuses naming the field. */
export type Shown = { pin: string } | { card: string }

export function readShown(body: unknown): Shown {
  const { pin, card } = (body ?? {}) as { pin?: unknown; card?: unknown }
  if (card !== undefined) {
    if (typeof card !== 'string' || card.length < 4 || card.length > 200)
      throw refuse('request.field-invalid', { field: 'card', message: 'must be the text of a card' })
    return { card }
  }
  if (typeof pin !== 'string' || !/^\d{1,12}$/.test(pin))
    throw refuse('request.field-invalid', { field: 'pin', message: 'must be digits' })
  return { pin }
}

/** Whose it is. Refuses `access.pin-unknown`, and too many wrong tries. */
export async function ownerOf(
  app: App,
  guard: PinGuard,
  { till }: PlayedTill,
  shown: Shown,
): Promise<BookItem<'employee'>> {
  const waitMs = guard.begin(till.terminalGroupId, app.clock.now())
  if (waitMs > 0) throw tooManyTries(Math.ceil(waitMs / 1000))
  const catalog = await app.catalog(till.tenantId)
  const { organizationId } = till
  const employee =
    'pin' in shown
      ? await employeeByPin(catalog, organizationId, shown.pin)
      : await employeeByCard(catalog, organizationId, shown.card)
  guard.right(till.terminalGroupId)
  return employee
}

/** Who lends the right; refuses `access.permission-denied` where they do not have it either. */
export async function confirmerOf(
  app: App,
  guard: PinGuard,
  played: PlayedTill,
  { confirmation, permission }: { confirmation: unknown; permission: Permission },
): Promise<BookItem<'employee'>> {
  const employee = await ownerOf(app, guard, played, readShown(confirmation))
  const owned = permissionsOf(await app.catalog(played.till.tenantId), employee.body)
  if (!owned.has(permission))
    throw refuse('access.permission-denied', { employee: employee.body.name, permission })
  return employee
}
