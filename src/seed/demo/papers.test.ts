/** Every paper of a till to the letter, on all three widths of paper and in both languages (front-api §2.15). */
import { expect, test } from 'vitest'
import type { ItemInput } from '../../domain/orders/commands.ts'
import { aTableOrder, type TableStep } from '../../domain/orders/testing/a-table.ts'
import { anItem, aPayment, aRandom, aTill } from '../../domain/orders/testing/a-till.ts'
import { printable } from '../../domain/printing/code-page.ts'
import type { Document } from '../../domain/printing/document.ts'
import { layOut } from '../../domain/printing/lay-out.ts'
import type { Line } from '../../domain/printing/lines.ts'
import { readPiece } from '../../domain/printing/read-markup.ts'
import {
  type AnySale,
  billPaper,
  receiptPaper,
  returnPaper,
} from '../../domain/printing/templates/guest-papers.ts'
import { deletionTicket, kitchenTicket } from '../../domain/printing/templates/kitchen-papers.ts'
import type { PaperSetting } from '../../domain/printing/templates/paper-setting.ts'
import { cashSlip, shiftPaper } from '../../domain/printing/templates/shift-papers.ts'
import type { Product } from '../../domain/reference/books.ts'
import { Catalog } from '../../domain/reference/catalog.ts'
import { countDeletion, countReturn, countSaleInShift, newCashShift } from '../../domain/shifts/cash-shift.ts'
import { countMovement } from '../../domain/shifts/move-cash.ts'
import type { CashMovement, CashShift } from '../../domain/shifts/shifts.ts'
import { demoId } from './demo-chain.ts'
import { demoChain } from './index.ts'
import { outletId, tillId } from './outlets.ts'

const { tenant, items } = demoChain()
const catalog = new Catalog(
  tenant.id,
  1n,
  items.map((item) => ({ ...item, revision: 1n })),
)
/** Friday 2026-11-27 18:05 in Moscow. */
const evening = Date.UTC(2026, 10, 27, 15, 5)
const minutes = (count: number): number => count * 60_000
const anna = { id: demoId('employee', '1111'), name: 'Смирнова Анна' }

const productOf = (code: string): { id: string; body: Product } => {
  const found = catalog.all('product').find(({ body }) => body.code === code)
  if (!found) throw new Error(`the demo has no ${code}`)
  return found
}
const dish = (code: string, more: Partial<ItemInput> = {}): ItemInput =>
  ({ ...anItem(productOf(code).id), ...more }) as ItemInput

/** One of each group that must be chosen; of halves, another filling for each. */
function aPizza(): ItemInput {
  const { id: productId, body } = productOf('20011')
  const scale = catalog.find('sizeScale', body.sizeScaleId ?? '')?.body
  const size = scale?.sizes.find(({ id }) => !body.disabledSizeIds.includes(id))
  const chosen = (splittable: boolean, at: number) =>
    body.groupModifiers
      .filter((group) => group.splittable === splittable && (splittable || group.minAmount > 0))
      .flatMap((group) => {
        const child = group.children[at]
        return child
          ? [{ positionId: null, productId: child.productId, groupId: group.id, amount: 1000n, price: null }]
          : []
      })
  const half = (at: number) => ({ productId, positionId: null, price: null, modifiers: chosen(true, at) })
  const { productId: _, price: __, ...base } = anItem(productId)
  return {
    ...base,
    kind: 'Compound',
    sizeId: size?.id ?? null,
    modifiers: chosen(false, 0),
    primary: half(0),
    secondary: half(1),
  }
}

const till = aTill({
  ...{ catalog, tenantId: tenant.id, contact: null, now: evening, random: aRandom(), nextNumber: 128 },
  ...{ organizationId: outletId('pokrovka'), terminalGroupId: tillId('pokrovka') },
  drawer: { openedAt: evening, cash: 100_000_00n },
})
const payment = (key: string, sum: bigint) => aPayment(demoId('paymentType', key), sum)

const seated = aTableOrder(
  {
    ...{ tableIds: [demoId('table', 'main/3')], guestCount: 2, waiterId: anna.id, isExternal: false },
    items: [dish('10101', { amount: 2000n, comment: 'без сметаны, погорячее', course: 1 })],
  },
  till,
)
const [first, second] = seated.order.guests
if (!first || !second) throw new Error('nobody sits there')
const eaten = seated.after({
  kind: 'tableOrder.addItems',
  items: [
    aPizza(),
    dish('50001', { orderGuestId: second.id, course: 2 }),
    dish('11001', { amount: 325n, orderGuestId: first.id }),
  ],
  combos: [],
  servicePrint: false,
})
const ten: TableStep = {
  kind: 'tableOrder.changeDiscounts',
  discounts: [{ source: 'RMS', discountTypeId: demoId('discountType', 'ten'), sum: null, positions: null }],
  ...{ discountCardTrack: null, removedTypeIds: [] },
}
const billed = eaten.after(ten, { kind: 'tableOrder.printBill' }).order
const sold = eaten.after(
  ten,
  { kind: 'tableOrder.printBill' },
  { kind: 'tableOrder.close', payments: [payment('cash', 5000_00n)], cheque: null },
).order
/** A part by card, as a bank says it, and tips; the rest in cash. */
const paid: AnySale = {
  ...sold,
  payments: sold.payments.flatMap((cash) => [
    {
      ...cash,
      ...{ id: demoId('payment', 'card'), sum: 1000_00n },
      type: { id: demoId('paymentType', 'card'), name: 'Банковская карта', kind: 'Card' as const },
      bank: {
        ...{ transactionId: demoId('transaction', '1'), system: 'terminal', cardType: 'MIR' },
        ...{ cardNumber: '**** **** **** 4242', rollbackData: null },
      },
    },
    { ...cash, sum: cash.sum - 1000_00n },
  ]),
  tips: sold.payments.map((cash) => ({ ...cash, sum: 150_00n, tipsType: null })),
}

