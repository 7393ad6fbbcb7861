import { existsSync, lchownSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { closing } from '../../../kernel/closing.ts'
import type { OnProgress } from '../engine.ts'
import { errorText, StorageTrouble } from '../trouble.ts'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { makePrivateDirectory, type Places } from './places.ts'
import { canEnter } from './reach.ts'
import { run } from './run.ts'

export type ClusterQuestion = { places: Places; account: Account; binaries: Binaries; onProgress: OnProgress }

export const role = 'trapeza'

/** Makes the cluster if there is none, and sees to it that the account owns it. */
export async function prepareCluster(question: ClusterQuestion): Promise<void> {
  const { places, account, binaries, onProgress } = question
  rmSync(places.unfinishedCluster, { recursive: true, force: true })
  if (!existsSync(places.cluster)) {
    onProgress({ ru: 'Создаю встроенную базу данных…', en: 'Creating the embedded database…' })
    await makeCluster(question)
    return
  }
  giveTo(places.cluster, account)
  const major = Number(readFileSync(join(places.cluster, 'PG_VERSION'), 'utf8'))
  if (major !== binaries.major) throw otherMajor(places.cluster, major, binaries.major)
}

/**
 * What PostgreSQL is told as its directory. It is started inside of the cluster, and under a parent that its account
 * may not enter (a project of root in /root, mode 0700) that working directory is the only way there is to it:
 * `/proc/self/cwd` leads to it without a walk from the root, for every process of the server.
 */
export function dataPath(cluster: string, account: Account): string {
  return canEnter(cluster, account) ? cluster : '/proc/self/cwd'
}

async function makeCluster({ places, account, binaries }: ClusterQuestion): Promise<void> {
  const { cluster, unfinishedCluster } = places
  makePrivateDirectory(unfinishedCluster, account)
  const { status, output } = await run(
    binaries.initdb,
    initdbArguments(dataPath(unfinishedCluster, account)),
    {
      account,
      cwd: unfinishedCluster,
    },
  ).catch((error: unknown) => ({ status: null, output: errorText(error) }))
  if (status !== 0) throw initdbFailed(unfinishedCluster, output)
  renameSync(unfinishedCluster, cluster)
  await syncDirectory(dirname(cluster))
}

// Whoever needs a new segment of the log writes it full of zeros and syncs it before it commits: 16 MB take up to 57 ms
// (ADR 39).
const walSegments = '--wal-segsize=4'

// Text is compared by code points: fast, the same on every machine, and never out of step with an index after a new
// ICU. Upper and lower case are those of Unicode. Lists for people are sorted by an explicit collate "ru-x-icu".
function initdbArguments(pgdata: string): string[] {
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  // Only the owner and root can enter the directory of the socket, so there is nobody to ask a password of.
  const access = ['-U', role, '--auth=trust', '--no-instructions']
  return ['-D', pgdata, ...access, walSegments, ...locale]
}

function initdbFailed(cluster: string, output: string): StorageTrouble {
  return new StorageTrouble('storage.start-failed', {
    ru: `Не удалось создать базу данных в ${cluster}: ${output.trim()}. Можно указать внешнюю базу: DATABASE_URL.`,
    en: `The database could not be created in ${cluster}: ${output.trim()}. An external database can be named: DATABASE_URL.`,
  })
}

function otherMajor(cluster: string, theirs: number, ours: number): StorageTrouble {
  return new StorageTrouble('storage.other-major', {
    ru: `База в ${cluster} создана PostgreSQL ${theirs}, а с этой версией Trapeza идёт PostgreSQL ${ours}. Сделайте \`trapeza backup\` прежней версией и \`trapeza restore\` этой в новый каталог.`,
    en: `The database in ${cluster} was made by PostgreSQL ${theirs}, this Trapeza comes with PostgreSQL ${ours}. Make a \`trapeza backup\` with the former version and a \`trapeza restore\` with this one into a new directory.`,
  })
}

async function syncDirectory(path: string): Promise<void> {
  await closing(await open(path, 'r'), (handle) => handle.sync())
}

// A cluster that came out of an archive belongs to whoever unpacked it.
function giveTo(path: string, account: Account): void {
  const entry = lstatSync(path)
  if (account.uid === undefined || account.gid === undefined) {
    if (entry.uid !== process.getuid?.()) throw foreign(path, entry.uid)
    return
  }
  if (entry.uid !== account.uid) chownTree(path, account.uid, account.gid)
}

function chownTree(path: string, uid: number, gid: number): void {
  lchownSync(path, uid, gid)
  if (!lstatSync(path).isDirectory()) return
  for (const name of readdirSync(path)) chownTree(join(path, name), uid, gid)
}

function foreign(path: string, uid: number): StorageTrouble {
  return new StorageTrouble('storage.not-permitted', {
    ru: `База в ${path} принадлежит пользователю номер ${uid}. Запускайте программу от него или от root, либо отдайте каталог: chown -R.`,
    en: `The database in ${path} belongs to user number ${uid}. Run the program as that user or as root, or hand the directory over with chown -R.`,
  })
}
