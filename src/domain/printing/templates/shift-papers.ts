/** Papers of the drawer: X and Z reports, slips of pay-ins and pay-outs (front-api §2.11). */

import { type ShiftReport, shiftReport } from '../../shifts/shift-report.ts'
import type { CashMovement, CashShift } from '../../shifts/shifts.ts'
import { bold, center, doc, large, line, np, pageCut, pair, pulse, together } from '../build.ts'
import type { Content, Document } from '../document.ts'
import { heading, stamp } from './heading.ts'
import { money, namedIn, nameOf, type PaperSetting, say } from './paper-setting.ts'

/** X of a running shift, Z of a closed one. */
export function shiftPaper(setting: PaperSetting, shift: CashShift): Document {
  const report = shiftReport(shift)
  const sum = (value: bigint): string => money(setting, value)
  const { difference, countedCash } = report
  return doc([
    heading(setting, report.kind === 'X' ? 'xReport' : 'zReport'),
    line(),
    pair(`${say(setting, 'shift')} № ${shift.number}`, shift.openedBy?.name ?? ''),
    stamp(setting, 'opened', shift.openedAt),
    shift.closedAt !== null && stamp(setting, 'closed', shift.closedAt),
    shift.closedBy && pair(say(setting, 'cashier'), shift.closedBy.name),
    line(),
    pair(say(setting, 'orders'), String(shift.closedOrders)),
    pair(say(setting, 'guests'), String(shift.guests)),
    pair(say(setting, 'revenue'), sum(shift.revenue)),
    pair(say(setting, 'discounts'), sum(shift.discounts)),
    pair(`${say(setting, 'returns')} (${shift.returns.receipts})`, sum(shift.returns.sum)),
    pair(`${say(setting, 'deletions')} (${shift.deletions.positions})`, sum(shift.deletions.sum)),
    large(pair(say(setting, 'net'), sum(report.net), { bold: true })),
    line(),
    bold(say(setting, 'byPayment')),
    ...report.byPaymentType.map(({ id, name, sold, returned, net }) =>
      together(
        pair(namedIn(setting, 'paymentType', { id, name }), sum(net)),
        returned > 0n &&
          pair(
            `  ${say(setting, 'revenue')} / ${say(setting, 'returns')}`,
            `${sum(sold)} / ${sum(returned)}`,
          ),
      ),
    ),
    report.tips.sum > 0n && pair(say(setting, 'tips'), sum(report.tips.sum), { bold: true }),
    ...report.tips.byPaymentType.map(({ id, name, sum: left }) =>
      pair(`  ${namedIn(setting, 'paymentType', { id, name })}`, sum(left)),
    ),
    ...prepaidLines(setting, report, sum),
    line(),
    bold(say(setting, 'drawer')),
    pair(say(setting, 'startCash'), sum(shift.startCash)),
    ...shift.moved.map(({ typeId, type, sum: moved }) =>
      pair(movementName(setting, typeId, type), sum(moved)),
    ),
    pair(say(setting, 'expectedCash'), sum(report.expectedCash), { bold: true }),
    countedCash !== null && pair(say(setting, 'countedCash'), sum(countedCash)),
    difference !== null && pair(say(setting, 'difference'), sum(difference), { bold: difference !== 0n }),
    line(),
    stamp(setting, 'printed', setting.now),
    pageCut,
  ])
}

/** Money of orders that had not ended, and what of it was counted in sales since. */
function prepaidLines(
  setting: PaperSetting,
  { prepayments }: ShiftReport,
  sum: (value: bigint) => string,
): Content[] {
  if (!prepayments) return []
  const words = { taken: 'prepaidTaken', returned: 'prepaidReturned', settled: 'prepaidSettled' } as const
  return (['taken', 'returned', 'settled'] as const).flatMap((what) => {
    if (prepayments[what] === 0n) return []
    const lines = prepayments.byPaymentType.filter((one) => one[what] > 0n)
    return [
      pair(say(setting, words[what]), sum(prepayments[what]), { bold: true }),
      ...lines.map((one) => pair(`  ${namedIn(setting, 'paymentType', one)}`, sum(one[what]))),
    ]
  })
}

function movementName(setting: PaperSetting, typeId: string, type: CashMovement['type']): string {
  const known = setting.catalog.find('payInOutType', typeId)?.body
  return known ? nameOf(setting, known) : say(setting, type)
}

/** The slip of a movement of cash, which opens the drawer and is signed. */
export function cashSlip(
  setting: PaperSetting,
  { type, typeId, sum, comment, at, by }: CashMovement,
  { opensDrawer }: { opensDrawer: boolean },
): Document {
  return doc([
    opensDrawer && !setting.isCopy && pulse,
    heading(setting, type),
    line(),
    pair(movementName(setting, typeId, type), ''),
    large(pair(say(setting, 'sum'), money(setting, sum), { bold: true })),
    comment ? pair(say(setting, 'comment'), comment) : null,
    by && pair(say(setting, 'cashier'), by.name),
    stamp(setting, 'printed', at),
    np,
    center(`${say(setting, 'signature')} ________________`),
    pageCut,
  ])
}
