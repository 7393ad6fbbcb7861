import type { Book, BookItem } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import type { Route } from '../call.ts'

/** What the forms choose from. */
export const bookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/books',
    needs: 'viewer',
    async handle({ app, scope, services }) {
      const catalog = await app.catalog(scope.tenantId)
      return {
        organizations: living(catalog, 'organization').map(named),
        terminalGroups: living(catalog, 'terminalGroup').map((item) => ({
          ...named(item),
          organizationId: item.organizationId,
        })),
        externalMenus: living(catalog, 'externalMenu').map((item) => ({
          ...named(item),
          number: item.body.number,
        })),
        priceCategories: living(catalog, 'priceCategory').map(named),
        rights: services.rights,
      }
    },
  },
]

export const living = <B extends Book>(catalog: Catalog, book: B): BookItem<B>[] =>
  catalog.all(book).filter(({ isDeleted }) => !isDeleted)

export const named = ({ id, body }: { id: string; body: { name: string; nameEn?: string } }) => ({
  id,
  name: body.name,
  nameEn: body.nameEn ?? null,
})
