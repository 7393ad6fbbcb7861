import type { BookItem } from '../../domain/reference/books.ts'
import { Catalog } from '../../domain/reference/catalog.ts'
import type { OrderFact, SaleFact } from '../../domain/reports/facts.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { fromLocal, type LocalDate, type LocalDateTime } from '../../kernel/local-time.ts'
import type { DemoChain } from '../demo/index.ts'
import { type OutletKey, outletId, type TillKey, tillId } from '../demo/outlets.ts'
import { seedId } from '../seed-id.ts'
import type { YearTill } from './decide-order.ts'
import { Draw } from './draw.ts'
import type { OrderIds } from './order-steps.ts'
import { type Recipe, type RecipeBook, recipesOf, type StaffList } from './recipes.ts'

const dayMs = 86_400_000

/** The tills that are open all year, and of a hundred guests how many are theirs. */
const tills: readonly { outlet: OutletKey; till: TillKey; share: number }[] = [
  { outlet: 'pokrovka', till: 'pokrovka', share: 45 },
  { outlet: 'baumana', till: 'baumana', share: 35 },
  { outlet: 'malysheva', till: 'malysheva', share: 20 },
]
/** From Sunday to Saturday; of a month, from January to December. */
const ofWeekday = [11, 8, 8, 9, 9, 12, 14]
const ofMonth = [9, 9, 10, 10, 11, 10, 9, 9, 10, 10, 10, 13]
/** Guests of an hour, from ten in the morning on. */
const opensAt = 10
const ofHour = [3, 5, 10, 12, 8, 5, 5, 7, 11, 13, 11, 7, 3]

/** An order of the year: which recipe, when, and under which ids. */
export type YearOrder = {
  recipe: Recipe
  till: YearTill
  ids: OrderIds
  /** By its till, on its day. */
  number: number
  day: LocalDate
  /** Milliseconds since the midnight of its day, on the clock of its restaurant. */
  openedMs: number
  shift: { id: Uuid; number: number }
}

/** What a year consists of; the same for the same year and number of rows, on every machine. */
export class Year {
  readonly year: number
  readonly rows: number
  readonly #books: readonly (RecipeBook & { share: number })[]
  /** What the days before each weigh together, and all of them. */
  readonly #weights: number[] = [0]
  readonly #weight: number

