import type { Menu } from '../menu-types.ts'
import type { Board, Books } from '../till-types.ts'
import { answerOf, inTransaction, openDatabase } from './database.ts'

/** What a till last said, so that a screen which is opened without it has something to compose by. */
type Remembered = {
  board: Board
  books: Books
  menu: Menu
  /** Till's time minus this device's, which may be wrong by hours. */
  clockOffsetMs: number
}
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

type Past = Pick<Remembered, 'board' | 'books' | 'clockOffsetMs'>

/** All that a till says when a screen finds it. */
export function keepTill(memory: TillMemory | undefined, { board, books, clockOffsetMs }: Past): void {
  void memory?.keep('board', board)
  void memory?.keep('books', books)
  void memory?.keep('clockOffsetMs', clockOffsetMs)
}

/** What the till said last; null where it was never heard, or nothing is kept. */
export async function recallTill(memory: TillMemory | undefined): Promise<Past | null> {
  if (!memory) return null
  const [board, books, clockOffsetMs] = await Promise.all([
    memory.recall('board'),
    memory.recall('books'),
    memory.recall('clockOffsetMs'),
  ])
  return board && books && { board, books, clockOffsetMs: clockOffsetMs ?? 0 }
}

/** The board changes with every tap of everybody; it is written at most so often. */
const keepMs = 1500

export function boardKeeper(memory: TillMemory | undefined, present: () => Board | null): () => void {
  let isDue = false
  return () => {
    if (!memory || isDue) return
    isDue = true
    setTimeout(() => {
      isDue = false
      const board = present()
      if (board) void memory.keep('board', board)
    }, keepMs)
  }
}
