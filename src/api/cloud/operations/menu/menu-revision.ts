import type { Catalog } from '../../../../domain/reference/catalog.ts'

/** Revision of a menu on the wire. The books count their saves: far from what a number cannot hold. */
export const revisionOf = (catalog: Catalog): number => Number(catalog.revision)
