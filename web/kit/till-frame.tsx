import { type ReactNode, useState } from 'react'
import { Button } from './controls.tsx'
import { Dialog } from './dialog.tsx'
import { Icon } from './icons.tsx'
import { useLanguage } from './language.ts'
import { NewVersion } from './offline/new-version.tsx'
import { UnsentBanner } from './offline/unsent-banner.tsx'
import { LanguageChoice, SoundChoice, ThemeChoice } from './preferences.tsx'
import { useKitText } from './texts.ts'
import { useBoard, useFormat, useNow, useTill, useTillState } from './till-context.tsx'

/** So many entries may be under way between two moments; more of them is a queue. */
const underWayMax = 20

/** A short sign that is always there: is the cloud, is the till itself in touch? */
export function LinkBadge() {
  const t = useKitText()
  const { phase } = useTillState()
  const { link } = useBoard()
  if (phase === 'connecting') {
    return (
      <span className="link-badge link-badge-waits">
        <Icon name="cloud" />
        {t('kit.connecting')}
      </span>
    )
  }
  if (phase === 'lost') {
    return (
      <span className="link-badge link-badge-lost">
        <Icon name="alert" />
        {t('kit.link-short-down')}
      </span>
    )
  }
  if (!link.isConnected) {
    return (
      <span className="link-badge link-badge-down" title={t('kit.link-down')}>
        <Icon name="cloud-off" />
        {t('kit.link-short-down')}
      </span>
    )
  }
  return (
    <span className="link-badge" title={t('kit.link-up')}>
      <Icon name="cloud" />
      <span className="link-badge-words">{t('kit.link-short-up')}</span>
    </span>
  )
}

/** Words over the whole width: what is cut off, what is not sent yet, and that a newer screen is there. */
export function ConnectionBanner() {
  return (
    <>
      <CutOff />
      <UnsentBanner />
      <NewVersion />
    </>
  )
}

/** When something is cut off: the node of the screen, or the cloud of the till. */
function CutOff() {
  const t = useKitText()
  const { phase, heardAt } = useTillState()
  const { link } = useBoard()
  const format = useFormat()
  const now = useNow(1000)
  if (phase === 'lost') {
    return (
      <div className="banner banner-lost" role="alert">
        <Icon name="alert" />
        <strong>{t('kit.node-lost')}</strong>
        <span>
          {heardAt
            ? t('kit.node-lost-hint', { time: format.moment(heardAt, now) })
            : t('kit.node-never-heard')}
        </span>
      </div>
    )
  }
  if (!link.isConnected) {
    return (
      <div className="banner banner-link" role="status">
        <Icon name="cloud-off" />
        <strong>
          {t('kit.link-down')}
          {link.cloudSeenAt !== null &&
            ` ${t('kit.link-since', { time: format.moment(link.cloudSeenAt, now) })}`}
        </strong>
        <span>{t('kit.link-waiting', { count: link.waitingEntries })}</span>
        <span>{t('kit.link-works')}</span>
      </div>
    )
  }
  if (link.pair && link.pair.standby !== 'in-sync') {
    return (
      <div className="banner banner-link" role="status">
        <Icon name="alert" />
        <strong>
          {t(link.pair.standby === 'catching-up' ? 'kit.standby-catching-up' : 'kit.standby-away')}
        </strong>
        <span>{t('kit.standby-alone')}</span>
      </div>
    )
  }
  if (link.waitingEntries > underWayMax) {
    return (
      <div className="banner banner-link" role="status">
        <Icon name="cloud" />
        <strong>{t('kit.link-catching-up')}</strong>
        <span>{t('kit.link-waiting', { count: link.waitingEntries })}</span>
      </div>
    )
  }
  return null
}

export function TillClock() {
  const format = useFormat()
  return <time className="till-clock">{format.time(useNow(1000))}</time>
}

/** Who works here; language, appearance and leaving. */
export function UserMenu({ children }: { children?: ReactNode }) {
  const t = useKitText()
  const { session, logout } = useTill()
  const { name } = session.employee
  const isEnglish = useLanguage() === 'en'
  const tillName = isEnglish
    ? (session.till.nameEn ?? session.till.name)
    : `${session.till.name} · ${session.till.organizationName}`
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="user-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="user" />
        <span className="user-name">{shortName(name)}</span>
        <span className="visually-hidden">{t('kit.menu')}</span>
        <Icon name="down" />
      </button>
      {isOpen && (
        <Dialog title={name} onClose={() => setOpen(false)}>
          <div className="stack">
            <p className="quiet">{tillName}</p>
            {children}
            <div className="field">
              <span className="field-label">{t('kit.language')}</span>
              <LanguageChoice />
            </div>
            <div className="field">
              <span className="field-label">{t('kit.theme')}</span>
              <ThemeChoice />
            </div>
            <div className="field">
              <span className="field-label">{t('kit.sound')}</span>
              <SoundChoice />
            </div>
            <Button icon="lock" isLarge onClick={logout}>
              {t('kit.logout')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

/** `Кузнецова Елена` as `Кузнецова Е.` */
const shortName = (name: string): string => {
  const [surname = '', first] = name.split(' ')
  return first ? `${surname} ${first.slice(0, 1)}.` : surname
}
