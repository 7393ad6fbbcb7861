/** Electronic queue boards, as administrators keep them (front-api §7.3). */
import { boardProblems } from '../../domain/queue/check-board.ts'
import type { BookItem, QueueBoard } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App } from '../ports.ts'
import type { AdminScope } from './audit.ts'
import { notFound, refuseProblems } from './problems.ts'

export const boardsOfChain = (catalog: Catalog): BookItem<'queueBoard'>[] =>
  catalog
    .all('queueBoard')
    .filter(({ isDeleted }) => !isDeleted)
    .sort((a, b) => a.body.name.localeCompare(b.body.name, 'ru') || (a.id < b.id ? -1 : 1))

/** Makes a board or changes it; its screens show it at once. */
export async function saveBoard(app: App, scope: AdminScope, id: Uuid, board: QueueBoard): Promise<void> {
  const catalog = await app.catalog(scope.tenantId)
  refuseProblems(boardProblems(board, catalog))
  const organizationId = catalog.living('terminalGroup', board.terminalGroupId)?.organizationId ?? null
  await keep(app, scope, { id, organizationId, isDeleted: false, body: board })
}

/** Its screens show the till's other board, or the usual one. */
export async function removeBoard(app: App, scope: AdminScope, id: Uuid): Promise<void> {
  const board = (await app.catalog(scope.tenantId)).living('queueBoard', id)
  if (!board) throw notFound({ ru: `Табло ${id} нет`, en: `There is no board ${id}` })
  await keep(app, scope, { id, organizationId: board.organizationId, isDeleted: true, body: board.body })
}

const keep = (
  app: App,
  { tenantId, actor }: AdminScope,
  item: Pick<BookItem<'queueBoard'>, 'id' | 'organizationId' | 'isDeleted' | 'body'>,
): Promise<void> => saveBooks(app, tenantId, [{ ...item, book: 'queueBoard' }], actor)
