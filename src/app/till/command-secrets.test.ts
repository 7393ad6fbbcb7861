import { expect, test } from 'vitest'
import type { PaymentInput } from '../../domain/orders/commands.ts'
import { aPlacement } from '../../domain/orders/testing/a-till.ts'
import { withoutSecrets, withSecrets } from './command-secrets.ts'

const aPayment = (additionalData: Record<string, string> | null): PaymentInput => ({
  typeId: 'type',
  kind: 'IikoCard',
  sum: 100n,
  isProcessedExternally: false,
  isFiscalizedExternally: false,
  isPrepay: false,
  additionalData,
})
const recordId = 'record'
const payments = [aPayment(null), aPayment({ credential: '+79990000001', searchScope: 'Phone' })]

test('what is personal in a placement is parted and comes back at the till', () => {
  const placement = aPlacement({
    payments,
    tips: [{ ...aPayment({ number: '4111' }), tipsTypeId: null }],
    discountCardTrack: 'TRACK',
    cheque: { needReceipt: true, email: 'a@b.c', phone: '+7999', settlementPlace: 'site' },
  })
  const { command, texts } = withoutSecrets(placement)
  const inJournal = JSON.stringify(command, (_key, value) => (typeof value === 'bigint' ? null : value))
  for (const secret of ['+79990000001', '4111', 'TRACK', 'a@b.c', '+7999'])
    expect(inJournal).not.toContain(secret)
  expect(texts).toEqual({
    'payments.1.credential': '+79990000001',
    'payments.1.searchScope': 'Phone',
    'tips.0.number': '4111',
    discountCardTrack: 'TRACK',
    'cheque.email': 'a@b.c',
    'cheque.phone': '+7999',
  })
  expect(withSecrets(command, recordId, texts ?? {})).toEqual({
    ...placement,
    payments: [payments[0], { ...payments[1], sealedIn: { recordId, prefix: 'payments.1.' } }],
    tips: [{ ...placement.tips[0], sealedIn: { recordId, prefix: 'tips.0.' } }],
    cheque: { needReceipt: true, settlementPlace: 'site' },
  })
})

test('a command without secrets needs no record; the eleventh payment is not the second', () => {
  const orderId = 'order'
  expect(withoutSecrets({ kind: 'delivery.confirm', orderId }).texts).toBeNull()
  expect(withoutSecrets(aPlacement({ cheque: { needReceipt: false } })).texts).toBeNull()
  const many = Array.from({ length: 11 }, (_, index) => aPayment({ number: String(index) }))
  const { command, texts } = withoutSecrets({
    kind: 'delivery.addPayments',
    orderId,
    payments: many,
    tips: [],
  })
  const back = withSecrets(command, recordId, texts ?? {})
  expect(back.kind === 'delivery.addPayments' && back.payments.map((one) => one.additionalData)).toEqual(
    many.map((one) => one.additionalData),
  )
})
