import { useEffect, useState } from 'react'
import { Button, OptionList, TextField } from '../kit/controls.tsx'
import { get, post } from '../kit/desk/api.ts'
import { FormFrame, useSubmit } from '../kit/desk/form.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { useLanguage } from '../kit/language.ts'
import { useNamed } from '../kit/names.ts'
import { useToast } from '../kit/toast-context.ts'
import { useDesk, useFormatOf, useNow } from './desk-context.ts'
import { StatusChip } from './status-chip.tsx'
import { useText } from './texts.ts'
import type { Delivery } from './types.ts'

type DeliveryDialogProps = { id: string; revision: string | null; onClose: () => void }
type Deed = 'cancel' | 'problem' | 'confirm'

/** One delivery: what is in it, where it stands, and what an operator can do about it. */
export function DeliveryDialog({ id, revision, onClose }: DeliveryDialogProps) {
  const t = useText()
  const form = useSubmit()
  const toast = useToast()
  const [order, setOrder] = useState<Delivery | null>(null)
  const [asking, setAsking] = useState<'cancel' | 'problem' | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision asks again.
  useEffect(() => {
    let isGone = false
    get<Delivery>(`/orders/${id}`).then(
      (found) => !isGone && setOrder(found),
      () => !isGone && onClose(),
    )
    return () => {
      isGone = true
    }
  }, [id, revision])
  if (!order) return null
  const act = async (deed: Deed, body: object): Promise<void> => {
    const key = crypto.randomUUID()
    const done = await form.run(async () => {
      const answer = await post<{ order: Delivery; isDone: boolean }>(`/orders/${id}/${deed}`, {
        key,
        ...body,
      })
      setOrder(answer.order)
      toast(t(answer.isDone ? 'cc.done' : 'cc.asked'))
    })
    if (done) setAsking(null)
  }
  const title = order.number === null ? t('cc.no-number') : t('cc.number', { number: order.number })
  return (
    <Dialog
      title={title}
      size="wide"
      onClose={onClose}
      foot={<Deeds order={order} isBusy={form.isBusy} onAsk={setAsking} onAct={act} />}
    >
      <FormFrame of={form}>
        {asking === 'cancel' && (
          <CancelForm order={order} onCancel={(body) => act('cancel', body)} isBusy={form.isBusy} />
        )}
        {asking === 'problem' && (
          <ProblemForm
            isBusy={form.isBusy}
            onSave={(description) => act('problem', { hasProblem: true, description })}
          />
        )}
        {asking === null && <Facts order={order} />}
      </FormFrame>
    </Dialog>
  )
}

const over: readonly Delivery['status'][] = ['Delivered', 'Closed', 'Cancelled']

type DeedsProps = {
  order: Delivery
  isBusy: boolean
  onAsk: (what: 'cancel' | 'problem') => void
  onAct: (deed: Deed, body: object) => Promise<void>
}

function Deeds({ order, isBusy, onAsk, onAct }: DeedsProps) {
  const t = useText()
  const { who } = useDesk()
  if (order.creationStatus === 'Error' || over.includes(order.status)) return null
  const forbidden = (may: boolean): string | null => (may ? null : t('cc.no-right'))
  return (
    <>
      <Button
        look="danger"
        icon="trash"
        forbidden={forbidden(who.mayCancel)}
        onClick={() => onAsk('cancel')}
        data-action="ask-cancel"
      >
        {t('cc.cancel-order')}
      </Button>
      <span className="cc-gap" />
      {order.problem ? (
        <Button isBusy={isBusy} onClick={() => void onAct('problem', { hasProblem: false })}>
          {t('cc.problem-over')}
        </Button>
      ) : (
        <Button icon="alert" onClick={() => onAsk('problem')} data-action="ask-problem">
          {t('cc.problem')}
        </Button>
      )}
      {order.status === 'Unconfirmed' && (
        <Button
          look="primary"
          isBusy={isBusy}
          forbidden={forbidden(who.mayConfirm)}
          onClick={() => void onAct('confirm', {})}
          data-action="confirm"
        >
          {t('cc.confirm')}
        </Button>
      )}
    </>
  )
}

