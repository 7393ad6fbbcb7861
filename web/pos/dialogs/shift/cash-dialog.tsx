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
        <WhatFor
          offered={offered}
          value={{ typeId, partyId, comment }}
          onChange={(next) => {
            setTypeId(next.typeId)
            setPartyId(next.partyId)
            setComment(next.comment)
          }}
        />
        <div className="pay-pad">
          <output className="pay-typed">{format.plainMoney(sum)}</output>
          <NumberPad value={typed} decimals={currency.scale} onChange={setTyped} />
        </div>
      </div>
      {confirmation}
    </Dialog>
  )
}

type Reason = { typeId: string | null; partyId: string | null; comment: string }
type WhatForProps = { offered: readonly PayType[]; value: Reason; onChange: (value: Reason) => void }

/** Of which kind it is, who stands on the other side, and what there is to say of it. */
function WhatFor({ offered, value, onChange }: WhatForProps) {
  const t = useText()
  const named = useNamed()
  const parties = offered.find(({ id }) => id === value.typeId)?.parties ?? []
  return (
    <div className="stack">
      <div className="field">
        <span className="field-label">{t('drawer.type')}</span>
        <OptionList
          label={t('drawer.type')}
          value={value.typeId}
          options={offered.map((each) => ({ id: each.id, label: named(each) }))}
          onChange={(typeId) => onChange({ ...value, typeId, partyId: null })}
        />
      </div>
      {parties.length > 0 && (
        <div className="field">
          <span className="field-label">{t('drawer.party')}</span>
          <OptionList
            label={t('drawer.party')}
            value={value.partyId}
            options={parties.map(({ id, name }) => ({ id, label: name }))}
            onChange={(partyId) => onChange({ ...value, partyId })}
          />
        </div>
      )}
      <TextField
        label={t('drawer.comment')}
        value={value.comment}
        onChange={(comment) => onChange({ ...value, comment })}
      />
    </div>
  )
}
