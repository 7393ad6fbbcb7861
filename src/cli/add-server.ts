import type { App, ServerPeer } from '../app/ports.ts'
import type { Uuid } from '../kernel/ids.ts'
import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

export type ServerFlags = { callcentre?: boolean; portal?: boolean }

/**
 * `trapeza server add`: lets another server dial this one, a chain or the portal, and prints how to start it (ADR 38).
 * A restaurant's server is named by the restaurant's code; a call centre's dials the chain and the portal by a token each.
 */
export async function addServer(
  app: App,
  tenantId: Uuid,
  code: string | undefined,
  { callcentre, portal }: ServerFlags,
  print: Print,
): Promise<void> {
  const peer = callcentre || portal ? aCallCentre(app, tenantId, portal) : await anOutlet(app, tenantId, code)
  const token = Buffer.from(app.random.bytes(24)).toString('base64url')
  await app.storage.now.serverLines.savePeer(peer, token, app.clock.now())
  print(`${peer.name} may dial this server from now on:`)
  const flag = peer.line === 'portal' ? 'portal' : 'chain'
  const roles = peer.line === 'outlet' ? 'server' : 'callcentre'
  print(`  npm start -- --roles ${roles} --data DIR --${flag} ws://HOST:PORT --${flag}-token ${token}`)
  print('The token is shown once; only its hash is kept.')
}

const aCallCentre = (app: App, tenantId: Uuid, isPortal = false): ServerPeer => ({
  ...{ id: app.random.uuid(), tenantId, organizationId: null },
  line: isPortal ? 'portal' : 'callcentre',
  name: 'The call centre',
})

async function anOutlet(app: App, tenantId: Uuid, code: string | undefined): Promise<ServerPeer> {
  const restaurants = (await app.catalog(tenantId)).all('organization').filter(({ isDeleted }) => !isDeleted)
  const restaurant = restaurants.find(({ id, body }) => body.code === code || id === code)
  if (!restaurant) {
    const codes = restaurants.map(({ body }) => body.code).join(', ')
    throw new CommandRefused(`there is no restaurant with code ${code ?? '-'}; there are: ${codes}`)
  }
  const { id: organizationId, body } = restaurant
  return { id: app.random.uuid(), tenantId, line: 'outlet', organizationId, name: body.name }
}
