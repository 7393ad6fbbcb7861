/** Logins, attendance, clients and messages (front-api §2.4, §2.9, §2.10, §5.4). */

import type { Uuid } from '../../../kernel/ids.ts'
import { Refusal } from '../../../kernel/refusals.ts'
import type { GuestPicture } from '../../ports.ts'
import { findAtTill, type GuestQuery } from '../../till/paying/till-guests.ts'
import { FrontException, notFound } from '../exceptions.ts'
import type { FrontOperation } from '../front-operation.ts'
import { type Client, clientOf } from '../model/clients.ts'
import { userOf } from '../model/staff.ts'
import { runOne } from '../run-one.ts'
import { type Asking, directory, operation } from './define.ts'

/** A guest by what a cashier would type; undefined: nobody knows them. */
async function clientBy({ door }: Asking, query: GuestQuery): Promise<Client | undefined> {
  try {
    return clientOf((await findAtTill(door.app, door.till, query)).picture)
  } catch (error) {
    if (error instanceof Refusal) return undefined
    throw error
  }
}

async function clientById({ door: { app, till } }: Asking, id: Uuid): Promise<Client | undefined> {
  const picture: GuestPicture | null = await app.storage.now.loyaltyGuests.picture(till.tenantId, { id })
  return picture && !picture.guest.isDeleted ? clientOf(picture) : undefined
}

/** Names lie sealed, each for itself (ADR 4): guests are found by a whole phone or the number of a card. */
async function searchClients(asking: Asking): Promise<Client[]> {
  const text = asking.args.text('query', 200)
  const fields = asking.args.optionalWhole('fields', 1, 31) ?? 31
  const queries: GuestQuery[] = [
    ...(fields & 8 ? [{ by: 'phone', text } as const] : []),
    ...(fields & 2 ? [{ by: 'card', text } as const] : []),
  ]
  if (queries.length === 0)
    throw new FrontException('NotSupportedException', {
      operation: 'searchClients',
      why: 'names and addresses lie sealed; search by phone or card number',
    })
  const found = await Promise.all(queries.map((query) => clientBy(asking, query)))
  return [...new Map(found.flatMap((client) => (client ? [[client.id, client] as const] : []))).values()]
}

/** Whose attendance it is: somebody named, or who asks. */
function attendant({ caller, args }: Asking): Uuid {
  const employeeId = args.optionalId('user') ?? caller.actor?.employeeId
  return employeeId ?? args.refuse('user', 'is required where nobody of the staff asks')
}

/** For others it takes a right of its own (front-api, appendix A: F_OPIN, F_KIS). */
function checkAttendance({ caller }: Asking, employeeId: Uuid): void {
  const { actor } = caller
  if (actor && actor.employeeId !== employeeId && !actor.rights.has('personal-shifts.manage'))
    throw new FrontException('PermissionDeniedException', { codes: ['F_OPIN'] })
}

async function attend(asking: Asking, isComing: boolean): Promise<boolean> {
  const { door, caller, args } = asking
  const employeeId = attendant(asking)
  checkAttendance(asking, employeeId)
  const request = isComing
    ? ({
        kind: 'personalShift.open',
        personalShiftId: door.app.random.uuid(),
        employeeId,
        roleId: args.optionalId('role'),
      } as const)
    : ({ kind: 'personalShift.close', employeeId } as const)
  // The right was looked at here: one's own attendance needs none.
  await runOne(door, { ...caller, actor: null }, request)
  return true
}

const tell = async ({ door, caller, args }: Asking): Promise<void> => {
  const text = args.text('message', 1000)
  if (text.trim() === '') args.refuse('message', 'must say something')
  const source = args.optionalText('sender', 255) ?? caller.name
  await runOne(door, { ...caller, actor: null }, { kind: 'notice.show', orderId: null, source, text })
}

export const peopleOperations: readonly FrontOperation[] = [
  operation('authenticateByPin', 'staff:read', async ({ door, caller, args }) => ({
    credentials: await door.credentials.byPin(caller.name, args.text('pin', 20)),
  })),
  operation('getDefaultCredentials', null, () => ({ credentials: null })),
  operation('getUser', 'staff:read', async ({ door, caller, args, place }) => {
    const token = args.text('credentials', 100)
    const { employeeId } = await door.credentials.actor(caller.name, token)
    const item = place.catalog.find('employee', employeeId)
    if (!item) throw notFound('User', employeeId)
    const open = await door.app.storage.now.shifts.openPersonalShifts(
      place.catalog.tenantId,
      place.organizationId,
    )
    return userOf(place, item, new Set(open.map((shift) => shift.employeeId)))
  }),
  operation('openPersonalSession', 'staff:write', (asking) => attend(asking, true)),
  operation('closePersonalSession', 'staff:write', (asking) => attend(asking, false)),
  ...directory<Client>({
    entity: 'Client',
    list: null,
    needs: 'clients:read',
    all: () => [],
    byId: clientById,
  }),
  operation('searchClients', 'clients:read', searchClients),
  operation('tryGetClientByPhone', 'clients:read', (asking) =>
    clientBy(asking, { by: 'phone', text: asking.args.text('phone', 40) }),
  ),
  operation('tryGetClientByCardNumber', 'clients:read', (asking) =>
    clientBy(asking, { by: 'card', text: asking.args.text('cardNumber', 250) }),
  ),
  operation('addNotificationMessage', 'notices', tell),
  operation('addWarningMessage', 'notices', tell),
  operation('addErrorMessage', 'notices', tell),
]
