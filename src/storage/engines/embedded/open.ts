import { resolve } from 'node:path'
import { closing } from '../../../kernel/closing.ts'
import { type Connections, type Engine, type OnProgress, openConnections } from '../engine.ts'
import { errorCode } from '../trouble.ts'
import { chooseAccount } from './account.ts'
import { prepareBinaries } from './binaries.ts'
import { prepareCluster, role } from './cluster.ts'
import { takeLock } from './lock.ts'
import { makeHome, type Places, placesOf } from './places.ts'
import { clearPreviousServer, signalOrphan } from './previous-server.ts'
import { type Server, startServer } from './server.ts'
import { defaultSettings, type Settings } from './settings.ts'
import { makeSocketDirectory, removeSocketDirectory, socketPort } from './socket.ts'

export type EmbeddedOptions = {
  dataDir: string
  onProgress?: OnProgress
  /** For tests: other settings of the server, no setpriv, another list of accounts, another folder of binaries. */
  settings?: Settings
  diesWithUs?: boolean
  passwdFile?: string
  native?: string
}

export type EmbeddedEngine = Engine & {
  readonly kind: 'embedded'
  /** The pid of the server, undefined while it is being started anew. */
  serverPid(): number | undefined
}

const databaseName = 'trapeza'
const missingDatabase = '3D000'

/** Opens the database of a data directory, making it at the first time, and holds the directory until close(). */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedEngine> {
  const places = placesOf(resolve(options.dataDir))
  makeHome(places)
  const lock = await takeLock({
    file: places.lock,
    signalOrphan: (signal) => signalOrphan(places.cluster, signal),
  })
  try {
    const { server, socketDirectory } = await start(places, lock.fd, options)
    const config = { host: socketDirectory, port: socketPort, user: role, database: databaseName }
    const connections = openConnections(config)
    try {
      await makeSureOfDatabase(connections, config)
    } catch (error) {
      await connections.close()
      await server.stop()
      throw error
    }
    const close = once(async () => {
      await connections.close()
      await server.stop()
      removeSocketDirectory(places.socketLink)
      lock.release()
    })
    return { kind: 'embedded', url: urlOf(config), ...connections, close, serverPid: server.pid }
  } catch (error) {
    removeSocketDirectory(places.socketLink)
    lock.release()
    throw error
  }
}

type Started = { server: Server; socketDirectory: string }

async function start(places: Places, lockFd: number, options: EmbeddedOptions): Promise<Started> {
  const { onProgress = () => {}, native, passwdFile } = options
  const account = chooseAccount({ cluster: places.cluster, ...(passwdFile && { passwdFile }) })
  const binaries = await prepareBinaries({
    account,
    copies: places.binaries,
    onProgress,
    ...(native && { native }),
  })
  await prepareCluster({ places, account, binaries, onProgress })
  await clearPreviousServer({ cluster: places.cluster, onProgress })
  const socketDirectory = makeSocketDirectory(places.socketLink, account)
  const settings = { ...defaultSettings, ...options.settings }
  const server = await startServer({
    places,
    account,
    binaries,
    settings,
    diesWithUs: options.diesWithUs ?? true,
    socketDirectory,
    lockFd,
    onProgress,
  })
  return { server, socketDirectory }
}

type Address = { host: string; port: number; user: string; database: string }

// At the first start, and after a start that was killed before it came to this.
async function makeSureOfDatabase({ pool }: Connections, config: Address): Promise<void> {
  try {
    await pool.query('select 1')
  } catch (error) {
    if (errorCode(error) !== missingDatabase) throw error
    const maintenance = openConnections({ ...config, database: 'postgres' })
    await closing(maintenance, () => maintenance.pool.query(`create database ${databaseName}`))
    await pool.query('select 1')
  }
}

function urlOf({ host, port, user, database }: Address): string {
  return `postgres://${user}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`
}

function once(action: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= action()
    return running
  }
}
