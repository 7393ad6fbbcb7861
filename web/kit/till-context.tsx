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
import { useNames } from './names.ts'
import { noPayingBooks } from './paying-types.ts'
import { useKitText } from './texts.ts'
import { Refused, type TillApi, Unreachable } from './till-api.ts'
import type { Board, Books, Command, Menu, Permission, Session } from './till-types.ts'
import { useToast } from './toast-context.ts'
import { useUsualMenu } from './usual-menu.ts'

type TillParts = { session: Session; api: TillApi; live: LiveTill; logout: () => void }
type Till = TillParts & { nameOf: (name: string) => string; usualMenu: Menu | null }

const TillContext = createContext<Till | null>(null)

/** Gives the logged-in till to everything inside. */
export function TillProvider({ parts, children }: { parts: TillParts; children: ReactNode }) {
  const { api, live } = parts
  const state = useSyncExternalStore(live.subscribe, live.state)
  const usualMenu = useUsualMenu(api, state)
  const nameOf = useNames(usualMenu, state.books)
  const till = useMemo(() => ({ ...parts, nameOf, usualMenu }), [parts, nameOf, usualMenu])
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
  },
}
export const useBooks = (): Books => useTillState().books ?? noBooks

const noBoard: Board = {
  now: 0,
  link: { now: 0, isConnected: true, waitingEntries: 0, cloudSeenAt: null },
  deliveries: [],
  tableOrders: [],
  reserves: [],
  stopList: [],
  shift: null,
  staffOnShift: [],
}
export const useBoard = (): Board => useTillState().board ?? noBoard

/** The till's time, again every `everyMs`. */
export function useNow(everyMs = 1000): number {
  const { clockOffsetMs } = useTillState()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now + clockOffsetMs
}

export function useFormat(): Format {
  const language = useLanguage()
  const { currency, timeZone } = useTill().session.till
  return useMemo(() => createFormat(language, currency, timeZone), [language, currency, timeZone])
}

/** Names of dishes, sizes and payments in the language of the screen, where the chain has them. */
export const useNameOf = (): ((name: string) => string) => useTill().nameOf

/** Why a person may not do something now; null when nothing speaks against it. */
export function useForbidden(): (permission: Permission) => string | null {
  const t = useKitText()
  const { phase } = useTillState()
  const { permissions } = useTill().session.employee
  return (permission) => {
    if (!permissions.includes(permission)) return t('kit.no-permission')
    return phase === 'live' ? null : t('kit.node-lost-why')
  }
}

type Sender = {
  isBusy: boolean
  /** True when the till has done it; what it refused was shown to the person. */
  send(command: Command, doneText?: string): Promise<boolean>
}

/** Sends commands and says what came of them. */
export function useSend(): Sender {
  const { live } = useTill()
  const showProblem = useShowProblem()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => {
      isGone.current = true
    }
  }, [])
  return {
    isBusy,
    async send(command, doneText) {
      setBusy(true)
      try {
        await live.send(command)
        if (doneText) toast(doneText)
        return true
      } catch (error) {
        showProblem(error)
        return false
      } finally {
        if (!isGone.current) setBusy(false)
      }
    },
  }
}

/** Shows what went wrong in the person's language. */
function useShowProblem(): (error: unknown) => void {
  const t = useKitText()
  const toast = useToast()
  const language = useLanguage()
  const { logout } = useTill()
  return (error) => {
    if (error instanceof Refused && error.status === 401) return logout()
    toast(problemText(error, language, t), { isProblem: true })
  }
}

export function problemText(error: unknown, language: 'ru' | 'en', t: ReturnType<typeof useKitText>): string {
  if (error instanceof Refused) return error.text[language]
  return t(error instanceof Unreachable ? 'kit.unreachable' : 'kit.unexpected')
}
