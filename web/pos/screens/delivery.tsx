import { useState } from 'react'
import { Button, Chip, Choices, Empty, IconButton } from '../../kit/controls.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { useDuration } from '../../kit/duration.ts'
import { useBoard, useBooks, useForbidden, useFormat, useNow, useSend } from '../../kit/till-context.tsx'
import type { Delivery } from '../../kit/till-types.ts'
import type { DeliveryAction, DialogName } from '../actions/action.ts'
import { offeredActions } from '../actions/delivery-actions.ts'
import { takePayment } from '../actions/take-payment.ts'
import { DeliveryDialog } from '../dialogs/delivery-dialog.tsx'
import { deadlineOf } from '../model/deadline.ts'
import { goTo } from '../model/route.ts'
import { AskedPayment } from '../plugins/asked-payment.tsx'
import { PluginButtons } from '../plugins/plugin-buttons.tsx'
import { usePlugins } from '../plugins/plugin-context.ts'
import { useText } from '../texts.ts'
import { DeliveryFacts } from './delivery-facts.tsx'
import { DeliveryHistory } from './delivery-history.tsx'
import { DeliveryItems } from './delivery-items.tsx'
import { Countdown } from './delivery-tile.tsx'

/** The card of one delivery: what is in it, for whom, what happened, and what to do next. */
export function DeliveryScreen({ id }: { id: string }) {
  const t = useText()
  const { deliveries } = useBoard()
  const delivery = deliveries.find((each) => each.id === id)
  const [tab, setTab] = useState<'order' | 'history'>('order')
  const [dialog, setDialog] = useState<DialogName | null>(null)
  if (!delivery) {
    return (
      <Empty title={t('delivery.not-found')}>
        <Button icon="back" onClick={() => goTo({ screen: 'board' })}>
          {t('kit.back')}
        </Button>
      </Empty>
    )
  }
  return (
    <section className="card" aria-label={t('delivery.title', { number: delivery.number })} data-card={id}>
      <CardHead delivery={delivery}>
        <Choices
          label={t('delivery.tab')}
          value={tab}
          onChange={setTab}
          options={[
            { value: 'order', label: t('delivery.tab.order') },
            { value: 'history', label: t('delivery.tab.history') },
          ]}
        />
      </CardHead>
      {tab === 'order' ? (
        <div className="card-body">
          <DeliveryItems delivery={delivery} />
          <DeliveryFacts delivery={delivery} />
        </div>
      ) : (
        <DeliveryHistory delivery={delivery} />
      )}
      <CardActions delivery={delivery} onOpen={setDialog} />
      <PaymentForPlugins
        delivery={delivery}
        isOpen={dialog === 'payment'}
        onOpen={() => setDialog('payment')}
      />
      {dialog && <DeliveryDialog name={dialog} delivery={delivery} onClose={() => setDialog(null)} />}
    </section>
  )
}

function CardHead({ delivery, children }: { delivery: Delivery; children: React.ReactNode }) {
  const t = useText()
  const format = useFormat()
  const now = useNow(5000)
  const duration = useDuration()
  const isEnded = delivery.status === 'Closed' || delivery.status === 'Cancelled'
  return (
    <header className="card-head">
      <IconButton icon="back" isFramed label={t('kit.back')} onClick={() => goTo({ screen: 'board' })} />
      <h1 className="card-number">
        <span className="visually-hidden">{t('delivery.title', { number: delivery.number })}</span>
        <span aria-hidden="true">{`№ ${delivery.number}`}</span>
      </h1>
      <div className="card-state">
        <span className="card-status">
          {t(`status.${delivery.status}`)}
          {delivery.whenBillPrinted !== null && !isEnded && (
            <Chip icon="receipt">{t('delivery.bill-printed')}</Chip>
          )}
        </span>
        <span className="card-times">
          <span>{t('time.to', { time: format.moment(delivery.completeBefore, now) })}</span>
          {delivery.status !== 'Cancelled' && <Countdown deadline={deadlineOf(delivery, now)} />}
          {!isEnded && (
            <span className="quiet">{t('time.elapsed', { time: duration(now - delivery.whenCreated) })}</span>
          )}
        </span>
      </div>
      {children}
    </header>
  )
}

