import type { App } from '../../../app/ports.ts'
import { boardsOf, readQueue } from '../../../app/queue/read-queue.ts'
import type { Till } from '../../../app/till/till-command.ts'
import type { QueueEntry } from '../../../domain/queue/queue.ts'
import type { QueueBoard } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'

export type QueueView = {
  boardId: string | null
  board: Omit<QueueBoard, 'orderTypeIds' | 'sectionIds' | 'terminalGroupId'>
  /** Others that this till has: a screen chooses one by its address. */
  boards: { id: string; name: string; nameEn: string | null }[]
  entries: QueueEntry[]
}

/** What a queue board shows now. */
export async function readQueueView(app: App, till: Till, boardId: Uuid | null): Promise<QueueView> {
  const queue = await readQueue(app, till, boardId)
  const { orderTypeIds: _types, sectionIds: _halls, terminalGroupId: _till, ...board } = queue.board
  const boards = boardsOf(await app.catalog(till.tenantId), till)
  return {
    boardId: queue.boardId,
    board,
    boards: boards.map(({ id, body }) => ({ id, name: body.name, nameEn: body.nameEn ?? null })),
    entries: queue.entries,
  }
}
