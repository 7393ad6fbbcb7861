import { useEffect, useState } from 'react'
import { Button } from './controls.tsx'
import { Dialog } from './dialog.tsx'
import { useLanguage } from './language.ts'
import type { Texts } from './named.ts'
import { useStandbyText } from './standby-texts.ts'
import { useKitText } from './texts.ts'
import { ask, inBrowser } from './till-api.ts'
import { problemText } from './till-context.tsx'

type Standing = {
  role: 'main' | 'standby' | 'waiting'
  standby: 'none' | 'in-sync' | 'catching-up' | 'away'
  partnerUrl: string | null
  setAside: number
}
type Aside = { at: number; what: Texts; detail: string | null; why: Texts | null }

const lookMs = 3000
const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** How the node of this page stands; null: it is a till without another node, or it does not answer. */
function useStanding(): Standing | null {
  const [standing, setStanding] = useState<Standing | null>(null)
  useEffect(() => {
    let isGone = false
    let timer: ReturnType<typeof setTimeout>
    const look = (): void => {
      void ask<Standing>(inBrowser, '/till/standing', { cache: 'no-store' })
        .catch(() => null)
        .then((next) => {
          if (isGone) return
          setStanding(next)
          timer = setTimeout(look, lookMs)
        })
    }
    look()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
  return standing
}

type Props = { pin: string; onUsed: () => void }

/** At the door of a node that is the standby: where the main till is, and how this one becomes it (ADR 32). */
export function StandbyAtLogin({ pin, onUsed }: Props) {
  const t = useStandbyText()
  const kit = useKitText()
  const language = useLanguage()
  const standing = useStanding()
  const [said, setSaid] = useState('')
  const [aside, setAside] = useState<Aside[] | null>(null)
  if (!standing) return null
  const isStandby = standing.role !== 'main'
  if (!isStandby && standing.setAside === 0) return null
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      setSaid(problemText(error, language, kit))
    } finally {
      onUsed()
    }
  }
  const promote = () =>
    attempt(async () => {
      await ask(inBrowser, '/till/promote', post({ pin }))
      setSaid(t('standby.promoted'))
    })
  const show = () => attempt(async () => setAside(await ask(inBrowser, '/till/set-aside', post({ pin }))))
  const words = standing.role === 'waiting' ? t('standby.waits') : t('standby.follows')
  return (
    <section className="entrance-standby" aria-label={t('standby.title')}>
      {isStandby && (
        <>
          <strong>{t('standby.title')}</strong>
          <p>{standing.standby === 'away' ? t('standby.lost') : words}</p>
          {standing.partnerUrl && (
            <a className="button button-quiet" href={`${standing.partnerUrl}${location.pathname}`}>
              {t('standby.open-main')}
            </a>
          )}
          <Button missing={pin === '' ? kit('kit.enter-pin') : null} onClick={() => void promote()}>
            {t('standby.promote')}
          </Button>
          <p className="quiet">{t('standby.promote-hint')}</p>
        </>
      )}
      {standing.setAside > 0 && (
        <>
          <p>{t('standby.aside', { count: standing.setAside })}</p>
          <Button missing={pin === '' ? kit('kit.enter-pin') : null} onClick={() => void show()}>
            {t('standby.aside-show')}
          </Button>
        </>
      )}
      <p role="status">{said}</p>
      {aside && <AsideDialog entries={aside} onClose={() => setAside(null)} />}
    </section>
  )
}

function AsideDialog({ entries, onClose }: { entries: readonly Aside[]; onClose: () => void }) {
  const t = useStandbyText()
  const language = useLanguage()
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' })
  return (
    <Dialog title={t('standby.aside-title')} onClose={onClose}>
      <p>{t('standby.aside-hint')}</p>
      <ul className="scroll">
        {entries.map(({ at, what, detail, why }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={index}>
            <time>{time.format(at)}</time> {what[language]}
            {detail ? ` · ${detail}` : ''}
            {why ? ` · ${why[language]}` : ''}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
