import { startTestServer } from './database.ts'

/** Once per `vitest` run, for every suite that needs a database. */
export default async function setup(): Promise<() => Promise<void>> {
  const server = await startTestServer()
  return () => server.close()
}
