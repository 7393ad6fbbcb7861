import type { Uuid } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-time.ts'
import type { BookItem } from '../reference/books.ts'
import type { Catalog } from '../reference/catalog.ts'
import { type PreparedChart, preparedIdOf, preparedOn } from './prepared-chart.ts'
import { countsFor } from './store-specification.ts'
import { type DatedCard, techCardsOf } from './tech-cards.ts'

/** Accounting days, the last one excluded; null: all that is to come. */
export type Period = { from: LocalDate; to: LocalDate | null }
export type ChartsAsked = { period: Period; includesDeletedProducts: boolean }

const overlap = (one: Period, other: Period): boolean =>
  (one.to === null || one.to > other.from) && (other.to === null || other.to > one.from)
const isShown = (catalog: Catalog, { includesDeletedProducts }: ChartsAsked, productId: Uuid): boolean =>
  includesDeletedProducts || catalog.living('product', productId) !== undefined

/** Cards that are valid on a day of a period (server-api §12). */
export const cardsOfPeriod = (catalog: Catalog, asked: ChartsAsked): DatedCard[] =>
  techCardsOf(catalog)
    .all()
    .filter((dated) => overlap(dated, asked.period) && isShown(catalog, asked, dated.card.productId))

/** A card as it is opened on the days of a period: one chart for all days on which nothing in it changes. */
export function preparedOfPeriod(catalog: Catalog, dated: DatedCard, period: Period): PreparedChart[] {
  const charts: PreparedChart[] = []
  const isInside = (day: LocalDate): boolean =>
    (dated.to === null || day < dated.to) && (period.to === null || day < period.to)
  let day: LocalDate | null = dated.from > period.from ? dated.from : period.from
  while (day !== null && isInside(day)) {
    const chart: PreparedChart | undefined = preparedOn(catalog, dated.card.productId, day)
    if (!chart) break
    charts.push(chart)
    day = chart.to
  }
  return charts
}

/** The card of a product on a day and those of its ingredients, each once; of a restaurant only what it uses. */
export function cardTree(
  catalog: Catalog,
  productId: Uuid,
  day: LocalDate,
  organizationId: Uuid | null,
): DatedCard[] {
  const cards = techCardsOf(catalog)
  const found = new Map<Uuid, DatedCard>()
  const open = [productId]
  for (let id = open.shift(); id !== undefined; id = open.shift()) {
    const dated = cards.on(id, day)
    if (!dated || found.has(dated.id)) continue
    found.set(dated.id, dated)
    for (const { productId: ingredient, stores } of dated.card.items)
      if (!organizationId || !stores || countsFor(stores, organizationId)) open.push(ingredient)
  }
  return [...found.values()]
}

/** Refuses what makes a card too large to be opened, of a product or of what is made of it (`document.recipe-too-large`). */
export function requireOpenable(catalog: Catalog, productId: Uuid, from: LocalDate): void {
  const isTouched = touchedBy(catalog, new Set([productId]))
  for (const dated of techCardsOf(catalog).all())
    if (isTouched(dated.card.productId)) preparedOfPeriod(catalog, dated, { from, to: null })
}

export type ChartChanges = {
  cards: DatedCard[]
  prepared: PreparedChart[]
  goneCardIds: Uuid[]
  gonePreparedIds: Uuid[]
}

/** Beyond this many a reader is better off with everything anew. */
const gonePreparedMax = 50_000

/**
 * What a reader of a period has to change since a revision of the books. What the period does not have any more is told as
 * gone. A prepared chart changes with any card inside it; which ones there were is written nowhere, so each that there can
 * have been is told as gone. Null where that would be too many.
 */
export function chartChanges(
  catalog: Catalog,
  since: bigint,
  asked: ChartsAsked & { includesPrepared: boolean },
): ChartChanges | null {
  const hasChanged = ({ revision, body }: BookItem<'techCard'>): boolean =>
    revision > since ||
    (!asked.includesDeletedProducts && (catalog.find('product', body.productId)?.revision ?? 0n) > since)
  const all = catalog.all('techCard')
  const changed = all.filter(hasChanged)
  const changedIds = new Set(changed.map(({ id }) => id))
  const shown = cardsOfPeriod(catalog, asked)
  const shownIds = new Set(shown.map(({ id }) => id))
  const gone = changed.filter(({ id }) => !shownIds.has(id))
  const changes: ChartChanges = {
    cards: shown.filter(({ id }) => changedIds.has(id)),
    prepared: [],
    goneCardIds: gone.map(({ id }) => id),
    gonePreparedIds: [],
  }
  if (!asked.includesPrepared) return changes
  const isTouched = touchedBy(catalog, new Set(changed.map(({ body }) => body.productId)))
  const touched = shown.filter(({ card }) => isTouched(card.productId))
  const prepared = touched.flatMap((dated) => preparedOfPeriod(catalog, dated, asked.period))
  const present = new Set(prepared.map(({ root, from }) => preparedIdOf(root.id, from)))
  const starts = [...new Set(all.flatMap(({ body }) => startsOf(body)))].sort()
  // A card is opened from its own first day on, and anew where another card starts.
  const possible = [...touched.map(({ id, card: body }) => ({ id, body })), ...gone].map(({ id, body }) => {
    const [first = ''] = startsOf(body).sort()
    return { id, days: starts.slice(starts.indexOf(first)) }
  })
  if (possible.reduce((sum, { days }) => sum + days.length, 0) > gonePreparedMax) return null
  const gonePreparedIds = possible
    .flatMap(({ id, days }) => days.map((day) => preparedIdOf(id, day)))
    .filter((id) => !present.has(id))
  return { ...changes, prepared, gonePreparedIds }
}

const startsOf = ({ validFrom, movedFrom = [] }: BookItem<'techCard'>['body']): LocalDate[] => [
  validFrom,
  ...movedFrom,
]

/** Whether a card of a product, or of what it was ever made of, is one of the changed. */
function touchedBy(catalog: Catalog, changed: ReadonlySet<Uuid>): (productId: Uuid) => boolean {
  const cards = techCardsOf(catalog)
  const known = new Map<Uuid, boolean>()
  const isTouched = (productId: Uuid): boolean => {
    const before = known.get(productId)
    if (before !== undefined) return before
    // Whoever comes back here on the way asks somebody who is asking already.
    known.set(productId, false)
    const its =
      changed.has(productId) ||
      cards.history(productId).some(({ card }) => card.items.some((item) => isTouched(item.productId)))
    known.set(productId, its)
    return its
  }
  return isTouched
}
