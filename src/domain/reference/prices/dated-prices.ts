/** Which orders of prices are in force at a moment, and what they make of prices (server-api §13, ADR 17). */
import type { Uuid } from '../../../kernel/ids.ts'
import { fromLocal, type LocalDate, localClock, type TimeZone } from '../../../kernel/local-time.ts'
import { type DatedPrice, type MenuOfDay, type MenuOrder, menuAfter, noMenu } from './order-fold.ts'
import { isOpen, turnsOf } from './period-schedule.ts'

/** Which day and minute it is in a restaurant. */
type LocalMoment = ReturnType<typeof localClock>

/** Since when what is in force is in force, and until when; epoch ms, half-open. */
export type Validity = { since: number; until: number }

/** The orders of prices of a corporation as they are at one moment. */
export class DatedPrices {
  readonly validity: Validity
  readonly #menus: ReadonlyMap<Uuid, MenuOfDay>
  readonly #planned = new Map<Uuid, { from: LocalDate; menu: MenuOfDay }[]>()
  readonly #orders: readonly MenuOrder[]
  readonly #today: ReadonlyMap<Uuid, LocalMoment>

  /** `zones`: of the restaurants. `orders`: those that are in force on their days, those that win last. */
  constructor(orders: readonly MenuOrder[], zones: ReadonlyMap<Uuid, TimeZone>, at: number) {
    this.#orders = orders
    const named = [...zones].filter(([id]) => orders.some(({ lines }) => lines.has(id)))
    this.#today = new Map(named.map(([id, zone]) => [id, localClock(at, zone)]))
    this.#menus = new Map(named.map(([id]) => [id, this.#menuOn(id, this.#today.get(id), true)]))
    this.validity = validityOf(this.#orders, named, at)
  }

  get isEmpty(): boolean {
    return this.#menus.size === 0
  }

  holds(moment: number): boolean {
    return moment >= this.validity.since && moment < this.validity.until
  }

  /** What orders say of a product, or null where they say nothing; `isOffMenu`: one took all others from the menu. */
  find(organizationId: Uuid, key: string): { dated: DatedPrice | null; isOffMenu: boolean } {
    const menu = this.#menus.get(organizationId)
    return { dated: menu?.prices.get(key) ?? null, isOffMenu: menu?.replacesOthers === true }
  }

  /** What base orders will say of a product, the next days on which one begins or ends first. */
  planned(organizationId: Uuid, key: string): { from: LocalDate; price: DatedPrice | null }[] {
    const today = this.#today.get(organizationId)
    if (!today) return []
    let plans = this.#planned.get(organizationId)
    if (!plans) {
      const own = this.#orders.filter(({ lines, schedule }) => lines.has(organizationId) && schedule === null)
      const days = own.flatMap(({ from, until }) => (until === null ? [from] : [from, until]))
      plans = [...new Set(days)]
        .filter((day) => day > today.date)
        .sort()
        .map((from) => ({ from, menu: this.#menuOn(organizationId, { ...today, date: from }, false) }))
      this.#planned.set(organizationId, plans)
    }
    return plans.map(({ from, menu }) => ({
      from,
      price:
        menu.prices.get(key) ??
        (menu.replacesOthers ? { price: null, line: null, isIncludedInMenu: false } : null),
    }))
  }

  #menuOn(organizationId: Uuid, clock: LocalMoment | undefined, withSchedules: boolean): MenuOfDay {
    if (!clock) return noMenu
    const inForce = this.#orders.filter(
      ({ from, until, schedule }) =>
        from <= clock.date &&
        (until === null || clock.date < until) &&
        (schedule === null || (withSchedules && isOpen(schedule, clock))),
    )
    return inForce.reduce((menu, order) => menuAfter(menu, order, organizationId), noMenu)
  }
}

/** From the last turn of any order in any of its restaurants to the next one. */
function validityOf(
  orders: readonly MenuOrder[],
  zones: readonly (readonly [Uuid, TimeZone])[],
  at: number,
): Validity {
  let since = Number.NEGATIVE_INFINITY
  let until = Number.POSITIVE_INFINITY
  const note = (turn: number): void => {
    if (turn <= at) since = Math.max(since, turn)
    else until = Math.min(until, turn)
  }
  for (const [id, zone] of zones)
    for (const order of orders) {
      if (!order.lines.has(id)) continue
      const begins = midnight(order.from, zone)
      const ends = order.until === null ? Number.POSITIVE_INFINITY : midnight(order.until, zone)
      note(begins)
      note(ends)
      if (order.schedule === null) continue
      for (const turn of turnsOf(order.schedule, zone, at)) if (turn >= begins && turn < ends) note(turn)
      // Its first hours may be far ahead: whoever comes nearer looks again.
    }
  return { since, until }
}

const midnight = (day: LocalDate, zone: TimeZone): number => fromLocal(day, zone) ?? Number.POSITIVE_INFINITY
