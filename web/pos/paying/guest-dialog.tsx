import { useState } from 'react'
import { unframed, useCardReader } from '../../kit/card-reader.ts'
import { Button, Choices, TextField } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useLanguage } from '../../kit/language.ts'
import { DigitPad } from '../../kit/pads.tsx'
import type { Guest } from '../../kit/paying-types.ts'
import { useKitText } from '../../kit/texts.ts'
import { Refused } from '../../kit/till-api.ts'
import { problemText, useBooks, useForbidden, useSend, useTill } from '../../kit/till-context.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { GuestCard } from './guest-card.tsx'
import type { PaidOrder } from './paid-order.ts'
import { usePayText } from './texts.ts'
import { useOffers } from './use-offers.ts'

type Way = 'phone' | 'card' | 'qr'
type Props = { order: PaidOrder; onClose: () => void }

/** Finds the guest of an order by phone, card or code, or registers one. */
export function GuestDialog({ order, onClose }: Props) {
  const t = usePayText()
  const [way, setWay] = useState<Way>('phone')
  const [typed, setTyped] = useState('')
  const search = useSearch()
  const present = useOffers(order.of, order.orderId, order.sale.guestId)?.guest ?? null
  const shown = search.guest ?? (search.isUnknown ? null : present)
  // A code may be a phone or the guest themselves; a track is a card, whatever was being typed.
  useCardReader((card) => void search.find(way === 'qr' ? 'qr' : 'card', unframed(card)))
  const change = (text: string): void => {
    setTyped(text)
    search.forget()
  }
  return (
    <Dialog
      title={t('guest.title', { number: order.sale.number })}
      size="wide"
      onClose={onClose}
      foot={<Foot order={order} found={search.guest} present={present} onDone={onClose} />}
    >
      <div className="two-parts">
        <div className="stack">
          <Choices
            label={t('guest.way')}
            value={way}
            onChange={(next) => {
              setWay(next)
              change('')
            }}
            options={[
              { value: 'phone', label: t('guest.by-phone') },
              { value: 'card', label: t('guest.by-card') },
              { value: 'qr', label: t('guest.by-qr') },
            ]}
          />
          {way !== 'qr' && (
            <Digits way={way} typed={typed} onChange={change} onEnter={() => void search.find(way, typed)} />
          )}
          {way === 'qr' && (
            <>
              <p className="quiet">{t('guest.qr-hint')}</p>
              <TextField label={t('guest.qr')} value={typed} onChange={change} maxLength={200} />
            </>
          )}
          <Button
            isLarge
            icon="search"
            isBusy={search.isBusy}
            missing={typed.trim() === '' ? t('guest.typed-nothing') : null}
            onClick={() => void search.find(way, typed)}
            data-action="find-guest"
          >
            {t('guest.find')}
          </Button>
        </div>
        <div className="stack">
          {shown && <GuestCard guest={shown} />}
          {!shown && !search.isUnknown && <p className="column-empty">{t('guest.nobody')}</p>}
          {search.isUnknown && (
            <NewGuest
              order={order}
              phone={way === 'phone' ? typed : null}
              onRegistered={search.show}
              onMet={onClose}
            />
          )}
        </div>
      </div>
    </Dialog>
  )
}

type DigitsProps = {
  way: 'phone' | 'card'
  typed: string
  onChange: (text: string) => void
  onEnter: () => void
}

/** A phone or the number of a card, on a pad that a finger hits. */
function Digits({ way, typed, onChange, onEnter }: DigitsProps) {
  const t = usePayText()
  const { phone } = useBooks().settings
  return (
    <>
      {way === 'card' && <p className="quiet">{t('guest.card-hint')}</p>}
      <output className="pay-typed" aria-label={t(way === 'phone' ? 'guest.phone' : 'guest.card')}>
        {typed || (way === 'phone' ? `+${phone.code}` : '…')}
      </output>
      <DigitPad value={typed} max={20} onChange={onChange} onEnter={onEnter} />
    </>
  )
}

