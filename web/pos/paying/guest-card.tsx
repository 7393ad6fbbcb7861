import { Chip } from '../../kit/controls.tsx'
import { useLanguage } from '../../kit/language.ts'
import type { Guest } from '../../kit/paying-types.ts'
import { useFormat, useNow } from '../../kit/till-context.tsx'
import { usePayText } from './texts.ts'

/** Who the guest is, what they have, and a glimpse of where they were. */
export function GuestCard({ guest }: { guest: Guest }) {
  const t = usePayText()
  const format = useFormat()
  const language = useLanguage()
  const now = useNow(60_000)
  const named = ({ name, nameEn }: { name: string; nameEn: string | null }) =>
    language === 'en' ? (nameEn ?? name) : name
  return (
    <section className="guest-card" aria-label={t('paying.guest')} data-guest={guest.id}>
      <h3 className="guest-name">{guest.name ?? t('guest.nameless')}</h3>
      {guest.phone && <p className="fact-phone">{format.phone(guest.phone)}</p>}
      <p className="guest-chips">
        {guest.categories.map((category) => (
          <Chip key={category.name} look="accent">
            {named(category)}
          </Chip>
        ))}
        <Chip>{guest.visits > 0 ? t('guest.visits', { count: guest.visits }) : t('guest.first')}</Chip>
        {guest.cards.map((number) => (
          <Chip key={number} icon="card">
            {number}
          </Chip>
        ))}
      </p>
      {guest.birthday && (
        <p className="quiet">
          {t('guest.birthday', { day: format.date(Date.parse(`${guest.birthday}T12:00:00Z`)) })}
        </p>
      )}
      {guest.comment && <p className="fact-comment">{guest.comment}</p>}
      <dl className="guest-wallets">
        {guest.wallets.map((wallet) => (
          <div className="total-line" key={wallet.walletId}>
            <dt>{named(wallet)}</dt>
            <dd>
              <strong>{format.plainMoney(wallet.balance)}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {guest.orders.length > 0 && (
        <>
          <h4 className="quiet">{t('guest.last-orders')}</h4>
          <ul className="guest-orders">
            {guest.orders.map(({ at, number, sum }) => (
              <li className="total-line" key={at}>
                <span>{`${format.moment(at, now)} · № ${number ?? '—'}`}</span>
                <span>{sum === null ? '' : format.money(sum)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
