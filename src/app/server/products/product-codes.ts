import type { Catalog } from '../../../domain/reference/catalog.ts'

const articleDigits = 5

/** The next number after the greatest of those that are numbers. */
const nextAfter = (codes: readonly string[]): number =>
  Math.max(0, ...codes.filter((code) => /^\d{1,9}$/.test(code)).map(Number)) + 1

/** An article that no product or group has, deleted ones included (server-api §11.1). */
export const nextArticle = (catalog: Catalog): string =>
  String(
    nextAfter([...catalog.all('product'), ...catalog.all('productGroup')].map(({ body }) => body.code)),
  ).padStart(articleDigits, '0')

/** A quick code that no product or group has. */
export const nextFastCode = (catalog: Catalog): string =>
  String(
    nextAfter(
      [...catalog.all('product'), ...catalog.all('productGroup')].map(
        ({ body }) => body.backOffice?.fastCode ?? '',
      ),
    ),
  )
