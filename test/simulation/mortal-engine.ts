import { type Connections, openConnections } from '../../src/storage/engines/engine.ts'
import type { Engine } from '../../src/storage/engines/index.ts'
import { KeptSessions, type LentClient } from './kept-sessions.ts'

/** The connections of one incarnation of a node; they can be cut as a `kill -9` cuts them. */
export type MortalEngine = Engine & {
  /** Ends everything in the middle of whatever it does; transactions that have not committed never will. */
  kill(): Promise<void>
}

const sessionsOf = new Map<string, KeptSessions>()

/** Few: nodes of a world do not do much at a time. */
const poolMax = 3

export function openMortal(databaseUrl: string): MortalEngine {
  const sessions = sessionsOf.get(databaseUrl) ?? new KeptSessions(databaseUrl)
  sessionsOf.set(databaseUrl, sessions)
  const lent = new Set<LentClient>()
  const Client = sessions.clientClass((client) => lent.add(client))
  const connections: Connections = openConnections({ connectionString: databaseUrl, Client }, poolMax)
  return {
    ...{ kind: 'external', url: databaseUrl },
    ...connections,
    async kill() {
      // No new statement from here on; what is under way is cut on the server's side, where nobody can answer it any more.
      const closed = connections.close()
      await Promise.all([...lent].map((client) => client.die()))
      await closed
    },
  }
}

/** Nobody will open an engine on the database again. */
export async function forgetSessions(databaseUrl: string): Promise<void> {
  await sessionsOf.get(databaseUrl)?.close()
  sessionsOf.delete(databaseUrl)
}
