import { useState } from 'react'
import { Button, OptionList, TextField } from '../../../kit/controls.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { useNamed } from '../../../kit/names.ts'
import { NumberPad } from '../../../kit/pads.tsx'
import { useBooks, useFormat, useTill } from '../../../kit/till-context.tsx'
import type { PayType } from '../../../kit/till-types.ts'
import { useConfirmedSend } from '../../model/confirmed-send.tsx'
import { type PosKey, useText } from '../../texts.ts'

type Props = { direction: 'in' | 'out'; onClose: () => void }
type Draft = { type: PayType | undefined; sum: number; partyId: string | null; comment: string }

function missingIn({ type, sum, partyId, comment }: Draft): PosKey | null {
  if (!type) return 'drawer.choose-type'
  if (type.parties.length > 0 && partyId === null) return 'drawer.choose-party'
  if (type.needsComment && comment.trim() === '') return 'drawer.needs-comment'
  return sum > 0 ? null : 'drawer.needs-sum'
}

/** Cash that comes in or goes out without a sale: what for, how much, with whom. */
export function CashDialog({ direction, onClose }: Props) {
  const t = useText()
  const named = useNamed()
  const format = useFormat()
  const { currency } = useTill().session.till
  const { payTypes } = useBooks()
  const offered = payTypes.filter(({ type }) => (type === 'PAYIN') === (direction === 'in'))
  const [typeId, setTypeId] = useState(offered.length === 1 ? (offered[0]?.id ?? null) : null)
  const [typed, setTyped] = useState('')
  const [partyId, setPartyId] = useState<string | null>(null)
  const [comment, setComment] = useState('')
  const { send, isBusy, unreachable, confirmation } = useConfirmedSend()
  const type = offered.find(({ id }) => id === typeId)
  const sum = Number(typed) || 0
  const missing = missingIn({ type, sum, partyId, comment })
  const submit = async (): Promise<void> => {
    if (!type) return
    const counteragentId = type.parties.length > 0 ? partyId : null
    const command = { kind: 'shift.moveCash', typeId: type.id, sum, counteragentId } as const
    const text = comment.trim() || null
    if (await send({ ...command, comment: text }, t(`drawer.done-${direction}`))) onClose()
  }
  const choose = (id: string): void => {
    setTypeId(id)
    setPartyId(null)
  }
  return (
    <Dialog
      title={t(`drawer.${direction}-title`)}
      size="wide"
      onClose={onClose}
      foot={
        <>
          {missing && <span className="foot-why">{t(missing)}</span>}
          <Button
            look="primary"
            isLarge
            isBusy={isBusy}
            forbidden={unreachable}
            missing={missing && t(missing)}
            onClick={() => void submit()}
            data-action="move-cash"
          >
            {t(`drawer.${direction}`)} {sum > 0 && format.money(sum)}
          </Button>
        </>
      }
    >
      <div className="two-parts">
        <div className="stack">
          <div className="field">
            <span className="field-label">{t('drawer.type')}</span>
            <OptionList
              label={t('drawer.type')}
              value={typeId}
              options={offered.map((each) => ({ id: each.id, label: named(each) }))}
              onChange={choose}
            />
          </div>
          {type && type.parties.length > 0 && (
            <div className="field">
              <span className="field-label">{t('drawer.party')}</span>
              <OptionList
                label={t('drawer.party')}
                value={partyId}
                options={type.parties.map(({ id, name }) => ({ id, label: name }))}
                onChange={setPartyId}
              />
            </div>
          )}
          <TextField label={t('drawer.comment')} value={comment} onChange={setComment} />
        </div>
        <div className="pay-pad">
          <output className="pay-typed">{format.plainMoney(sum)}</output>
          <NumberPad value={typed} decimals={currency.scale} onChange={setTyped} />
        </div>
      </div>
      {confirmation}
    </Dialog>
  )
}
