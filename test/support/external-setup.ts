import { startTestServer } from './database.ts'
import { startExternalServer } from './external-server.ts'

/** Once per run of the external suite: every database of its tests lies on a server that we did not launch. */
export default async function setup(): Promise<() => Promise<void>> {
  const external = await startExternalServer()
  process.env['TEST_DATABASE_URL'] = external.url
  const server = await startTestServer()
  return async () => {
    await server.close()
    delete process.env['TEST_DATABASE_URL']
    await external.stop()
  }
}
