/** Applications of integrators: with a key they get a token of the second version (cloud-api §1.2). */
import type { Uuid } from '../../kernel/ids.ts'
import type { ApiApp, App } from '../ports.ts'
import { type AdminScope, audited } from './audit.ts'
import { notFound, refuseProblems } from './problems.ts'

/** An application with its secret, which nobody can read again. */
export type NewApplication = ApiApp & { clientSecret: string }

const nameMax = 100
const newSecret = (app: App): string => Buffer.from(app.random.bytes(32)).toString('base64url')

export async function registerApplication(
  app: App,
  scope: AdminScope,
  name: string,
): Promise<NewApplication> {
  const isGood = name.trim() !== '' && name.length <= nameMax
  const text = { ru: `название от 1 до ${nameMax} знаков`, en: `a name of 1 to ${nameMax} characters` }
  refuseProblems(isGood ? [] : [{ field: 'name', text }])
  return save(app, scope, { appId: app.random.uuid(), name }, 'application.registered')
}

/** Gives a new secret; the old one ends at once, tokens made with it live out their hour. */
export async function rotateSecret(app: App, scope: AdminScope, appId: Uuid): Promise<NewApplication> {
  return save(app, scope, await applicationOf(app, scope, appId), 'application.secretRotated')
}

export async function removeApplication(app: App, scope: AdminScope, appId: Uuid): Promise<ApiApp> {
  const found = await applicationOf(app, scope, appId)
  const note = { kind: 'application.removed', payload: { name: found.name } }
  await audited(app, scope, { ...note, entity: 'application', entityId: appId }, (tx) =>
    tx.keys.removeApp(scope.tenantId, appId),
  )
  return found
}

async function applicationOf(app: App, { tenantId }: AdminScope, appId: Uuid): Promise<ApiApp> {
  const found = (await app.storage.now.keys.apps(tenantId)).find((one) => one.appId === appId)
  if (found) return found
  throw notFound({ ru: `Приложения ${appId} нет`, en: `There is no application ${appId}` })
}

async function save(app: App, scope: AdminScope, one: ApiApp, kind: string): Promise<NewApplication> {
  const clientSecret = newSecret(app)
  const note = { kind, payload: { name: one.name }, entity: 'application', entityId: one.appId } as const
  await audited(app, scope, note, (tx) => tx.keys.saveApp({ ...one, clientSecret, tenantId: scope.tenantId }))
  return { ...one, clientSecret }
}
