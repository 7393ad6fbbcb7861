import { useState } from 'react'
import { Button, Chip, Empty, IconButton } from '../../../kit/controls.tsx'
import { useDuration } from '../../../kit/duration.ts'
import { useBoard, useForbidden, useFormat, useNow, useSend } from '../../../kit/till-context.tsx'
import { useGoOn } from '../../../kit/use-go-on.ts'
import { type HallAction, type HallDialogName, kindOf } from '../../actions/hall/hall-action.ts'
import { offeredHallActions } from '../../actions/hall/hall-actions.ts'
import { ComposeForm } from '../../dialogs/compose-form.tsx'
import { AddAtTable } from '../../dialogs/table/add-at-table.tsx'
import { type HallOrder, ofBanquet, ofTable } from '../../model/hall.ts'
import { goTo, type Route } from '../../model/route.ts'
import { useTableNames } from '../../model/use-table-names.ts'
import { OrderExtras } from '../../paying/order-extras.tsx'
import { ofHall } from '../../paying/paid-order.ts'
import { PaymentForm } from '../../paying/payment-form.tsx'
import { AskedPayment } from '../../plugins/asked-payment.tsx'
import { PluginButtons } from '../../plugins/plugin-buttons.tsx'
import { usePlugins } from '../../plugins/plugin-context.ts'
import { PrepayDialog } from '../../prepaying/prepay-dialog.tsx'
import { useText } from '../../texts.ts'
import { SaleItems } from '../sale-items.tsx'
import { numberOf } from '../sale-number.ts'
import { HallFacts } from './hall-facts.tsx'
import { TableService } from './table-service.tsx'

const hall: Route = { screen: 'hall', view: null }
const backToHall = (): void => goTo(hall)

/** The card of an order in the hall, at a table or at a banquet. */
export function HallOrderScreen({ of, id }: { of: HallOrder['of']; id: string }) {
  const t = useText()
  const { tableOrders, reserves } = useBoard()
  const [dialog, setDialog] = useState<HallDialogName | null>(null)
  const table = of === 'table' ? tableOrders.find((each) => each.id === id) : undefined
  const order = of === 'table' ? find(tableOrders, id, ofTable) : find(reserves, id, ofBanquet)
  if (!order) {
    return (
      <Empty title={t('hall.not-found')}>
        <Button icon="back" onClick={backToHall}>
          {t('kit.back')}
        </Button>
      </Empty>
    )
  }
  return (
    <section
      className="card"
      aria-label={t('hall.order-title', { number: order.sale.number })}
      data-card={order.id}
    >
      <Head order={order} />
      {table ? (
        <TableService order={order} table={table} />
      ) : (
        <div className="card-body">
          <SaleItems sale={order.sale} />
          <HallFacts order={order} />
        </div>
      )}
      <Actions order={order} onOpen={setDialog} />
      <PaymentForPlugins order={order} isOpen={dialog === 'payment'} onOpen={() => setDialog('payment')} />
      {dialog === 'add-items' && table ? (
        <AddAtTable table={table} onClose={() => setDialog(null)} />
      ) : (
        dialog && <HallDialog name={dialog} order={order} onClose={() => setDialog(null)} />
      )}
    </section>
  )
}

const find = <Thing extends { id: string }>(
  things: readonly Thing[],
  id: string,
  seen: (thing: Thing) => HallOrder | null,
): HallOrder | null => {
  const found = things.find((thing) => thing.id === id)
  return found ? seen(found) : null
}

