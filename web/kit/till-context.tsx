import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { createFormat, type Format } from './format.ts'
import { useLanguage } from './language.ts'
import type { LiveTill, TillState } from './live-till.ts'
import type { Menu } from './menu-types.ts'
import { useNames } from './names.ts'
import { type ItemPicture, isComposed } from './offline/action.ts'
import { NoRoom } from './offline/action-store.ts'
import type { Outbox, OutboxState } from './offline/outbox.ts'
import { useOfflineText } from './offline/texts.ts'
import type { TillMemory } from './offline/till-memory.ts'
import { withWaiting } from './offline/waiting-board.ts'
import { noPayingBooks } from './paying-types.ts'
import { useKitText } from './texts.ts'
import { Refused, type TillApi, Unreachable } from './till-api.ts'
import type { Board, Books, Command, Confirmation, Permission, Session } from './till-types.ts'
import { useToast } from './toast-context.ts'
import { useClock } from './use-clock.ts'
import { useUsualMenu } from './usual-menu.ts'

type TillParts = {
  session: Session
  api: TillApi
  live: LiveTill
  memory: TillMemory
  outbox: Outbox
  logout: () => void
}
type Till = TillParts & {
  nameOf: (name: string) => string
  usualMenu: Menu | null
  /** With what this device has not sent yet. */
  board: Board | null
}

const TillContext = createContext<Till | null>(null)

/** Gives the logged-in till to everything inside. */
export function TillProvider({ parts, children }: { parts: TillParts; children: ReactNode }) {
  const { api, live, memory, outbox } = parts
  const state = useSyncExternalStore(live.subscribe, live.state)
  const { actions, delivered } = useSyncExternalStore(outbox.subscribe, outbox.state)
  const usualMenu = useUsualMenu(api, memory, state)
  const nameOf = useNames(usualMenu, state.books)
  const board = useMemo(
    () => state.board && withWaiting(state.board, [...delivered, ...actions]),
    [state.board, delivered, actions],
  )
  const till = useMemo(() => ({ ...parts, nameOf, usualMenu, board }), [parts, nameOf, usualMenu, board])
  return <TillContext value={till}>{children}</TillContext>
}

export function useTill(): Till {
  const till = useContext(TillContext)
  if (!till) throw new Error('no till above this component')
  return till
}

export function useTillState(): TillState {
  const { live } = useTill()
  return useSyncExternalStore(live.subscribe, live.state)
}

/** What is done at this device and not sent, with what the till refused of it. */
export function useOutboxState(): OutboxState {
  const { outbox } = useTill()
  return useSyncExternalStore(outbox.subscribe, outbox.state)
}

const noBooks: Books = {
  paying: noPayingBooks,
  revision: '',
  cancelCauses: [],
  removalTypes: [],
  paymentTypes: [],
  payTypes: [],
  couriers: [],
  employees: [],
  cookingPlaces: [],
  sections: [],
  quickMenus: [],
  settings: {
    isConfirmationEnabled: false,
    isItemCommentEnabled: false,
    isPaidBeforeSending: false,
    cookingMinutes: 0,
    isTabMode: false,
    phone: { code: '', min: 7, max: 15 },
  },
}
export const useBooks = (): Books => useTillState().books ?? noBooks

const noBoard: Board = {
  now: 0,
  link: { now: 0, isConnected: true, waitingEntries: 0, cloudSeenAt: null, pair: null },
  deliveries: [],
  tableOrders: [],
  reserves: [],
  stopList: [],
  shift: null,
  staffOnShift: [],
}
export const useBoard = (): Board => useTill().board ?? noBoard

/** The till's time, again every `everyMs`. */
export const useNow = (everyMs = 1000): number => useClock(useTillState().clockOffsetMs, everyMs)

export function useFormat(): Format {
  const language = useLanguage()
  const { currency, timeZone } = useTill().session.till
  return createFormat(language, currency, timeZone)
}

