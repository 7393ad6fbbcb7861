import { AdminProblem, notFound } from '../../../app/admin/problems.ts'
import type { Operator } from '../../../app/call-centre/operator.ts'
import type { PhoneCalls } from '../../../app/call-centre/ringing-calls.ts'
import type { App } from '../../../app/ports.ts'
import type { BookItem, Permission } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { permissionWords } from '../../http/permission-words.ts'
import { DoorProblem } from '../problems.ts'

/** What the door needs besides the core; `main` wires it. */
export type CallCentreServices = {
  /** This node is a call centre's server: it owns orders until tills have them (biz-card-api §16). */
  isLegacyRoute: boolean
  phoneCalls: PhoneCalls
  /** Hears that what is shown of orders may have changed; call the answer to stop. */
  onChanged(listener: () => void): () => void
  report(error: unknown): void
}

export type CallCentreOptions = { app: App; services: CallCentreServices }

/** One request of an operator who is logged in. */
export type OperatorCall = {
  app: App
  services: CallCentreServices
  operator: Operator
  catalog: Catalog
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, unknown>>
  body: unknown
}

export type OperatorRoute = {
  method: 'GET' | 'POST'
  /** Below `/callcentre/api`. */
  path: string
  /** Besides working here at all. */
  needs?: Permission
  handle: (call: OperatorCall) => Promise<unknown>
}

/** A restaurant where the operator works; of any other there is none. */
export function organizationOf({ operator }: OperatorCall, id: unknown): BookItem<'organization'> {
  const found = operator.organizations.find((one) => one.id === String(id ?? '').toLowerCase())
  if (!found) throw notFound({ ru: 'Такого ресторана у вас нет', en: 'You have no such restaurant' })
  return found
}

/** An id of the path. */
export function idOf({ params }: OperatorCall): Uuid {
  const id = (params['id'] ?? '').toLowerCase()
  if (!isUuid(id)) throw notFound({ ru: 'Здесь ничего нет', en: 'There is nothing here' })
  return id
}

export const rightMissing = (right: Permission): DoorProblem =>
  new DoorProblem(403, 'right-missing', {
    ru: `Для этого нужно право ${permissionWords[right].ru}`,
    en: `This needs the right to ${permissionWords[right].en}`,
  })

export const conflict = (text: { ru: string; en: string }): AdminProblem => new AdminProblem('conflict', text)