function Head({ order }: { order: HallOrder }) {
  const t = useText()
  const format = useFormat()
  const now = useNow(5000)
  const duration = useDuration()
  const tableNames = useTableNames()
  const { sale, isEnded, isBilled } = order
  const paid = ofHall(order)
  return (
    <header className="card-head">
      <IconButton icon="back" isFramed label={t('kit.back')} onClick={backToHall} />
      <h1 className="card-number">
        <span className="visually-hidden">{t('hall.order-title', { number: sale.number })}</span>
        <span aria-hidden="true">{numberOf(sale)}</span>
      </h1>
      <div className="card-state">
        <span className="card-status">
          {tableNames(order.tableIds)}
          {order.name && <span className="quiet">{order.name}</span>}
          {order.of === 'banquet' && <Chip look="info">{t('hall.banquet')}</Chip>}
          {isBilled && !isEnded && <Chip icon="receipt">{t('delivery.bill-printed')}</Chip>}
        </span>
        <span className="card-times">
          {isEnded ? (
            <span className="quiet">{t('hall.ended')}</span>
          ) : (
            <>
              <span>{t('hall.since', { time: format.moment(order.since, now) })}</span>
              <span className="quiet">{duration(now - order.since)}</span>
            </>
          )}
        </span>
      </div>
      {!isEnded && <OrderExtras order={paid} guestName={order.name} />}
    </header>
  )
}

const placeOf = ({ of, id }: HallOrder) => ({ kind: of === 'table' ? 'tableOrder' : 'reserve', id }) as const

type ActionsProps = { order: HallOrder; onOpen: (dialog: HallDialogName) => void }

function Actions({ order, onOpen }: ActionsProps) {
  const t = useText()
  const { next, others } = offeredHallActions(order)
  const button = (action: HallAction, isNext: boolean) => (
    <ActionButton key={action.id} action={action} order={order} onOpen={onOpen} isNext={isNext} />
  )
  // One row of siblings: an action that becomes the next one is the same button in another place, and keeps the focus.
  const row = [
    ...others.map((action) => button(action, false)),
    <PluginButtons key="of plugins" screen="order" place={placeOf(order)} />,
    <span key="gap" className="card-actions-gap" />,
    next ? (
      button(next, true)
    ) : (
      <span key="waits" className="card-waits">
        {t(order.isEnded ? 'delivery.finished' : 'hall.waits-guests')}
      </span>
    ),
  ]
  return <footer className="card-actions">{row}</footer>
}

function ActionButton({
  action,
  order,
  onOpen,
  isNext,
}: ActionsProps & { action: HallAction; isNext: boolean }) {
  const t = useText()
  const forbidden = useForbidden()(action.permission, action.isComposed)
  const { send, isBusy } = useSend()
  const { whyNotPay } = usePlugins()
  const press = async (): Promise<void> => {
    if ('opens' in action.does) {
      const { opens } = action.does
      if (opens !== 'payment' || !(await whyNotPay(placeOf(order)))) onOpen(opens)
      return
    }
    await send(action.does.command(order), t(action.does.done))
  }
  return (
    <Button
      look={isNext ? 'primary' : 'plain'}
      icon={action.icon}
      isLarge={isNext}
      isBusy={isBusy}
      forbidden={forbidden}
      data-action={action.id}
      onClick={() => void press()}
    >
      {t(action.label)}
    </Button>
  )
}

type PaymentProps = { order: HallOrder; isOpen: boolean; onOpen: () => void }

function PaymentForPlugins({ order, isOpen, onOpen }: PaymentProps) {
  const { next, others } = offeredHallActions(order)
  const forbidden = useForbidden()('tables.close')
  const isOffered = [next, ...others].some(
    (action) => action && 'opens' in action.does && action.does.opens === 'payment',
  )
  return <AskedPayment {...{ place: placeOf(order), isOpen, isOffered, forbidden, onOpen }} />
}

type HallDialogProps = { name: HallDialogName; order: HallOrder; onClose: () => void }

function HallDialog({ name, order, onClose }: HallDialogProps) {
  const orderId = order.id
  const goOn = useGoOn(goTo)
  if (name === 'add-items') {
    return (
      <ComposeForm
        sale={order.sale}
        permission="tables.edit"
        command={(items) => ({ kind: kindOf(order, 'addItems'), orderId, items })}
        onClose={onClose}
      />
    )
  }
  const paid = ofHall(order)
  if (name === 'prepay') return <PrepayDialog order={paid} onClose={onClose} />
  return (
    <PaymentForm
      sale={order.sale}
      permission="tables.close"
      paid={paid}
      command={(payments, tips) => ({ kind: `${paid.of}.pay`, orderId, payments, tips })}
      onClose={onClose}
      onDone={() => goOn(hall)}
    />
  )
}
