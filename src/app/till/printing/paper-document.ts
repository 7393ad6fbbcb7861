/** The text of a paper: made when it is printed, out of the journal and the books, so that it is kept nowhere. */

import type { RegisterTask } from '../../../domain/fiscal/register-task.ts'
import { doc, pulse } from '../../../domain/printing/build.ts'
import type { Content, Document } from '../../../domain/printing/document.ts'
import type { Paper } from '../../../domain/printing/paper.ts'
import type { PrinterItem } from '../../../domain/printing/printers-of.ts'
import { readMarkup, readPiece } from '../../../domain/printing/read-markup.ts'
import { deliveryPaper } from '../../../domain/printing/templates/delivery-paper.ts'
import {
  billPaper,
  prepaymentPaper,
  receiptPaper,
  returnPaper,
} from '../../../domain/printing/templates/guest-papers.ts'
import { deletionTicket, kitchenTicket } from '../../../domain/printing/templates/kitchen-papers.ts'
import { nameOf, type PaperSetting } from '../../../domain/printing/templates/paper-setting.ts'
import { cashSlip, shiftPaper } from '../../../domain/printing/templates/shift-papers.ts'
import { testPage } from '../../../domain/printing/templates/test-page.ts'
import type { SoldOrder } from '../../../domain/reports/order-fact.ts'
import { evolveShift } from '../../../domain/shifts/evolve-shift.ts'
import type { CashShift, ShiftEvent } from '../../../domain/shifts/shifts.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { App, PrintJob } from '../../ports.ts'
import { soldOrderAt } from '../../reports/sold-order.ts'
import { prepaymentCounted } from '../counted-prepayment.ts'
import type { Till } from '../till-command.ts'
import { type ChequeExtensions, noExtensions } from './cheque-extensions.ts'
import { orderNow, orderOf } from './printed-order.ts'

type Subject = Pick<PrintJob, 'paper' | 'orderId' | 'entry' | 'isCopy' | 'madeAt'>
/** What of a printer the text depends on. */
export type Sheet = {
  id: Uuid
  body: Pick<
    PrinterItem['body'],
    'name' | 'nameEn' | 'width' | 'language' | 'opensDrawer' | 'header' | 'footer'
  >
}

/** The till's own paper that says what a register's task says. */
function paperOfTask(task: RegisterTask): Paper {
  switch (task.do) {
    case 'sale':
      return 'prepayment' in task ? { kind: 'prepayment', ...task.prepayment } : { kind: 'receipt' }
    case 'return':
      return 'prepayment' in task
        ? { kind: 'prepayment', ...task.prepayment }
        : { kind: 'return', returnId: task.returnId }
    case 'payIn':
    case 'payOut':
      return { kind: 'cash', shiftId: task.shiftId, movementId: task.movementId }
    case 'open':
    case 'x':
    case 'z':
      return { kind: 'shift', shiftId: task.shiftId }
  }
}

/** Refuses `printing.subject-unknown` where the order or the shift is not here, and `printing.markup`. */
export async function documentOf(
  app: App,
  till: Till,
  subject: Subject,
  sheet: Sheet,
  extensions: ChequeExtensions = noExtensions,
): Promise<Document> {
  const setting = await settingOf(app, till, subject, sheet, extensions)
  const paper = subject.paper.kind === 'fiscal' ? paperOfTask(subject.paper.task) : subject.paper
  const drawer = { opensDrawer: sheet.body.opensDrawer }
  switch (paper.kind) {
    case 'test':
      return testPage(setting, { name: nameOf(setting, sheet.body), width: sheet.body.width })
    case 'drawer':
      return doc([pulse])
    case 'document':
      return readMarkup(paper.markup)
    case 'shift':
      return shiftPaper(setting, await shiftOf(app, till, paper.shiftId, subject))
    case 'cash': {
      const movement = await movementOf(app, till, paper.shiftId, paper.movementId)
      return cashSlip(setting, movement, drawer)
    }
    case 'prepayment': {
      const counted = await prepaymentCounted(app, till.tenantId, paper)
      return prepaymentPaper(setting, orderOf(await soldOf(app, till, subject)), counted, drawer)
    }
    default: {
      const sold = await soldOf(app, till, subject)
      return sold.kind === 'delivery' && paper.kind === 'delivery'
        ? deliveryPaper(setting, sold.order, await contactOf(app, till, sold.order.contactId))
        : paperOfSale(setting, sold, { ...subject, paper }, drawer)
    }
  }
}

