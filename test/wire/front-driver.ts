import { aPickup, demoLogin, placeThroughCloud } from '../support/orders.ts'
import type { TestServer } from '../support/start-server.ts'

/** A pickup of two bowls of borscht at the till of Pokrovka, placed through the cloud; gives its id. */
export async function aDelivery(server: TestServer): Promise<string> {
  const { app } = server.node
  const { organizationId, terminalGroupId } = server.till('pokrovka')
  const request = aPickup(app, server.chain, { organizationId, terminalGroupId })
  const id = await placeThroughCloud(app, await demoLogin(app, server.chain), request)
  await server.settle()
  return id
}
