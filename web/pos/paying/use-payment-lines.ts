import { useState } from 'react'
import { toMinor } from '../../kit/format.ts'
import type { TipsType } from '../../kit/paying-types.ts'
import { useBooks, useTill } from '../../kit/till-context.tsx'
import type { Sale } from '../../kit/till-types.ts'
import { type PaymentLine, paymentSheet, withPayment } from '../model/payment-sheet.ts'
import type { PaidOrder } from './paid-order.ts'
import { usePayText } from './texts.ts'
import { type TipLine, withTips } from './tips.ts'
import { useOffers } from './use-offers.ts'

export type PaymentFormState = ReturnType<typeof usePaymentLines>

/** What is being put together: lines, tips, the chosen type and the typed sum. */
export function usePaymentLines(sale: Sale, paid: PaidOrder | null) {
  const { currency } = useTill().session.till
  const { paymentTypes, paying } = useBooks()
  const t = usePayText()
  const offers = usePaidOffers(paid, sale)
  const bonuses = (offers?.bonuses ?? []).map((bonus) => ({
    ...{ id: bonus.id, name: bonus.name, nameEn: bonus.nameEn },
    ...{ kind: 'IikoCard', isCombinable: true, max: toMinor(bonus.max, currency) },
    balance: bonus.balance,
  }))
  const types = [...paymentTypes.map((type) => ({ ...type, max: null, balance: null })), ...bonuses]
  const [lines, setLines] = useState<PaymentLine[]>([])
  const [tips, setTips] = useState<TipLine[]>([])
  const [typeId, setTypeId] = useState(paymentTypes.find(({ kind }) => kind === 'Cash')?.id ?? null)
  const [counteragentId, setCounteragentId] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const sheet = paymentSheet(sale, lines, currency)
  const type = types.find(({ id }) => id === typeId) ?? types[0]
  const most = type?.max ?? null
  const whole = most === null ? sheet.rest : Math.min(sheet.rest, most - taken(lines, type?.id))
  const minor = typed === '' ? Math.max(0, whole) : toMinor(Number(typed), currency)
  const needsCounteragent = paid !== null && type?.kind === 'Credit' && counteragentId === null
  return {
    ...{ sheet, lines, tips, types, type, typed, minor, offers, paying, counteragentId },
    ...{ setTyped, setTypeId, setCounteragentId, setTips, setLines },
    missing: needsCounteragent ? t('paying.choose-counteragent') : null,
    add(sum: number): void {
      if (!type || needsCounteragent) return
      const limited = most === null ? sum : Math.min(sum, most - taken(lines, type.id))
      const owed = type.kind === 'Credit' && counteragentId ? { counteragentId } : {}
      setLines(withPayment(lines, { ...type, ...owed }, limited, sheet.rest))
      setTyped('')
    },
    addTips(tipsType: TipsType | null): void {
      if (!type || typed === '') return
      setTips(withTips(tips, { type, tipsType, minor }))
      setTyped('')
    },
  }
}

const taken = (lines: readonly PaymentLine[], typeId: string | undefined): number =>
  lines.find((line) => line.type.id === typeId)?.minor ?? 0

function usePaidOffers(paid: PaidOrder | null, sale: Sale) {
  const version = `${sale.guestId} ${sale.sum} ${sale.paid}`
  const offers = useOffers(paid?.of ?? 'tableOrder', paid?.orderId ?? '', paid ? version : null)
  return paid ? offers : null
}
