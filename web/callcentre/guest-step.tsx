import { useEffect, useState } from 'react'
import { Button, Chip, TextField } from '../kit/controls.tsx'
import { get } from '../kit/desk/api.ts'
import { useProblemText } from '../kit/desk/loading.tsx'
import { useNamed } from '../kit/names.ts'
import { DigitPad } from '../kit/pads.tsx'
import { useDesk, useFormatOf, useNow } from './desk-context.ts'
import { newDraft, repeated, withGuest } from './draft.ts'
import { goTo } from './route.ts'
import type { StepProps } from './step-props.ts'
import { useText } from './texts.ts'
import type { AboutPhone, Delivery } from './types.ts'

const digitsMax = 15
const digitsMin = 7

/** Who calls: found by the phone that rings, or by one that is typed on big keys. */
export function GuestStep({ draft, onDraft }: StepProps) {
  const { choices } = useDesk()
  const problemText = useProblemText()
  const [problem, setProblem] = useState<string | null>(null)
  const { phone, about } = draft
  const organization = draft.target?.organizationId ?? choices.organizations[0]?.id ?? ''
  const isKnown = about !== null || phone === ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: another phone asks again, another language does not.
  useEffect(() => {
    if (isKnown) return
    let isGone = false
    get<AboutPhone>(`/guest?${new URLSearchParams({ organization, phone })}`).then(
      (found) => !isGone && onDraft((before) => withGuest({ ...before, phone: found.phone }, found)),
      (error: unknown) => {
        if (isGone) return
        setProblem(problemText(error))
        onDraft(() => newDraft())
      },
    )
    return () => {
      isGone = true
    }
  }, [isKnown, organization, phone])
  if (about) return <GuestCard about={about} draft={draft} onDraft={onDraft} />
  return <Dial problem={problem} onDial={(typed) => onDraft(() => newDraft(typed))} />
}

function Dial({ problem, onDial }: { problem: string | null; onDial: (phone: string) => void }) {
  const t = useText()
  const { choices } = useDesk()
  const format = useFormatOf()
  const code = choices.organizations[0]?.countryCode ?? ''
  const [typed, setTyped] = useState(code)
  const missing = typed.length < digitsMin ? t('cc.phone-short') : null
  const dial = (): void => {
    if (missing === null) onDial(`+${typed}`)
  }
  return (
    <div className="cc-dial">
      <p className="field-label">{t('cc.phone')}</p>
      <output className="cc-dial-number">{format.phone(`+${typed}`)}</output>
      {problem && (
        <p className="field-problem" role="alert">
          {problem}
        </p>
      )}
      <DigitPad value={typed} onChange={setTyped} onEnter={dial} max={digitsMax} />
      <Button look="primary" isLarge isWide icon="search" missing={missing} onClick={dial} data-action="find">
        {t('cc.find')}
      </Button>
    </div>
  )
}

type GuestCardProps = Omit<StepProps, 'check'> & { about: AboutPhone }

function GuestCard({ about, draft, onDraft }: GuestCardProps) {
  const t = useText()
  const named = useNamed()
  const format = useFormatOf()
  const { guest, orders } = about
  const missing = draft.name.trim() === '' ? t('cc.name-missing') : null
  const repeat = (order: Delivery): void => {
    onDraft((before) => repeated(before, order))
    goTo('order', 'address')
  }
  return (
    <div className="cc-guest">
      <section className="card cc-guest-card">
        <div className="section-head">
          <h2 className="page-title">{format.phone(draft.phone)}</h2>
          <Button look="quiet" onClick={() => onDraft(() => newDraft())}>
            {t('cc.another')}
          </Button>
        </div>
        <div className="cc-chips">
          {!guest && <Chip look="info">{t('cc.new-guest')}</Chip>}
          {guest?.isBlocked && (
            <Chip look="late" icon="alert">
              {t('cc.blocked')}
            </Chip>
          )}
          {guest?.categories.map((category) => (
            <Chip key={category.id}>{named(category)}</Chip>
          ))}
          {guest?.wallets.map((wallet) => (
            <Chip key={wallet.id} look="accent" icon="card">
              {t('cc.wallet', {
                name: named(wallet.program ?? wallet),
                sum: format.plainMoney(Number(wallet.balance)),
              })}
            </Chip>
          ))}
          {about.ordersCount > 0 && <Chip>{t('cc.orders-count', { count: about.ordersCount })}</Chip>}
        </div>
        {guest?.profile.comment && <p className="note">{guest.profile.comment}</p>}
        <TextField
          label={t('cc.name')}
          value={draft.name}
          maxLength={60}
          onChange={(name) => onDraft((before) => ({ ...before, name }))}
        />
        <Button
          look="primary"
          isLarge
          icon="forward"
          missing={missing}
          onClick={() => goTo('order', 'address')}
          data-action="to-address"
        >
          {t('cc.next')}
        </Button>
      </section>
      <section className="cc-history">
        <h2 className="card-title">{t('cc.history')}</h2>
        {orders.length === 0 && <p className="quiet">{t('cc.history-none')}</p>}
        <ul className="rows">
          {orders.map((order) => (
            <li key={order.id}>
              <PastOrder order={order} onRepeat={missing === null ? () => repeat(order) : null} />
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function PastOrder({ order, onRepeat }: { order: Delivery; onRepeat: (() => void) | null }) {
  const t = useText()
  const named = useNamed()
  const now = useNow()
  const format = useFormatOf(order.organization?.id ?? null)
  const facts = [
    order.createdAt && format.moment(Date.parse(order.createdAt), now),
    order.number !== null && t('cc.number', { number: order.number }),
    order.organization && named(order.organization),
  ]
  return (
    <article className="row" data-past={order.id}>
      <div className="row-main">
        <strong>
          {order.items.map(({ name, amount }) => `${name} × ${format.amount(amount)}`).join(', ')}
        </strong>
        <span className="quiet">{order.address?.text ?? t('cc.pickup')}</span>
        <span className="quiet">{facts.filter(Boolean).join(' · ')}</span>
      </div>
      {order.status && <Chip>{t(`cc.status.${order.status}`)}</Chip>}
      {order.sum !== null && <strong>{format.money(order.sum)}</strong>}
      <Button
        icon="undo"
        missing={onRepeat ? null : t('cc.name-missing')}
        onClick={() => onRepeat?.()}
        data-action="repeat"
      >
        {t('cc.repeat')}
      </Button>
    </article>
  )
}
