import type { Action } from './action.ts'
import { answerOf, inTransaction, openDatabase } from './database.ts'

/** The browser could not write, as with a full disk: nothing has changed. */
export class NoRoom extends Error {
  override readonly name = 'NoRoom'
}

/** Where actions lie until the till has them. */
export type ActionStore = {
  /** False: they live until the page is closed, as in a private window. */
  isLasting(): boolean
  /** In the order in which they were done. */
  list(): Promise<Action[]>
  /**
   * Exchanges them for what `change` makes of them, all or nothing, against all other tabs. An action with a known id
   * keeps its place. Rejects with `NoRoom`.
   */
  rewrite(change: (actions: readonly Action[]) => readonly Action[]): Promise<Action[]>
}

type Kept = { key: IDBValidKey; action: Action }

/** Actions of one till on this device, in IndexedDB; in memory where the browser keeps nothing. */
export async function openActionStore(till: string, indexedDb: IDBFactory | undefined): Promise<ActionStore> {
  try {
    if (!indexedDb) return storeInMemory([])
    return await storeOnDisk(till, indexedDb)
  } catch {
    // The person is told: `isLasting` is false.
    return storeInMemory([])
  }
}

async function storeOnDisk(till: string, indexedDb: IDBFactory): Promise<ActionStore> {
  let database = await openDatabase(indexedDb)
  let isLost = false
  /** What this tab knows: written again when somebody cleared the browser's storage under our feet. */
  let known: Action[] = []
  const watch = (): void => {
    database.onclose = () => {
      isLost = true
    }
    database.onversionchange = () => {
      // Somebody deletes it: whoever holds on would hang them.
      database.close()
      isLost = true
    }
  }
  const ready = async (): Promise<IDBDatabase> => {
    if (!isLost) return database
    database = await openDatabase(indexedDb)
    isLost = false
    watch()
    const lost = known
    await inTransaction(database, 'actions', 'readwrite', async (store) => {
      const there = new Set((await keptIn(store, till)).map(({ action }) => action.id))
      for (const action of lost) if (!there.has(action.id)) await answerOf(store.add(action))
    })
    return database
  }
  watch()
  /** Once more where the connection turns out to be gone. */
  const work = async <Answer>(
    mode: IDBTransactionMode,
    deed: (store: IDBObjectStore) => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      return await inTransaction(await ready(), 'actions', mode, deed)
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'InvalidStateError') throw error
      isLost = true
      return await inTransaction(await ready(), 'actions', mode, deed)
    }
  }
  const remember = (actions: Action[]): Action[] => {
    known = actions
    return actions
  }
  return {
    isLasting: () => true,
    async list() {
      const kept = await work('readonly', (store) => keptIn(store, till))
      return remember(kept.map(({ action }) => action))
    },
    async rewrite(change) {
      try {
        const written = await work('readwrite', async (store) => {
          await exchange(store, await keptIn(store, till), change)
          return (await keptIn(store, till)).map(({ action }) => action)
        })
        return remember(written)
      } catch (error) {
        throw new NoRoom('the browser did not write it', { cause: error })
      }
    },
  }
}

async function keptIn(store: IDBObjectStore, till: string): Promise<Kept[]> {
  const [keys, actions] = await Promise.all([
    answerOf(store.getAllKeys()),
    answerOf(store.getAll() as IDBRequest<Action[]>),
  ])
  return actions.flatMap((action, index) => {
    const key = keys[index]
    return key !== undefined && action.till === till ? [{ key, action }] : []
  })
}

async function exchange(
  store: IDBObjectStore,
  kept: readonly Kept[],
  change: (actions: readonly Action[]) => readonly Action[],
): Promise<void> {
  const before = new Map(kept.map(({ key, action }) => [action.id, { key, action }]))
  const after = change(kept.map(({ action }) => action))
  const ids = new Set(after.map(({ id }) => id))
  for (const { key, action } of kept) if (!ids.has(action.id)) await answerOf(store.delete(key))
  for (const action of after) {
    const known = before.get(action.id)
    if (!known) await answerOf(store.add(action))
    else if (known.action !== action) await answerOf(store.put(action, known.key))
  }
}

/** Lives as long as the page. */
export function storeInMemory(first: readonly Action[]): ActionStore {
  let actions = [...first]
  return {
    isLasting: () => false,
    list: async () => actions,
    async rewrite(change) {
      actions = [...change(actions)]
      return actions
    },
  }
}