type PaymentProps = { delivery: Delivery; isOpen: boolean; onOpen: () => void }

function PaymentForPlugins({ delivery, isOpen, onOpen }: PaymentProps) {
  const { settings } = useBooks()
  const forbidden = useForbidden()(takePayment.permission)
  const isOffered = takePayment.isOffered(delivery, settings)
  const place = { kind: 'delivery', id: delivery.id } as const
  return <AskedPayment {...{ place, isOpen, isOffered, forbidden, onOpen }} />
}

/** The rest stands behind one button, so that the bar stays calm. */
const rare = new Set(['change-comment', 'mark-problem', 'cancel-confirmation', 'cancel-delivery'])

type ActionsProps = { delivery: Delivery; onOpen: (dialog: DialogName) => void }

function CardActions({ delivery, onOpen }: ActionsProps) {
  const t = useText()
  const { settings } = useBooks()
  const [isMoreOpen, setMoreOpen] = useState(false)
  const { next, others } = offeredActions(delivery, settings)
  const often = others.filter((action) => !rare.has(action.id))
  const more = others.filter((action) => rare.has(action.id))
  const isEnded = delivery.status === 'Closed' || delivery.status === 'Cancelled'
  // One row of siblings, as at a table: an action that becomes the next one keeps its button.
  const row = [
    ...often.map((action) => (
      <ActionButton key={action.id} action={action} delivery={delivery} onOpen={onOpen} />
    )),
    <PluginButtons key="of plugins" screen="order" place={{ kind: 'delivery', id: delivery.id }} />,
    <span key="gap" className="card-actions-gap" />,
    next ? (
      <ActionButton key={next.id} action={next} delivery={delivery} onOpen={onOpen} isNext />
    ) : (
      <span key="waits" className="card-waits">
        {t(isEnded ? 'delivery.finished' : 'delivery.waits-kitchen')}
      </span>
    ),
  ]
  return (
    <footer className="card-actions">
      {more.length > 0 && (
        <Button icon="list" onClick={() => setMoreOpen(true)} aria-haspopup="dialog" data-action="more">
          {t('kit.more-actions')}
        </Button>
      )}
      {row}
      {isMoreOpen && (
        <Dialog title={t('delivery.more-actions')} onClose={() => setMoreOpen(false)}>
          <div className="options">
            {more.map((action) => (
              <ActionButton
                key={action.id}
                action={action}
                delivery={delivery}
                isWide
                onOpen={(dialog) => {
                  setMoreOpen(false)
                  onOpen(dialog)
                }}
                onDone={() => setMoreOpen(false)}
              />
            ))}
          </div>
        </Dialog>
      )}
    </footer>
  )
}

type ActionButtonProps = ActionsProps & {
  action: DeliveryAction
  isNext?: boolean
  isWide?: boolean
  onDone?: () => void
}

function ActionButton({
  action,
  delivery,
  onOpen,
  onDone,
  isNext = false,
  isWide = false,
}: ActionButtonProps) {
  const t = useText()
  const forbidden = useForbidden()(action.permission, action.isComposed)
  const { send, isBusy } = useSend()
  const { whyNotPay } = usePlugins()
  const press = async (): Promise<void> => {
    if ('opens' in action.does) {
      const { opens } = action.does
      if (opens !== 'payment' || !(await whyNotPay({ kind: 'delivery', id: delivery.id }))) onOpen(opens)
      return
    }
    const { command, done } = action.does
    if (await send(command(delivery), done && t(done))) onDone?.()
  }
  return (
    <Button
      look={isNext ? 'primary' : action.isDangerous ? 'danger' : 'plain'}
      icon={action.icon}
      isLarge={isNext}
      isWide={isWide}
      isBusy={isBusy}
      forbidden={forbidden}
      data-action={action.id}
      onClick={() => void press()}
    >
      {t(action.label)}
    </Button>
  )
}
