import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hasLinkedTills, noSnapshot } from '../api/console/data.ts'
import type { DataControl, SnapshotView } from '../api/console/services.ts'
import { restoreBackup, writeBackup } from '../storage/backup/index.ts'
import { emptyStorage } from '../storage/empty-storage.ts'
import type { Engine } from '../storage/engines/index.ts'
import type { Node } from './node.ts'

export type DataControlOptions = {
  node: Node
  engine: Engine
  dataDir: string
  /** Runs the work while nobody writes and nothing is sent. */
  atRest: (work: () => Promise<void>) => Promise<void>
  /** Loads a seed into an empty storage: the one of the configuration, or another that is named. */
  seed: (name?: string) => Promise<void>
  /** Clock, faults, scripts and the calls that were inspected: as at the start. */
  forget: () => void
  /** The data is another one now. */
  afterExchange: () => Promise<void>
}

type Kept = SnapshotView & { clock: { now: number; speed: number } | null }

/** A clock that runs as the wall clock does is not kept: it goes on. */
const wallToleranceMs = 1000

/** Snapshots are backups in the data directory, so they outlive the process and work on both engines. */
export function openDataControl(options: DataControlOptions): DataControl {
  const { node, engine, dataDir, atRest, seed, forget, afterExchange } = options
  const dir = join(dataDir, 'snapshots')
  const fileOf = (name: string, ending: string): string => join(dir, `${encodeURIComponent(name)}.${ending}`)

  const read = async (name: string): Promise<Kept | null> => {
    const text = await readFile(fileOf(name, 'json'), 'utf8').catch(() => null)
    return text === null ? null : (JSON.parse(text) as Kept)
  }
  const exchange = (work: () => Promise<void>, afterwards?: () => Promise<void>): Promise<void> =>
    atRest(async () => {
      const { links } = node.storage.now
      if ((await links.peers()).length > 0 || (await links.identity())) throw hasLinkedTills()
      await node.replaceData(work)
      await afterwards?.()
      await afterExchange()
    })

  return {
    async reset() {
      await exchange(
        () => emptyStorage(engine.pool),
        async () => {
          forget()
          await seed()
        },
      )
    },
    seeds: ['demo'],
    async seed(name) {
      let isEmpty = false
      await atRest(async () => {
        isEmpty = (await node.storage.now.tenants.list()).length === 0
        if (isEmpty) await seed(name)
      })
      return isEmpty
    },
    async save(name) {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      await writeBackup(engine, { file: fileOf(name, 'backup') })
      const { size } = await stat(fileOf(name, 'backup'))
      const kept: Kept = { name, madeAt: Date.now(), bytes: size, clock: forgedClock(node) }
      await writeFile(fileOf(name, 'json.new'), JSON.stringify(kept), { mode: 0o600 })
      await rename(fileOf(name, 'json.new'), fileOf(name, 'json'))
      return kept
    },
    async restore(name) {
      const kept = await read(name)
      if (!kept) throw noSnapshot(name)
      await exchange(async () => {
        await restoreBackup(engine, { file: fileOf(name, 'backup'), replace: true })
        setClock(node, kept.clock)
      })
    },
    async list() {
      const names = await readdir(dir).catch(() => [])
      const known = await Promise.all(
        names
          .filter((name) => name.endsWith('.json'))
          .map((name) => read(decodeURIComponent(name.slice(0, -'.json'.length)))),
      )
      return known.filter((one) => one !== null).sort((a, b) => a.madeAt - b.madeAt)
    },
    async remove(name) {
      if (!(await read(name))) return false
      await rm(fileOf(name, 'json'))
      await rm(fileOf(name, 'backup'), { force: true })
      return true
    },
  }
}

function forgedClock({ clock }: Node): Kept['clock'] {
  const isWall = clock.speed === 1 && Math.abs(clock.now() - Date.now()) < wallToleranceMs
  return isWall ? null : { now: clock.now(), speed: clock.speed }
}

function setClock({ clock }: Node, kept: Kept['clock']): void {
  if (!kept) return clock.reset()
  clock.setSpeed(kept.speed)
  clock.jumpTo(kept.now)
}
