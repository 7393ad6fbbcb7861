import type { Board, Books, Menu } from '../till-types.ts'
import { answerOf, inTransaction, openDatabase } from './database.ts'

/** What a till last said, so that a screen which is opened without it has something to compose by. */
type Remembered = { board: Board; books: Books; menu: Menu }
type Part = keyof Remembered

export type TillMemory = {
  keep<Name extends Part>(part: Name, value: Remembered[Name]): Promise<void>
  recall<Name extends Part>(part: Name): Promise<Remembered[Name] | null>
}

/** Of one till, in the browser. Failing to remember is no failure: the screen works, only not after a reload. */
export function openTillMemory(till: string, indexedDb: IDBFactory | undefined): TillMemory {
  const opening = indexedDb
    ? openDatabase(indexedDb)
    : Promise.reject(new Error('this browser keeps nothing'))
  opening.catch(() => {
    // Each use below gives up by itself.
  })
  return {
    async keep(part, value) {
      try {
        const safe = part === 'board' ? withoutPeople(value as Board) : value
        await inTransaction(await opening, 'memory', 'readwrite', (store) =>
          answerOf(store.put(safe, `${till}/${part}`)),
        )
      } catch {
        // Nowhere to keep it.
      }
    },
    async recall<Name extends Part>(part: Name) {
      try {
        const found = await inTransaction(await opening, 'memory', 'readonly', (store) =>
          answerOf(store.get(`${till}/${part}`) as IDBRequest<Remembered[Name] | undefined>),
        )
        return found ?? null
      } catch {
        return null
      }
    },
  }
}

/** Guests' names, phones and addresses stay out of a device that may be lost in a taxi. */
export const withoutPeople = (board: Board): Board => ({
  ...board,
  deliveries: board.deliveries.map((delivery) => ({
    ...delivery,
    ...{ phone: null, customerName: null, address: null, addressComment: null, comment: null },
  })),
  tableOrders: board.tableOrders.map((order) => ({ ...order, customerName: null })),
  reserves: board.reserves.map((reserve) => ({ ...reserve, customerName: null, phone: null, comment: null })),
})
