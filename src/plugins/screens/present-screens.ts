import type { Uuid } from '../../kernel/ids.ts'

/** A page of a till's screen with somebody logged in, who can be asked to do something. */
export type PresentScreen = {
  screenId: string
  employeeId: Uuid
  /** The order on it. */
  orderId: Uuid | null
}
/** Somebody came to a screen, or is there no more. */
export type Presence = { till: Uuid; screenId: string; employeeId: Uuid; isThere: boolean }

type Page = {
  employeeId: Uuid
  /** Open streams. */
  lines: number
  hadLine: boolean
  /** Null: it has not said yet what it shows, as screens of the kitchen never do. */
  shown: { orderId: Uuid | null; turn: number } | null
  goodbye: NodeJS.Timeout | undefined
}

/** A line that breaks is dialled anew within this time: until then nobody has gone. */
const graceUsualMs = 10_000

/**
 * Who stands at which screen of a till. A screen is there while its stream is open and it has said what it shows; the
 * person has gone when they log out, or when the line stays broken.
 */
export class PresentScreens {
  readonly #tills = new Map<Uuid, Map<string, Page>>()
  readonly #listeners = new Set<(presence: Presence) => void>()
  readonly #graceMs: number
  #turn = 0

  constructor(graceMs = graceUsualMs) {
    this.#graceMs = graceMs
  }

  /** Hears who comes and goes; call the answer to stop. */
  listen(listener: (presence: Presence) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A screen opened its stream; call the answer when that is over. */
  arrive(till: Uuid, screenId: string, employeeId: Uuid): () => void {
    const page = this.#change(till, screenId, employeeId, (come) => {
      come.lines += 1
      come.hadLine = true
    })
    return () => {
      page.lines -= 1
      if (this.#tills.get(till)?.get(screenId) === page) this.#watch(till, screenId, page)
    }
  }

  /** A screen says what it shows. */
  shown(till: Uuid, screenId: string, employeeId: Uuid, orderId: Uuid | null): void {
    this.#turn += 1
    const turn = this.#turn
    this.#change(till, screenId, employeeId, (page) => {
      page.shown = { orderId, turn }
    })
  }

  /** Whoever stood there has logged out. */
  goodbye(till: Uuid, screenId: string): void {
    const pages = this.#tills.get(till)
    const page = pages?.get(screenId)
    if (!page) return
    clearTimeout(page.goodbye)
    pages?.delete(screenId)
    if (isThere(page)) this.#tell({ till, screenId, employeeId: page.employeeId, isThere: false })
  }

  /** Nobody is anywhere: the till goes. */
  clear(): void {
    for (const pages of this.#tills.values()) for (const { goodbye } of pages.values()) clearTimeout(goodbye)
    this.#tills.clear()
  }

  /** Those that are there, the one that was used last first. */
  of(till: Uuid): PresentScreen[] {
    return [...(this.#tills.get(till) ?? [])]
      .filter(([, page]) => isThere(page))
      .sort(([, a], [, b]) => (b.shown?.turn ?? 0) - (a.shown?.turn ?? 0))
      .map(([screenId, { employeeId, shown }]) => ({ screenId, employeeId, orderId: shown?.orderId ?? null }))
  }

  #change(till: Uuid, screenId: string, employeeId: Uuid, change: (page: Page) => void): Page {
    const pages = this.#tills.get(till) ?? new Map<string, Page>()
    this.#tills.set(till, pages)
    const page = pages.get(screenId) ?? newPage(employeeId)
    pages.set(screenId, page)
    const was = isThere(page)
    change(page)
    this.#watch(till, screenId, page)
    if (!was && isThere(page)) this.#tell({ till, screenId, employeeId: page.employeeId, isThere: true })
    return page
  }

  /** A page without a line is waited for, and then it has gone. */
  #watch(till: Uuid, screenId: string, page: Page): void {
    clearTimeout(page.goodbye)
    page.goodbye = undefined
    if (page.lines > 0) return
    page.goodbye = setTimeout(() => this.goodbye(till, screenId), this.#graceMs)
    page.goodbye.unref()
  }

  #tell(presence: Presence): void {
    for (const listener of this.#listeners) listener(presence)
  }
}

const newPage = (employeeId: Uuid): Page => ({
  ...{ employeeId, lines: 0, hadLine: false, shown: null, goodbye: undefined },
})

/** It had a line, and is waited for as long as that may come back. */
const isThere = ({ hadLine, shown }: Page): boolean => hadLine && shown !== null
