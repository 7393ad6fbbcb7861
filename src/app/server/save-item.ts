/** Changes to the reference books from the back office. */
import type { Book, BookItem, Books } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App, NewBookItem } from '../ports.ts'

/** Who edits the books of a corporation; `actor` stands in the journal. */
export type BackOfficeScope = { tenantId: Uuid; actor: string }

/** Saves items of the books together and answers how they are now, in the same order. */
export async function saveItems<B extends Book>(
  app: App,
  { tenantId, actor }: BackOfficeScope,
  items: readonly (NewBookItem & { book: B; body: Books[B] })[],
): Promise<BookItem<B>[]> {
  await saveBooks(app, tenantId, items, actor)
  const catalog = await app.catalog(tenantId)
  return items.map(({ book, id }) => {
    const saved = catalog.find(book, id)
    if (!saved) throw new Error(`${book} ${id} was saved and is not there`)
    return saved
  })
}
