import type { App } from '../app/ports.ts'
import type { Print } from './print.ts'

/** Says why a command cannot be done. */
export class CommandRefused extends Error {}

/** `trapeza till add CODE`: gives a terminal group to a node of its own and prints how to start it. */
export async function addTill(app: App, code: string, print: Print): Promise<void> {
  for (const tenant of await app.storage.now.tenants.list()) {
    const catalog = await app.catalog(tenant.id)
    const group = catalog.all('terminalGroup').find((one) => !one.isDeleted && one.body.code === code)
    if (!group?.organizationId) continue
    const { tillOrders, tableOrders } = app.storage.now
    const open =
      (await tillOrders.countOpen(tenant.id, group.id)) + (await tableOrders.countOpen(tenant.id, group.id))
    if (open > 0) {
      throw new CommandRefused(
        `${group.body.name} has ${open} open orders here; close or cancel them first, a till of its own would not know them`,
      )
    }
    const token = Buffer.from(app.random.bytes(24)).toString('base64url')
    const peer = {
      id: app.random.uuid(),
      tenantId: tenant.id,
      organizationId: group.organizationId,
      terminalGroupId: group.id,
      name: group.body.name,
    }
    await app.storage.now.links.savePeer(peer, token)
    print(`${group.body.name} is played by a node of its own from now on. Start it with:`)
    print(`  npm start -- --roles till --data till-${code} --link ws://HOST:PORT/link --link-token ${token}`)
    print('The token is shown once; only its hash is kept.')
    return
  }
  throw new CommandRefused(`there is no terminal group with code ${code}`)
}