const movement: CashMovement = {
  ...{ id: demoId('movement', '1'), typeId: demoId('payInOutType', 'change'), type: 'PAYIN', sum: 5000_00n },
  ...{ counteragentId: null, comment: 'Размен на вечер', at: evening - minutes(300), by: anna },
}
const cash = { id: demoId('paymentType', 'cash'), name: 'Наличные', kind: 'Cash' as const }
const card = { id: demoId('paymentType', 'card'), name: 'Банковская карта', kind: 'Card' as const }
const about = { shiftId: demoId('shift', '1'), orderId: sold.id }
function aShift(): CashShift {
  const opened = newCashShift({
    ...{ id: about.shiftId, number: 41, openedAt: evening - minutes(360), openedBy: anna },
    ...{ accountingDay: '2026-11-27', startCash: 1234_50n },
  })
  const sale = {
    ...{ kind: 'shift.saleCounted' as const, ...about, sum: 123_456_78n, discount: 1_000_05n, guests: 2 },
    byPaymentType: [
      { ...cash, sum: 23_456_78n },
      { ...card, sum: 100_000_00n },
    ],
    tips: [{ ...card, sum: 150_00n }],
  }
  const back = {
    ...{ kind: 'shift.returnCounted' as const, ...about, returnId: demoId('return', '1'), sum: 420_00n },
    byPaymentType: [{ ...cash, sum: 420_00n }],
  }
  const gone = {
    ...{ kind: 'shift.deletionCounted' as const, ...about, positionIds: [demoId('position', '1')] },
    sum: 320_00n,
  }
  return countDeletion(countReturn(countSaleInShift(countMovement(opened, movement), sale), back), gone)
}
const closed: CashShift = {
  ...aShift(),
  ...{ closedAt: evening, closedBy: anna, expectedCash: 29_271_28n, countedCash: 29_270_28n },
}
const returned = {
  ...{ id: demoId('return', '1'), sum: 378_00n, shiftId: about.shiftId, at: evening + minutes(15) },
  lines: [{ positionId: sold.items[0]?.positionId ?? '', amount: 1000n }],
  payments: [{ type: cash, sum: 378_00n }],
  removalType: { id: demoId('removalType', 'cafe'), name: 'Списание' },
  ...{ comment: 'Остыл', isBackInStock: false, by: anna, confirmedBy: null },
}

const ticket = (isFirst: boolean) => ({
  ...{ isFirst, station: null, at: evening },
  positionIds: billed.items.map(({ positionId }) => positionId),
})
const drawer = { opensDrawer: true }
const papers: Record<string, (setting: PaperSetting) => Document> = {
  bill: (setting) => billPaper(setting, billed),
  receipt: (setting) => receiptPaper(setting, paid, drawer),
  return: (setting) => returnPaper(setting, sold, returned, drawer),
  kitchen: (setting) => kitchenTicket(setting, billed, ticket(true)),
  deletion: (setting) => deletionTicket(setting, billed, ticket(false)),
  'x-report': (setting) => shiftPaper(setting, aShift()),
  'z-report': (setting) => shiftPaper(setting, closed),
  'cash-slip': (setting) => cashSlip(setting, movement, drawer),
}

const plain = (line: Line): string =>
  line.kind === 'text' ? line.spans.map(({ text }) => text).join('') : `[${line.kind}]`
/** Letters of the great font take two columns. */
const columnsOf = (line: Line): number =>
  line.kind === 'text'
    ? line.spans.reduce((total, { text, style }) => total + text.length * (style.font === 'f2' ? 2 : 1), 0)
    : 0

const settingIn = (language: 'ru' | 'en'): PaperSetting => {
  const organization = catalog.find('organization', outletId('pokrovka'))?.body
  const terminalGroup = catalog.find('terminalGroup', tillId('pokrovka'))?.body
  if (!organization || !terminalGroup) throw new Error('the demo has no such till')
  const footer = readPiece('<center>trapeza.example</center>')
  return {
    ...{ catalog, organization, terminalGroup, language, header: [], footer },
    ...{ isCopy: false, now: evening + minutes(20) },
  }
}

const cases = Object.keys(papers).flatMap((paper) =>
  (['ru', 'en'] as const).map((language) => ({ paper, language })),
)
test.each(cases)('$paper, $language', async ({ paper, language }) => {
  const document = papers[paper]?.(settingIn(language))
  if (!document) throw new Error(`no paper ${paper}`)
  const sheets = [48, 42, 32].map((width) => {
    const lines = layOut(document, width, printable)
    expect(lines.filter((line) => columnsOf(line) > width)).toEqual([])
    return [`${'='.repeat(width)} ${width}`, ...lines.map((line) => plain(line).trimEnd())].join('\n')
  })
  await expect(`${sheets.join('\n')}\n`).toMatchFileSnapshot(`papers/${paper}.${language}.txt`)
})
