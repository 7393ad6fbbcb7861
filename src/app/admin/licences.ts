/** What administrators do with licences; there is no vendor to ask (front §1.7). */
import type { App, Licence } from '../ports.ts'
import { type AdminScope, audited } from './audit.ts'
import { type FieldProblem, notFound, refuseProblems } from './problems.ts'

const moduleMax = 100
const seatsMax = 1_000_000

/** Gives a licence, or changes the one of the same module. */
export async function setLicence(app: App, scope: AdminScope, licence: Licence): Promise<void> {
  refuseProblems(problemsOf(licence))
  const { tenantId } = scope
  const note = { kind: 'licence.set', payload: licence, entity: 'licence', entityId: tenantId } as const
  const present = await find(app, scope, licence.module)
  await audited(app, scope, note, (tx) =>
    tx.licences.save(tenantId, { ...licence, module: present?.module ?? licence.module.trim() }),
  )
}

/** Takes a licence away: the module is ample again, or refused where the node is strict. */
export async function removeLicence(app: App, scope: AdminScope, module: string): Promise<void> {
  const { tenantId } = scope
  if (!(await find(app, scope, module)))
    throw notFound({ ru: `Лицензии ${module} нет`, en: `There is no licence of ${module}` })
  const note = {
    kind: 'licence.removed',
    payload: { module },
    entity: 'licence',
    entityId: tenantId,
  } as const
  await audited(app, scope, note, (tx) => tx.licences.remove(tenantId, module))
}

async function find(app: App, { tenantId }: AdminScope, module: string): Promise<Licence | undefined> {
  const name = module.trim().toLowerCase()
  return (await app.storage.now.licences.of(tenantId)).find((one) => one.module.toLowerCase() === name)
}

function problemsOf({ module, seats }: Licence): FieldProblem[] {
  const found: FieldProblem[] = []
  if (module.trim() === '' || module.length > moduleMax)
    found.push({ field: 'module', text: { ru: 'назовите модуль', en: 'name the module' } })
  if (seats !== null && !(Number.isInteger(seats) && seats >= 0 && seats <= seatsMax))
    found.push({
      field: 'seats',
      text: { ru: `целое число от 0 до ${seatsMax}`, en: `a whole number from 0 to ${seatsMax}` },
    })
  return found
}