const unknown = () => refuse('printing.subject-unknown')

function paperOfSale(
  setting: PaperSetting,
  sold: SoldOrder,
  { paper, madeAt: at }: Subject,
  drawer: { opensDrawer: boolean },
): Document {
  const order = orderOf(sold)
  switch (paper.kind) {
    case 'bill':
      return billPaper(setting, order)
    case 'receipt':
      return receiptPaper(setting, order, drawer)
    case 'return': {
      const returned = order.returns?.find(({ id }) => id === paper.returnId)
      if (!returned) throw unknown()
      return returnPaper(setting, order, returned, drawer)
    }
    case 'kitchen':
    case 'deletion': {
      const { positionIds, isFirst } = paper
      const ticket = { positionIds, isFirst, at, station: stationOf(setting, order, positionIds) }
      return paper.kind === 'kitchen'
        ? kitchenTicket(setting, order, ticket)
        : deletionTicket(setting, order, ticket)
    }
    default:
      throw unknown()
  }
}

/** The station where all of it is cooked; null: there are several. */
function stationOf(
  setting: PaperSetting,
  { items }: Pick<SoldOrder['order'], 'items'>,
  positionIds: readonly Uuid[],
): string | null {
  const places = new Set(
    items
      .filter(({ positionId }) => positionIds.includes(positionId))
      .map(({ cookingPlaceId }) => cookingPlaceId),
  )
  const [only] = places
  const place = places.size === 1 ? setting.catalog.find('cookingPlace', only ?? '')?.body : undefined
  return place ? nameOf(setting, place) : null
}

async function settingOf(
  app: App,
  till: Till,
  { isCopy }: Subject,
  { body }: Sheet,
  extensions: ChequeExtensions,
): Promise<PaperSetting> {
  const catalog = await app.catalog(till.tenantId)
  const organization = catalog.find('organization', till.organizationId)?.body
  const terminalGroup = catalog.find('terminalGroup', till.terminalGroupId)?.body
  if (!organization || !terminalGroup) throw unknown()
  const { language } = body
  const piece = (text: string): Content[] => (text === '' ? [] : readPiece(text))
  const { beforeHeader, afterHeader, beforeFooter, afterFooter } = extensions
  const header = [...piece(beforeHeader), ...piece(body.header), ...piece(afterHeader)]
  const footer = [...piece(beforeFooter), ...piece(body.footer), ...piece(afterFooter)]
  return {
    ...{ catalog, organization, terminalGroup, language, isCopy },
    ...{ header, footer, now: app.clock.now() },
  }
}

/** An order as it was when the paper was asked for; without an entry, as it is now. */
async function soldOf(app: App, till: Till, { orderId, entry }: Subject): Promise<SoldOrder> {
  if (!orderId) throw unknown()
  if (!entry) return orderNow(app, till, orderId)
  const sold = await soldOrderAt(app.storage.now, { tenantId: till.tenantId, ...entry }, orderId)
  if (!sold) throw unknown()
  return sold
}

/** Null: there is none, or it was destroyed. */
async function contactOf({ storage }: App, { tenantId }: Till, contactId: Uuid | null) {
  if (contactId === null) return null
  return (await storage.now.contacts.load(tenantId, [contactId])).get(contactId) ?? null
}

async function shiftEvents({ storage }: App, { tenantId, terminalGroupId }: Till, shiftId: Uuid) {
  const entries = await storage.now.journal.ofEntity(tenantId, shiftId)
  return entries.filter((one) => one.entity === 'cashShift' && one.terminalGroupId === terminalGroupId)
}

async function shiftOf(app: App, till: Till, shiftId: Uuid, { entry }: Subject): Promise<CashShift> {
  const entries = await shiftEvents(app, till, shiftId)
  const shift = entries
    .filter(({ origin, seq }) => !entry || (origin === entry.origin && seq <= entry.seq))
    .reduce<CashShift | null>((state, { payload }) => evolveShift(state, payload as ShiftEvent), null)
  if (!shift) throw unknown()
  return shift
}

async function movementOf(app: App, till: Till, shiftId: Uuid, movementId: Uuid) {
  for (const { payload } of await shiftEvents(app, till, shiftId)) {
    const event = payload as ShiftEvent
    if (event.kind === 'shift.cashMoved' && event.movement.id === movementId) return event.movement
  }
  throw unknown()
}
