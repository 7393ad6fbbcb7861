import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useCardReader } from './card-reader.ts'
import { Empty } from './controls.tsx'
import { Mark } from './icons.tsx'
import { useLanguage } from './language.ts'
import { createLiveTill } from './live-till.ts'
import { openTillMemory } from './offline/till-memory.ts'
import { openTillOutbox } from './offline/till-outbox.ts'
import { UnsentAtLogin } from './offline/unsent-at-login.tsx'
import { PinPad } from './pads.tsx'
import { LanguageChoice } from './preferences.tsx'
import { readSetting, saveSetting } from './settings.ts'
import { StandbyAtLogin } from './standby-at-login.tsx'
import { useKitText } from './texts.ts'
import { listTills, TillApi, Unreachable } from './till-api.ts'
import { problemText, TillProvider } from './till-context.tsx'
import type { Confirmation, Session, TillChoice } from './till-types.ts'

const sessionKey = (code: string): string => `trapeza.session.${code}`

/** A reload keeps the session, a closed page does not. */
function savedSession(code: string): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(sessionKey(code)) ?? 'null') as Session | null
  } catch {
    return null
  }
}

function saveSession(code: string, session: Session | null): void {
  if (session) sessionStorage.setItem(sessionKey(code), JSON.stringify(session))
  else sessionStorage.removeItem(sessionKey(code))
}

/** Which till, then who; inside, the till is at hand. */
export function Entrance({ children }: { children: ReactNode }) {
  const [code, setCode] = useState(() => readSetting('till'))
  const [tills, setTills] = useState<TillChoice[] | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const load = () => {
      listTills().then(setTills, () => {
        timer = setTimeout(load, 2000)
      })
    }
    load()
    return () => clearTimeout(timer)
  }, [])
  const choose = (next: string | null): void => {
    saveSetting('till', next)
    setCode(next)
  }
  const isUnknown = tills !== null && !tills.some((till) => till.code === code)
  if (!code || isUnknown) return <ChooseTill tills={tills} onChoose={choose} />
  const till = tills?.find((each) => each.code === code) ?? null
  return (
    <AtTill key={code} code={code} till={till} onLeave={() => choose(null)}>
      {children}
    </AtTill>
  )
}

type AtTillProps = { code: string; till: TillChoice | null; onLeave: () => void; children: ReactNode }

function AtTill({ code, till, onLeave, children }: AtTillProps) {
  const [session, setSession] = useState(() => savedSession(code))
  const parts = useMemo(() => {
    if (!session) return null
    const api = new TillApi(code)
    api.setToken(session.token)
    const logout = (): void => {
      // Nobody waits for it: a till that does not hear it sees the line end.
      api.goodbye().catch(() => {})
      saveSession(code, null)
      setSession(null)
    }
    const memory = openTillMemory(code, globalThis.indexedDB)
    const live = createLiveTill({ api, memory, onLoggedOut: logout })
    const outbox = openTillOutbox({ api, live, session, onLoggedOut: logout })
    return { session, api, logout, memory, live, outbox }
  }, [code, session])
  useEffect(() => {
    parts?.live.start()
    parts?.outbox.start()
    return () => {
      parts?.live.stop()
      parts?.outbox.stop()
    }
  }, [parts])
  if (parts) return <TillProvider parts={parts}>{children}</TillProvider>
  const enter = (next: Session): void => {
    saveSession(code, next)
    setSession(next)
  }
  return <PinScreen code={code} till={till} onEnter={enter} onLeave={onLeave} />
}

type ChooseTillProps = { tills: TillChoice[] | null; onChoose: (code: string) => void }

export function ChooseTill({ tills, onChoose }: ChooseTillProps) {
  const t = useKitText()
  const isEnglish = useLanguage() === 'en'
  return (
    <main className="entrance">
      <EntranceSide title={<h1>{t('kit.choose-till')}</h1>} place={t('kit.choose-till-hint')} />
      <section className="entrance-main" aria-label={t('kit.choose-till')}>
        <EntranceSettings />
        {tills?.length === 0 ? (
          <Empty title={t('kit.no-tills')}>{t('kit.no-tills-hint')}</Empty>
        ) : (
          <ul className="entrance-tills scroll">
            {tills?.map((till) => (
              <li key={till.id}>
                <button type="button" className="option" onClick={() => onChoose(till.code)}>
                  <span>
                    <strong>{isEnglish ? (till.nameEn ?? till.name) : till.name}</strong>
                    <br />
                    <span className="quiet">
                      {isEnglish ? (till.organizationNameEn ?? till.organizationName) : till.organizationName}
                    </span>
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </main>
  )
}

type PinScreenProps = {
  code: string
  till: TillChoice | null
  onEnter: (session: Session) => void
  onLeave: () => void
}

function PinScreen({ code, till, onEnter, onLeave }: PinScreenProps) {
  const t = useKitText()
  const language = useLanguage()
  const [pin, setPin] = useState('')
  const [error, setError] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  const isEnglish = language === 'en'
  const enter = async (shown: Confirmation): Promise<void> => {
    setBusy(true)
    try {
      onEnter(await new TillApi(code).login(shown))
    } catch (problem) {
      setPin('')
      setError(problem)
      setBusy(false)
    }
  }
  useCardReader((card) => {
    setPin('')
    setError(null)
    if (!isBusy) void enter({ card })
  })
  return (
    <main className="entrance">
      <EntranceSide
        title={(isEnglish ? (till?.nameEn ?? till?.name) : till?.name) ?? ''}
        place={
          (isEnglish ? (till?.organizationNameEn ?? till?.organizationName) : till?.organizationName) ?? ''
        }
        onLeave={onLeave}
      />
      <section className="entrance-main" aria-labelledby="pin-heading">
        <EntranceSettings />
        <div className="entrance-form">
          <h1 className="entrance-heading" id="pin-heading">
            {t('kit.enter-pin')}
          </h1>
          <PinPad
            value={pin}
            isBusy={isBusy}
            onChange={(value) => {
              setPin(value)
              setError(null)
            }}
            onEnter={() => void enter({ pin })}
          />
          <p className="entrance-problem" role="alert">
            {error instanceof Unreachable && t('kit.till-unreachable')}
            {error !== null && !(error instanceof Unreachable) && problemText(error, language, t)}
          </p>
          <StandbyAtLogin pin={pin} onUsed={() => setPin('')} />
          <UnsentAtLogin code={code} />
        </div>
      </section>
    </main>
  )
}

type SideProps = { title: ReactNode; place: string; onLeave?: () => void }

export function EntranceSide({ title, place, onLeave }: SideProps) {
  const t = useKitText()
  return (
    <header className="entrance-side">
      <div className="entrance-mark">
        <Mark />
        Trapeza
      </div>
      <div className="entrance-watermark">
        <Mark />
      </div>
      <div>
        <div className="entrance-till">{title}</div>
        <p className="entrance-place">{place}</p>
      </div>
      <div>
        {onLeave && (
          <button type="button" className="button button-quiet entrance-leave" onClick={onLeave}>
            {t('kit.change-till')}
          </button>
        )}
      </div>
    </header>
  )
}

export const EntranceSettings = () => (
  <div className="entrance-settings">
    <LanguageChoice />
  </div>
)
