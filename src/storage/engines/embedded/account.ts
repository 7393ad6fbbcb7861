import { readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { StorageTrouble } from '../trouble.ts'

/** Who runs PostgreSQL, which refuses to be root. Without uid and gid: we ourselves. */
export type Account = { name: string; uid?: number; gid?: number }

export type AccountQuestion = {
  /** The directory of an existing cluster: its owner goes on owning it. */
  cluster: string
  passwdFile?: string
  processUid?: number
}

type PasswdLine = { name: string; uid: number; gid: number }

export function chooseAccount({ cluster, passwdFile, processUid }: AccountQuestion): Account {
  const uid = processUid ?? process.getuid?.()
  if (uid !== 0) return ourselves(uid)
  const known = readPasswd(passwdFile ?? '/etc/passwd')
  const owner = ownerOf(cluster)
  const chosen =
    known.find((line) => line.uid === owner && owner !== 0) ??
    known.find((line) => line.name === 'postgres' && line.uid !== 0) ??
    known.find((line) => line.name === 'nobody' && line.uid !== 0)
  if (chosen !== undefined) return chosen
  throw new StorageTrouble('storage.account-missing', {
    ru: 'PostgreSQL не работает от root, а пользователей postgres и nobody в системе нет. Запустите программу от обычного пользователя или укажите внешнюю базу: DATABASE_URL (--database-url).',
    en: 'PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody. Start the program as a normal user or name an external database: DATABASE_URL (--database-url).',
  })
}

// PostgreSQL looks its own uid up and stops without a name (containers with an arbitrary uid).
function ourselves(uid: number | undefined): Account {
  try {
    return { name: userInfo().username }
  } catch (cause) {
    throw new StorageTrouble('storage.account-missing', {
      ru: `У пользователя с номером ${uid} нет строки в /etc/passwd, без неё встроенный PostgreSQL не запускается. Добавьте строку или укажите внешнюю базу: DATABASE_URL (--database-url).`,
      en: `User number ${uid} has no line in /etc/passwd, and the embedded PostgreSQL does not start without one. Add the line or name an external database: DATABASE_URL (--database-url).`,
      cause,
    })
  }
}

function readPasswd(file: string): PasswdLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

function ownerOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.uid
}
