import type { AdminScope } from '../app/admin/audit.ts'
import { removeLicence, setLicence } from '../app/admin/licences.ts'
import type { App } from '../app/ports.ts'
import { CommandRefused } from './add-till.ts'
import { expiryText, readExpiry } from './dates.ts'
import type { Print } from './print.ts'

type Desk = { app: App; scope: AdminScope; print: Print }
type ModuleState = {
  name: string
  ids: readonly number[]
  isValid: boolean
  seats: number | null
  expiresAt: number | null
}
/** What a node makes of the licences: modules that have none are ample or refused. */
export type LicenceView = { mode: string; state(tenantId: string): Promise<ModuleState[]> }

/** `trapeza licences list`: what each module may do, then the licences that say so. */
export async function listLicences({ app, scope, print }: Desk, view: LicenceView): Promise<void> {
  print(`mode ${view.mode}: a module without a licence is ${view.mode === 'strict' ? 'refused' : 'ample'}`)
  for (const { name, ids, isValid, seats, expiresAt } of await view.state(scope.tenantId)) {
    const until = isValid || expiresAt !== null ? expiryText(expiresAt, app.clock.now()) : 'no licence'
    const numbers = ids.length > 0 ? ` [${ids.join(', ')}]` : ''
    print(`  ${isValid ? 'open  ' : 'closed'}  ${name}${numbers}  seats ${seats ?? 'not counted'}  ${until}`)
  }
  const own = await app.storage.now.licences.of(scope.tenantId)
  print(own.length === 0 ? 'no licences are kept' : 'licences:')
  for (const { module, seats, expiresAt } of own) {
    print(`  ${module}  seats ${seats ?? 'not counted'}  ${expiryText(expiresAt, app.clock.now())}`)
  }
}

/** `trapeza licences set MODULE`: a licence by the name or a number of a module, or of package Cloud. */
export async function giveLicence(
  { app, scope, print }: Desk,
  module: string,
  { seats, expires }: { seats: string; expires: string },
): Promise<void> {
  const licence = { module, seats: seatsOf(seats), expiresAt: readExpiry(expires) }
  await setLicence(app, scope, licence)
  const count = licence.seats === null ? 'as many as wanted' : licence.seats
  print(`${module}: seats ${count}, ${expiryText(licence.expiresAt, app.clock.now())}`)
  print('A running server knows within half a minute.')
}

/** `trapeza licences remove MODULE` */
export async function takeLicence({ app, scope, print }: Desk, module: string): Promise<void> {
  await removeLicence(app, scope, module)
  print(`the licence of ${module} is removed`)
}

function seatsOf(text: string): number | null {
  if (text === 'unlimited') return null
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new CommandRefused(`--seats ${text}: a number or "unlimited" is expected`)
}
