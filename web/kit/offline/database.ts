/** The database of this browser: what is unsent, and what the till last said. */
const name = 'trapeza-screens'
const version = 1

export type StoreName = 'actions' | 'memory'

/** Opens it, or rejects where the browser keeps nothing (a private window, a full disk, a policy). */
export function openDatabase(indexedDb: IDBFactory): Promise<IDBDatabase> {
  const opening = indexedDb.open(name, version)
  opening.onupgradeneeded = () => {
    // Keys count up: the order in which things were done is theirs, whatever the clock says.
    opening.result.createObjectStore('actions', { autoIncrement: true })
    opening.result.createObjectStore('memory')
  }
  return answerOf(opening)
}

export const answerOf = <Answer>(request: IDBRequest<Answer>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the database said no without a reason'))
  })

/** Resolves once what `work` asked for is on the disk, and not before. */
export function inTransaction<Answer>(
  database: IDBDatabase,
  store: StoreName,
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => Promise<Answer>,
): Promise<Answer> {
  // What a waiter was told is written must survive a battery that dies now.
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: 'strict' })
    let answer: { is: Answer } | null = null
    const fail = (error: unknown): void =>
      reject(error instanceof Error ? error : new Error(`the transaction of ${store} failed`))
    transaction.oncomplete = () => {
      if (answer) resolve(answer.is)
      else fail(null)
    }
    transaction.onabort = () => fail(transaction.error)
    work(transaction.objectStore(store)).then(
      (is) => {
        answer = { is }
      },
      (error: unknown) => {
        fail(error)
        try {
          transaction.abort()
        } catch {
          // It is over already, and that is why we are here.
        }
      },
    )
  })
}
