import { chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode, StorageTrouble } from '../trouble.ts'

/** Where the embedded database keeps its things under the data directory of the node. */
export type Places = {
  /** DATA/database */
  home: string
  /** The cluster: PostgreSQL's own directory, of the account that runs it, mode 0700. */
  cluster: string
  /** A finished cluster is renamed from here, so a half-made one never looks finished. */
  unfinishedCluster: string
  binaries: string
  lock: string
  log: string
  /** A symbolic link to the directory of the socket, which has to live under a short path. */
  socketLink: string
}

export function placesOf(dataDir: string): Places {
  const home = join(dataDir, 'database')
  return {
    home,
    cluster: join(home, 'cluster'),
    unfinishedCluster: join(home, 'cluster.unfinished'),
    binaries: join(home, 'binaries'),
    lock: join(home, 'lock'),
    log: join(home, 'postgres.log'),
    socketLink: join(home, 'socket'),
  }
}

const readme = `Встроенная база данных Trapeza (PostgreSQL). The embedded database of Trapeza (PostgreSQL).

cluster/      данные; не копируйте и не правьте их при работающей программе, для копий есть \`trapeza backup\`
              the data; do not copy or edit it while the program runs, \`trapeza backup\` makes copies
lock          кто сейчас держит базу; файл не удаляйте / who holds the database now; leave the file alone
postgres.log  журнал сервера базы / the log of the database server
socket        каталог сокета, пока база работает: psql -h socket -U trapeza trapeza
              the directory of the socket while the database runs
binaries/     копия программ PostgreSQL, если учётной записи базы не видны исходные; можно удалить при остановке
              a copy of PostgreSQL's programs when its account cannot reach the originals; may go while stopped
`

export function makeHome(places: Places): void {
  try {
    mkdirSync(places.home, { recursive: true })
    writeFileSync(join(places.home, 'README.txt'), readme)
  } catch (error) {
    throw notWritable(places.home, error)
  }
}

export function notWritable(path: string, error: unknown): StorageTrouble {
  const code = errorCode(error) ?? String(error)
  return new StorageTrouble('storage.not-permitted', {
    ru: `Не могу писать в ${path} (${code}). Отдайте каталог этому пользователю или выберите другой ключом --data.`,
    en: `Cannot write to ${path} (${code}). Give the directory to this user or choose another one with --data.`,
    cause: error,
  })
}

/** A directory of the database's account that nobody else enters. */
export function makePrivateDirectory(path: string, owner: { uid?: number; gid?: number }): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(path, owner.uid, owner.gid)
}
