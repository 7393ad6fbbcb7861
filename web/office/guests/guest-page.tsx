import { useState } from 'react'
import { Button, Chip, IconButton } from '../../kit/controls.tsx'
import { useLoaded, WhenLoaded } from '../../kit/desk/loading.tsx'
import { useToast } from '../../kit/toast-context.ts'
import { useFormat, usePath } from '../place.tsx'
import { useForbidden } from '../rights.ts'
import { goTo } from '../route.ts'
import { useText as useOfficeText } from '../texts.ts'
import { CardsAndCategories } from './cards-and-categories.tsx'
import { GuestDialog } from './guest-dialog.tsx'
import { GuestHistory } from './guest-history.tsx'
import type { Guest } from './guest-types.ts'
import { useText } from './texts.ts'
import { Wallets } from './wallets.tsx'

/** A guest's card: who they are, what they have, and all that happened. */
export function GuestPage({ id }: { id: string }) {
  const path = usePath()
  const guest = useLoaded<Guest>(path(`/guests/${id}`))
  // What changes a guest adds to the history, which is read again then.
  const [round, setRound] = useState(0)
  const change = (changed: Guest): void => {
    guest.set(changed)
    setRound((before) => before + 1)
  }
  return (
    <WhenLoaded of={guest}>
      {(present) => (
        <section className="page page-wide">
          <Head guest={present} onChanged={change} />
          <div className="guest-columns">
            <div className="stack">
              <Wallets guest={present} onChanged={change} />
              <GuestHistory key={round} id={id} />
            </div>
            <div className="stack">
              <About guest={present} onChanged={change} />
              <CardsAndCategories guest={present} onChanged={change} />
            </div>
          </div>
        </section>
      )}
    </WhenLoaded>
  )
}

export type PartProps = { guest: Guest; onChanged: (guest: Guest) => void }

const useGuestName = (): ((guest: Guest) => string) => {
  const t = useOfficeText()
  return ({ profile: { surname, name, middleName } }) =>
    [surname, name, middleName].filter(Boolean).join(' ') || t('office.guest-nameless')
}

function Head({ guest }: PartProps) {
  const t = useText()
  const name = useGuestName()
  return (
    <header className="page-head">
      <IconButton icon="back" label={t('kit.back')} isFramed onClick={() => goTo('guests')} />
      <h1 className="page-title office-title">{name(guest)}</h1>
      {guest.isBlocked && <Chip look="late">{t('guests.blocked')}</Chip>}
      {guest.isDeleted && <Chip look="soon">{t('guests.deleted')}</Chip>}
      {guest.isForgotten && <Chip look="soon">{t('guests.forgotten')}</Chip>}
    </header>
  )
}

function About({ guest, onChanged }: PartProps) {
  const t = useText()
  const office = useOfficeText()
  const toast = useToast()
  const forbidden = useForbidden()
  const name = useGuestName()
  const [isOpen, setOpen] = useState(false)
  const { profile, wantsLoyaltyInfo, wantsPromotions } = guest
  return (
    <section className="card">
      <div className="section-head">
        <h2 className="card-title">{t('guests.about')}</h2>
        <Button forbidden={forbidden('operator')} onClick={() => setOpen(true)}>
          {office('office.edit')}
        </Button>
      </div>
      <Facts guest={guest} />
      {isOpen && (
        <GuestDialog
          id={guest.id}
          title={name(guest)}
          start={{ ...profile, wantsLoyaltyInfo, wantsPromotions }}
          onClose={() => setOpen(false)}
          onSaved={(saved) => {
            setOpen(false)
            toast(office('office.saved'))
            onChanged(saved)
          }}
        />
      )}
    </section>
  )
}

function Facts({ guest: { profile, orders, registeredAt, registeredIn } }: { guest: Guest }) {
  const t = useText()
  const format = useFormat()
  const facts: [string, string | null][] = [
    [t('guests.phone'), profile.phone && format.phone(profile.phone)],
    [t('guests.birthday'), profile.birthday && format.day(`${profile.birthday}T12:00:00Z`)],
    [t('guests.email'), profile.email],
    [t('guests.sex'), profile.sex === 0 ? null : t(`guests.sex.${profile.sex}`)],
    [t('guests.comment'), profile.comment],
    [t('guests.registered'), [format.day(registeredAt), registeredIn].filter(Boolean).join(', ')],
    [
      t('guests.orders'),
      orders.count === 0
        ? t('guests.never')
        : t('guests.orders-sum', { count: orders.count, sum: format.money(orders.sum) }),
    ],
    [t('guests.last-visit'), orders.lastAt && format.moment(orders.lastAt)],
  ]
  return (
    <dl className="facts">
      {facts.map(
        ([label, value]) =>
          value && (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}