function Facts({ order }: { order: Delivery }) {
  const t = useText()
  const named = useNamed()
  const now = useNow()
  const language = useLanguage()
  const format = useFormatOf(order.organization?.id ?? null)
  const facts: [string, string | null | undefined][] = [
    [
      t('cc.step.guest'),
      [order.guestName, order.phone && format.phone(order.phone)].filter(Boolean).join(', '),
    ],
    [t('cc.step.address'), order.isPickup ? t('cc.pickup') : order.address?.text],
    [t('cc.when'), order.promisedAt && format.moment(Date.parse(order.promisedAt), now)],
    [
      t('cc.who-brings'),
      [order.terminalGroup && named(order.terminalGroup), order.courier].filter(Boolean).join(', '),
    ],
    [t('cc.comment'), order.comment],
    [t('cc.cancel-why'), order.cancelled],
    [t('cc.problem'), order.problem?.[language]],
  ]
  return (
    <div className="cc-facts">
      <p>
        <StatusChip order={order} />
      </p>
      <dl>
        {facts.map(([label, value]) =>
          value ? (
            <div key={label}>
              <dt className="quiet">{label}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <ul className="cc-items">
        {order.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same dish.
          <li key={index}>
            <span>
              {[item.name, item.size].filter(Boolean).join(' · ')} × {format.amount(item.amount)}
            </span>
            {item.modifiers.length > 0 && (
              <span className="quiet"> {item.modifiers.map(({ name }) => name).join(', ')}</span>
            )}
          </li>
        ))}
      </ul>
      {order.sum !== null && (
        <p className="cc-total">
          <span>{t('cc.total')}</span>
          <strong>{format.money(order.sum)}</strong>
        </p>
      )}
    </div>
  )
}

type CancelFormProps = { order: Delivery; isBusy: boolean; onCancel: (body: object) => Promise<void> }

function CancelForm({ order, isBusy, onCancel }: CancelFormProps) {
  const t = useText()
  const named = useNamed()
  const { choices } = useDesk()
  const [causeId, setCauseId] = useState<string | null>(null)
  const [removalId, setRemovalId] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const removal = choices.removalTypes.find(({ id }) => id === removalId)
  const missing = !causeId
    ? t('cc.cancel-missing')
    : order.isInKitchen && !removal
      ? t('cc.removal-missing')
      : removal?.needsComment && comment.trim() === ''
        ? t('cc.comment-missing')
        : null
  return (
    <div className="cc-facts">
      <span className="field-label">{t('cc.cancel-why')}</span>
      <OptionList
        label={t('cc.cancel-why')}
        value={causeId}
        options={choices.cancelCauses.map((cause) => ({ id: cause.id, label: named(cause) }))}
        onChange={setCauseId}
      />
      {order.isInKitchen && (
        <>
          <span className="field-label">{t('cc.removal')}</span>
          <OptionList
            label={t('cc.removal')}
            value={removalId}
            options={choices.removalTypes.map((type) => ({ id: type.id, label: named(type) }))}
            onChange={setRemovalId}
          />
        </>
      )}
      <TextField label={t('cc.cancel-comment')} value={comment} onChange={setComment} />
      <Button
        look="danger-solid"
        isLarge
        isBusy={isBusy}
        missing={missing}
        onClick={() => void onCancel({ cancelCauseId: causeId, removalTypeId: removalId, comment })}
        data-action="cancel"
      >
        {t('cc.cancel-order')}
      </Button>
    </div>
  )
}

type ProblemFormProps = { isBusy: boolean; onSave: (description: string) => Promise<void> }

function ProblemForm({ isBusy, onSave }: ProblemFormProps) {
  const t = useText()
  const [text, setText] = useState('')
  return (
    <div className="cc-facts">
      <TextField label={t('cc.problem-what')} value={text} maxLength={500} onChange={setText} />
      <Button
        look="primary"
        isLarge
        isBusy={isBusy}
        missing={text.trim() === '' ? t('cc.problem-what') : null}
        onClick={() => void onSave(text)}
        data-action="problem"
      >
        {t('cc.problem-save')}
      </Button>
    </div>
  )
}