  /** `rows`: lines of orders, about. */
  constructor(chain: DemoChain, year: number, rows: number) {
    this.year = year
    this.rows = rows
    this.#weight = this.days.reduce((sum, day) => {
      this.#weights.push(sum + weightOf(day))
      return sum + weightOf(day)
    }, 0)
    const items = chain.items.map((item) => ({ ...item, revision: 1n }) as BookItem)
    const catalog = new Catalog(chain.tenant.id, 1n, items)
    this.#books = tills.map(({ outlet, till, share }) => {
      const place = {
        tenantId: chain.tenant.id,
        organizationId: outletId(outlet),
        terminalGroupId: tillId(till),
      }
      const zone = catalog.find('organization', place.organizationId)?.body.timeZone ?? 'UTC'
      const noon = fromLocal(`${year}-01-01 12:00`, zone) ?? 0
      const dated = { ...place, catalog: catalog.at(noon) }
      return { ...recipesOf(dated, staffOf(dated), noon), share }
    })
  }

  get days(): LocalDate[] {
    const [first, next] = [Date.UTC(this.year, 0, 1), Date.UTC(this.year + 1, 0, 1)]
    return Array.from({ length: (next - first) / dayMs }, (_, day) =>
      new Date(first + day * dayMs).toISOString().slice(0, 10),
    )
  }

  /** All orders, day by day and till by till, as they are opened. */
  *orders(): Generator<YearOrder> {
    const { days } = this
    for (const [index, day] of days.entries()) yield* this.ordersOf(day, index)
  }

  *ordersOf(day: LocalDate, index = this.days.indexOf(day)): Generator<YearOrder> {
    for (const [place, { till, recipes, share }] of this.#books.entries()) {
      const draw = new Draw(`${this.year} ${day} ${till.terminalGroupId}`)
      const guests = (this.rows * share) / 100 / linesOf(recipes)
      const upTo = (days: number): number => Math.round((guests * (this.#weights[days] ?? 0)) / this.#weight)
      const chosen = Array.from({ length: upTo(index + 1) - upTo(index) }, () => draw.pick(recipes))
      const moments = openings(chosen.length, draw)
      const shift = { id: seedId(`trapeza/year/shift/${day}/${till.terminalGroupId}`), number: index + 1 }
      for (const [order, recipe] of chosen.entries())
        yield {
          ...{ recipe, till, number: order + 1, day, shift, openedMs: moments[order] ?? 0 },
          ids: idsOf(this.year, place, index, order),
        }
    }
  }
}

/** Lines of an order on average. */
const linesOf = (recipes: readonly Recipe[]): number =>
  recipes.reduce((sum, { lines }) => sum + lines.length, 0) / recipes.length

const weightOf = (day: LocalDate): number => {
  const date = new Date(`${day}T00:00:00Z`)
  return (ofWeekday[date.getUTCDay()] ?? 0) * (ofMonth[date.getUTCMonth()] ?? 0)
}

/** When so many orders are opened, in order; whole seconds. */
function openings(count: number, draw: Draw): number[] {
  const hours = ofHour.flatMap((guests, index) => Array.from({ length: guests }, () => opensAt + index))
  return Array.from({ length: count }, () => (draw.pick(hours) * 3600 + draw.int(3600)) * 1000).sort(
    (a, b) => a - b,
  )
}

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0')

/** Ids that say where they are from and stand in order; a position's is that of its order but for one group. */
function idsOf(year: number, place: number, day: number, order: number): OrderIds {
  const own = (group: string): Uuid =>
    `7ea5${hex(year, 4)}-00${hex(place, 2)}-4${hex(day, 3)}-8${group}-${hex(order, 12)}`
  return { order: own('000'), position: (index) => own(hex(index + 1, 3)) }
}

function staffOf({ catalog, organizationId, terminalGroupId }: YearTill): StaffList {
  const people = catalog
    .all('employee')
    .filter(({ isDeleted, body }) => !isDeleted && body.organizationIds.includes(organizationId))
  const withRole = (code: string): Uuid[] => {
    const roles = catalog.all('role').filter(({ body }) => body.code === code)
    return people.filter(({ body }) => roles.some(({ id }) => body.roleIds.includes(id))).map(({ id }) => id)
  }
  // Where deliveries are paid before they leave, guests of the year come themselves.
  const isCarried =
    catalog.find('organization', organizationId)?.body.deliveryOrderPaymentSettings === 'WhenOrderClosed'
  return {
    ...{ waiters: withRole('WAIT'), cashiers: withRole('CASH'), couriers: isCarried ? withRole('COUR') : [] },
    tables: catalog
      .all('restaurantSection')
      .filter(({ body }) => body.terminalGroupId === terminalGroupId && !body.forbidsSecondOrder)
      .flatMap(({ body }) => body.tables.map(({ id }) => id)),
  }
}

/** A clock of a restaurant as text; milliseconds since the midnight of a day. */
function clockText(day: LocalDate, ms: number): LocalDateTime {
  const text = new Date(Date.parse(`${day}T00:00:00Z`) + ms).toISOString()
  return `${text.slice(0, 10)} ${text.slice(11, 23)}`
}

/** Moves what a recipe says of the clock to the moment of an order. */
function clockOf({ recipe, day, openedMs }: YearOrder): (at: LocalDateTime | null) => LocalDateTime | null {
  const openedAt = Date.parse(`${recipe.order.openedAt.replace(' ', 'T')}Z`)
  const known = new Map<LocalDateTime, LocalDateTime>()
  return (at) => {
    if (at === null) return null
    const moved =
      known.get(at) ?? clockText(day, openedMs + Date.parse(`${at.replace(' ', 'T')}Z`) - openedAt)
    known.set(at, moved)
    return moved
  }
}

/** Moves all members of a fact that are moments: they are named so. */
function movedFact<Fact extends object>(fact: Fact, moved: ReturnType<typeof clockOf>): Fact {
  const copy = { ...fact } as Record<string, unknown>
  for (const name in copy) if (name.endsWith('At')) copy[name] = moved(copy[name] as LocalDateTime | null)
  return copy as Fact
}

/** What reports know of an order of the year as a whole. */
export function orderFactOf(order: YearOrder): OrderFact {
  const { recipe, ids, number, day, openedMs } = order
  const moved = movedFact(recipe.order, clockOf(order))
  return { ...moved, id: ids.order, number, day, openedAt: clockText(day, openedMs) }
}

/** The place of a position in its recipe, which the id of the template ends with. */
const placeOf = (position: Uuid): number => Number.parseInt(position.slice(-12), 16)

/** The lines of an order of the year. */
export function saleFactsOf(order: YearOrder): SaleFact[] {
  const { recipe, ids } = order
  const moved = clockOf(order)
  return recipe.lines.map((line) => ({
    ...movedFact(line, moved),
    positionId: ids.position(placeOf(line.positionId)),
    mainPositionId: line.mainPositionId === null ? null : ids.position(placeOf(line.mainPositionId)),
  }))
}
