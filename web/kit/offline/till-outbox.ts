import type { LiveTill } from '../live-till.ts'
import { newCommandId, type TillApi } from '../till-api.ts'
import type { Board, Session } from '../till-types.ts'
import type { Action } from './action.ts'
import { openActionStore } from './action-store.ts'
import { createOutbox, type Outbox } from './outbox.ts'
import { browserTabs } from './tabs.ts'

type Parts = { api: TillApi; live: LiveTill; session: Session; onLoggedOut: () => void }

/** So long the stream may take to show what the till has just answered. */
const shownMsMax = 3000

/** The outbox of one person at one till, in this browser. */
export function openTillOutbox({ api, live, session, onLoggedOut }: Parts): Outbox {
  const { code } = api
  const { id, name } = session.employee
  const outbox = createOutbox({
    till: code,
    author: { id, name },
    store: openActionStore(code, globalThis.indexedDB),
    deliver: (commandId, command) => api.deliver(commandId, command),
    isLive: () => live.state().phase === 'live',
    shown: (action) => shownOn(live, action),
    onLoggedOut,
    tabs: browserTabs(code),
    newId: newCommandId,
    now: () => Date.now() + live.state().clockOffsetMs,
    sleep,
  })
  let wasLive = false
  live.subscribe(() => {
    const isLive = live.state().phase === 'live'
    if (isLive && !wasLive) outbox.kick()
    wasLive = isLive
  })
  return outbox
}

function shownOn(live: LiveTill, action: Action): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      stop()
      resolve()
    }
    const check = (): void => {
      const { board } = live.state()
      if (board && isShown(board, action)) end()
    }
    const timer = setTimeout(end, shownMsMax)
    const stop = live.subscribe(check)
    check()
  })
}

/** The till's picture has all that the action brought. */
export function isShown(board: Board, { command, picture }: Action): boolean {
  if (command.kind === 'delivery.changeComment' || command.kind === 'delivery.changeProblem') return true
  const { orderId } = command
  const sale =
    board.tableOrders.find(({ id }) => id === orderId) ??
    board.deliveries.find(({ id }) => id === orderId) ??
    board.reserves.find(({ id }) => id === orderId)?.banquet
  if (!sale) return false
  const there = new Set(sale.items.map(({ positionId }) => positionId))
  return picture.every(({ positionId }) => there.has(positionId))
}

function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
