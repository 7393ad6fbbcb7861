import type { PriceOrder, PriceOrderLine } from '../../../domain/reference/books.ts'
import type { Uuid } from '../../../kernel/ids.ts'

/** Tax members absent: they stay as they are (server-api §13.2). */
export type PriceLineDraft = Omit<PriceOrderLine, 'taxCategoryId' | 'isTaxCategoryEnabled'> &
  Partial<Pick<PriceOrderLine, 'taxCategoryId' | 'isTaxCategoryEnabled'>>

/** What somebody writes of an order of prices; members that are absent stay as they are, or are empty in a new one. */
export type PriceOrderDraft = Partial<Omit<PriceOrder, 'lines'>> & {
  /** Null: a new order, unless one of its number and day says the same. */
  id: Uuid | null
  lines?: PriceLineDraft[]
}

const lineKey = ({ organizationId, productId, sizeId }: PriceLineDraft): string =>
  `${organizationId} ${productId} ${sizeId}`

function mergedLine(draft: PriceLineDraft, before: PriceOrderLine | undefined): PriceOrderLine {
  const { taxCategoryId, isTaxCategoryEnabled, ...line } = draft
  if (isTaxCategoryEnabled !== undefined)
    return { ...line, isTaxCategoryEnabled, taxCategoryId: taxCategoryId ?? null }
  return {
    ...line,
    taxCategoryId: before?.taxCategoryId ?? null,
    isTaxCategoryEnabled: before?.isTaxCategoryEnabled ?? false,
  }
}

/** The order as it will be; null while it has no day. */
export function mergedOrder(
  { id: _, lines, ...draft }: PriceOrderDraft,
  before: PriceOrder | null,
  nextNumber: () => string,
): PriceOrder | null {
  const from = draft.from ?? before?.from
  if (from === undefined) return null
  const kept = new Map((before?.lines ?? []).map((line) => [lineKey(line), line]))
  const said = Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined))
  const base: Omit<PriceOrder, 'number'> = before ?? {
    status: 'NEW',
    from,
    until: null,
    comment: '',
    shortName: '',
    scheduleId: null,
    replacesMenu: false,
    lines: [],
  }
  return {
    ...base,
    ...said,
    number: draft.number ?? before?.number ?? nextNumber(),
    lines: lines?.map((line) => mergedLine(line, kept.get(lineKey(line)))) ?? base.lines,
  }
}

/** The line that names a price twice, if any. */
export function repeatedLine(lines: readonly PriceOrderLine[]): PriceOrderLine | undefined {
  const seen = new Set<string>()
  return lines.find((line) => seen.size === seen.add(lineKey(line)).size)
}
