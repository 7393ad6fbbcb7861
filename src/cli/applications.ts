import { registerApplication, removeApplication, rotateSecret } from '../app/admin/applications.ts'
import type { AdminScope } from '../app/admin/audit.ts'
import type { App } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Print } from './print.ts'

type Desk = { app: App; scope: AdminScope; print: Print }

/** `trapeza application list` */
export async function listApplications({ app, scope, print }: Desk): Promise<void> {
  for (const { appId, name } of await app.storage.now.keys.apps(scope.tenantId)) print(`${appId}  ${name}`)
}

/** `trapeza application add NAME`: an application for tokens of the second version; prints its secret once. */
export async function addApplication({ app, scope, print }: Desk, name: string): Promise<void> {
  const { appId, clientSecret } = await registerApplication(app, scope, name)
  print(`appId ${appId}`)
  print(`clientSecret ${clientSecret}`)
  print('It is shown once; only its hash is kept. A token needs a key too.')
}

/** `trapeza application rotate ID`: a new secret; the old one ends at once. */
export async function renewApplication({ app, scope, print }: Desk, appId: Uuid): Promise<void> {
  const { clientSecret, name } = await rotateSecret(app, scope, appId)
  print(`clientSecret ${clientSecret}`)
  print(`It is shown once. The old secret of ${name} opens nothing any more.`)
}

/** `trapeza application revoke ID` */
export async function endApplication({ app, scope, print }: Desk, appId: Uuid): Promise<void> {
  const { name } = await removeApplication(app, scope, appId)
  print(`${name} gets no tokens any more`)
}
