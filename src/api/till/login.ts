import type { App } from '../../app/ports.ts'
import { permissionsOf } from '../../app/till/pin.ts'
import type { Permission } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { ownerOf, readShown } from './confirmation.ts'
import type { PlayedTill } from './played-till.ts'
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

/** Finds the owner of a PIN or of a card at a till and gives a token for the shift. */
export async function login(
  app: App,
  guard: PinGuard,
  played: PlayedTill,
  body: unknown,
): Promise<LoginView> {
  const { till } = played
  const employee = await ownerOf(app, guard, played, readShown(body))
  const catalog = await app.catalog(till.tenantId)
  const now = app.clock.now()
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
