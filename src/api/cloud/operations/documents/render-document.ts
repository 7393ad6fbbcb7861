import type { PaidDocument } from '../../../../app/documents/find-documents.ts'
import type { PaperKind } from '../../../../domain/documents/kinds.ts'
import { headFields, itemFields, listFields } from './kind-fields.ts'
import { type RenderingPlace, wholeDocument, wholeItem } from './whole-document.ts'

/** Members that are null are left out: the schemas of the documents know no null. */
function picked<Source extends object, Name extends keyof Source>(
  source: Source,
  names: readonly Name[],
): { [N in Name]?: NonNullable<Source[N]> } {
  const result: { [N in Name]?: NonNullable<Source[N]> } = {}
  for (const name of names) {
    const value = source[name]
    if (value !== null && value !== undefined) result[name] = value
  }
  return result
}

const itemsOf = (kind: PaperKind, { document }: PaidDocument, place: RenderingPlace) =>
  document.content.items.map((item) => picked(wholeItem(item, place), itemFields[kind]))

/** What `get` shows, and `list` of invoices. */
export const renderDocument = (kind: PaperKind, paid: PaidDocument, place: RenderingPlace) => ({
  ...picked(wholeDocument(paid, place), headFields[kind]),
  items: itemsOf(kind, paid, place),
})

/** What `list` shows of the kinds that have no status in it (cloud-api §10.7). */
export const renderListItem = (kind: keyof typeof listFields, paid: PaidDocument, place: RenderingPlace) =>
  picked(wholeDocument(paid, place), listFields[kind])