/** Names of dishes, sizes and payments in the language of the screen, where the chain has them. */
export const useNameOf = (): ((name: string) => string) => useTill().nameOf

/** Why a person may not do something now; null when nothing speaks against it. Composing needs no till. */
export function useForbidden(): (permission: Permission, isComposing?: boolean) => string | null {
  const t = useKitText()
  const { phase } = useTillState()
  const { permissions } = useTill().session.employee
  return (permission, isComposing = false) => {
    if (!permissions.includes(permission)) return t('kit.no-permission')
    return phase === 'live' || isComposing ? null : t('kit.node-lost-why')
  }
}

/**
 * True when the till has done it, or when it is written here and goes when the till answers. What was refused was shown
 * to the person. `picture`: how dishes look until the till has said.
 */
type Send = (command: Command, doneText?: string, picture?: readonly ItemPicture[]) => Promise<boolean>

/**
 * Sends commands and says what came of them, as many at a time as there are touches: for what adds up, and for what is
 * of different things. A touch that waits for the answer to another one would be lost.
 */
export function useSendEach(): Send {
  const showProblem = useShowProblem()
  const dispatch = useDispatch()
  const toast = useToast()
  return async (command, doneText, picture) => {
    try {
      const said = await dispatch(command, picture ? { picture } : {})
      if (said ?? doneText) toast(said ?? doneText ?? '')
      return true
    } catch (error) {
      showProblem(error)
      return false
    }
  }
}

/** Sends one command at a time and says what came of it. */
export function useSend(): { isBusy: boolean; send: Send } {
  const sendEach = useSendEach()
  const [isBusy, setBusy] = useState(false)
  const isGone = useRef(false)
  // Two taps of one moment come before the button has turned busy.
  const isUnderWay = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])
  return {
    isBusy,
    async send(command, doneText, picture) {
      if (isUnderWay.current) return false
      isUnderWay.current = true
      setBusy(true)
      const isDone = await sendEach(command, doneText, picture)
      isUnderWay.current = false
      if (!isGone.current) setBusy(false)
      return isDone
    },
  }
}

/** Something has to be done first, in words. */
class NotNow extends Error {
  override readonly name = 'NotNow'
}

type Dispatched = { picture?: readonly ItemPicture[]; confirmation?: Confirmation }

/** Brings a command to the till, or writes it down; gives words where it was only written down. */
export function useDispatch(): (command: Command, more?: Dispatched) => Promise<string | null> {
  const { live, outbox } = useTill()
  const t = useOfflineText()
  return async (command, { picture, confirmation } = {}) => {
    if (isComposed(command)) {
      try {
        return (await outbox.submit(command, picture)) === 'kept' ? t('offline.kept') : null
      } catch (error) {
        // Unwritten, but the till is there to take it at once.
        if (!(error instanceof NoRoom) || live.state().phase !== 'live') throw error
      }
    }
    if (command.kind === 'shift.close' && outbox.state().actions.length > 0)
      throw new NotNow(t('offline.shift-waits'))
    // Otherwise a bill would miss the dishes that wait here.
    if ('orderId' in command && !isComposed(command) && !(await outbox.settled(command.orderId)))
      throw new NotNow(t('offline.order-waits'))
    await live.send(command, confirmation)
    return null
  }
}

/** Shows what went wrong in the person's language. */
function useShowProblem(): (error: unknown) => void {
  const t = useKitText()
  const toast = useToast()
  const language = useLanguage()
  const offline = useOfflineText()
  const { logout } = useTill()
  return (error) => {
    if (error instanceof Refused && error.status === 401) return logout()
    if (error instanceof NoRoom) return toast(offline('offline.no-room'), { isProblem: true })
    toast(problemText(error, language, t), { isProblem: true })
  }
}

export function problemText(error: unknown, language: 'ru' | 'en', t: ReturnType<typeof useKitText>): string {
  if (error instanceof Refused) return error.text[language]
  if (error instanceof NotNow) return error.message
  return t(error instanceof Unreachable ? 'kit.unreachable' : 'kit.unexpected')
}