type FootProps = { order: PaidOrder; found: Guest | null; present: Guest | null; onDone: () => void }

function Foot({ order, found, present, onDone }: FootProps) {
  const t = usePayText()
  const { send, isBusy } = useSend()
  const forbidden = useForbidden()(order.editRight)
  const set = async (guestId: string | null, done: string): Promise<void> => {
    const kind = `${order.of}.setGuest` as const
    if (await send({ kind, orderId: order.orderId, guestId }, done)) onDone()
  }
  const isNew = found !== null && found.id !== present?.id
  return (
    <>
      {present && order.of === 'tableOrder' && (
        <Button
          icon="close"
          isBusy={isBusy}
          forbidden={forbidden}
          onClick={() => void set(null, t('guest.removed'))}
          data-action="remove-guest"
        >
          {t('guest.remove')}
        </Button>
      )}
      <Button
        look="primary"
        icon="check"
        isLarge
        isBusy={isBusy}
        forbidden={forbidden}
        missing={isNew ? null : t('guest.nobody')}
        onClick={() => void set(found?.id ?? null, t('guest.attached'))}
        data-action="set-guest"
      >
        {t('guest.attach')}
      </Button>
    </>
  )
}

/** Looks for a guest at the till; who is unknown may be registered, what else goes wrong is said. */
function useSearch() {
  const { api } = useTill()
  const say = useKitText()
  const toast = useToast()
  const language = useLanguage()
  const [guest, setGuest] = useState<Guest | null>(null)
  const [isUnknown, setUnknown] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const forget = (): void => {
    setGuest(null)
    setUnknown(false)
  }
  return {
    guest,
    isUnknown,
    isBusy,
    forget,
    show(found: Guest) {
      setUnknown(false)
      setGuest(found)
    },
    async find(by: Way, text: string): Promise<void> {
      if (text.trim() === '') return
      forget()
      setBusy(true)
      try {
        setGuest(await api.guest(by, text))
      } catch (error) {
        if (error instanceof Refused && error.code.startsWith('guest.')) setUnknown(true)
        else toast(problemText(error, language, say), { isProblem: true })
      } finally {
        setBusy(false)
      }
    },
  }
}

type NewGuestProps = {
  order: PaidOrder
  phone: string | null
  onRegistered: (guest: Guest) => void
  /** The order has them, the book of guests not yet. */
  onMet: () => void
}

/** Somebody new: a phone that nobody has, and a name. Without the cloud a table's order has them until it is back. */
function NewGuest({ order, phone, onRegistered, onMet }: NewGuestProps) {
  const t = usePayText()
  const say = useKitText()
  const { api } = useTill()
  const toast = useToast()
  const language = useLanguage()
  const { send } = useSend()
  const [name, setName] = useState('')
  const [isBusy, setBusy] = useState(false)
  const register = async (): Promise<void> => {
    setBusy(true)
    try {
      onRegistered(await api.registerGuest({ phone: phone ?? '', name: name.trim() }))
    } catch (error) {
      const isCutOff = error instanceof Refused && error.code === 'guest.no-line'
      if (!isCutOff || order.of !== 'tableOrder')
        return toast(problemText(error, language, say), { isProblem: true })
      const guest = { phone: phone ?? '', name: name.trim() }
      const command = { kind: 'tableOrder.addCustomer' as const, orderId: order.orderId, guest }
      if (await send(command, t('guest.met'))) onMet()
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="stack" aria-label={t('guest.new')}>
      <p className="guest-name">{t('guest.unknown')}</p>
      {phone !== null && (
        <>
          <TextField label={t('guest.name')} value={name} onChange={setName} maxLength={60} />
          <Button
            icon="plus"
            isLarge
            isBusy={isBusy}
            missing={name.trim() === '' ? t('guest.name-missing') : null}
            onClick={() => void register()}
            data-action="register-guest"
          >
            {t('guest.new')}
          </Button>
        </>
      )}
    </section>
  )
}
