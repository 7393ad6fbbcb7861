import { type Engine, openConnections } from './engine.ts'
import { errorText, StorageTrouble } from './trouble.ts'

const lowestVersion = 150_000

export type ExternalOptions = {
  databaseUrl: string
  /** How many connections its pool keeps at most; absent: 16. */
  poolMax?: number
}

/** A PostgreSQL that somebody else runs: a service of the operating system, a managed one, Patroni, Citus. */
export async function openExternal({ databaseUrl, poolMax }: ExternalOptions): Promise<Engine> {
  const connections = openConnections({ connectionString: databaseUrl }, poolMax)
  try {
    await checkServer(connections.pool)
  } catch (error) {
    await connections.close()
    throw error
  }
  return { kind: 'external', url: databaseUrl, ...connections }
}

async function checkServer(pool: Engine['pool']): Promise<void> {
  const { version, encoding } = await pool
    .query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    )
    .then((result) => result.rows[0] ?? { version: 0, encoding: '?' })
    .catch((error: unknown) => {
      // The address may hold a password, so only the driver's own words are repeated.
      throw new StorageTrouble('storage.unreachable', {
        ru: `База данных из DATABASE_URL не отвечает: ${errorText(error)}. Проверьте адрес, пароль и что сервер запущен.`,
        en: `The database of DATABASE_URL does not answer: ${errorText(error)}. Check the address, the password and that the server runs.`,
        cause: error,
      })
    })
  if (version < lowestVersion || encoding !== 'UTF8') {
    throw new StorageTrouble('storage.too-old', {
      ru: `Нужен PostgreSQL 15 или новее с кодировкой UTF8, а у этого сервера ${version} и ${encoding}.`,
      en: `PostgreSQL 15 or newer with encoding UTF8 is needed; this server has ${version} and ${encoding}.`,
    })
  }
}
