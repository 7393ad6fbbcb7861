import type { App, CloudTableOrder } from '../../../app/ports.ts'
import type { Contact, NamedRef, Sale } from '../../../domain/orders/order.ts'
import { isOpen, type TableOrder } from '../../../domain/orders/tables/table-order.ts'
import { orderTotals } from '../../../domain/orders/totals.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { errorInfoOf } from '../errors.ts'
import type { ReserveOrder, TableOrderInfo, TableOrder as WireTableOrder } from '../generated/types.ts'
import { renderRegular } from './order-contact.ts'
import {
  type OrderInfoContext,
  renderDiscounts,
  renderExternalData,
  renderLoyalty,
  renderPayment,
  renderTip,
} from './order-info.ts'
import { renderCombos, renderItems } from './order-items.ts'
import { orderPrinter } from './order-printer.ts'

/** Loads what an answer about these orders needs: one query for all contacts. */
export async function loadTableOrderContext(
  app: App,
  tenantId: Uuid,
  orders: readonly { state: { contactId: Uuid | null } | null }[],
  returnExternalDataKeys: readonly string[] = [],
): Promise<OrderInfoContext> {
  const contactIds = [...new Set(orders.flatMap(({ state }) => state?.contactId ?? []))]
  const [catalog, contacts, blacklist] = await Promise.all([
    app.catalog(tenantId),
    contactIds.length > 0
      ? app.storage.now.contacts.load(tenantId, contactIds)
      : Promise.resolve(new Map<Uuid, Contact>()),
    app.blacklist.of(tenantId),
  ])
  return { catalog, contacts, returnExternalDataKeys, blacklist }
}

/** How the cloud shows an order on a table: the same in answers and in webhooks (cloud-api §8.1–8.2). */
export function renderTableOrderInfo(order: CloudTableOrder, ctx: OrderInfoContext): TableOrderInfo {
  const { state, error, creationStatus } = order
  return {
    id: order.id,
    posId: state?.posId ?? null,
    externalNumber: order.externalNumber,
    organizationId: order.organizationId,
    timestamp: Number(order.revision / 1000n),
    creationStatus,
    errorInfo: creationStatus === 'Error' && error ? errorInfoOf(error) : null,
    order: creationStatus === 'Success' && state ? renderTableOrder(state, ctx) : null,
  }
}

function renderTableOrder(state: TableOrder, ctx: OrderInfoContext): WireTableOrder {
  const contact = ctx.contacts.get(state.contactId ?? '')
  const { waiter } = state
  const { local } = orderPrinter(ctx.catalog, state)
  return {
    tableIds: state.tableIds,
    customer:
      contact?.customer?.type === 'regular' ? renderRegular(contact.customer, state, ctx.blacklist) : null,
    phone: contact?.phone || null,
    status: state.status,
    whenCreated: local(state.whenCreated),
    waiter: waiter && { ...waiter, phone: ctx.catalog.find('employee', waiter.id)?.body.phone ?? null },
    tabName: state.tabName,
    // One till prints every receipt here; where an order is not open, the document wants nothing.
    splitOrderBetweenCashRegisters: isOpen(state) ? 'Disabled' : null,
    priceCategory: state.priceCategory,
    ...renderHallSale(state, state.guestCount, ctx),
  }
}

/** What orders on tables and banquets show alike. */
export function renderHallSale(
  state: Sale & { orderType: NamedRef },
  guestCount: number,
  ctx: OrderInfoContext,
): ReserveOrder {
  const print = orderPrinter(ctx.catalog, state)
  const { money, localOrNull } = print
  const totals = orderTotals(state)
  return {
    menuId: state.menuId,
    sum: money(totals.sum),
    number: state.number,
    sourceKey: state.sourceKey,
    whenBillPrinted: localOrNull(state.whenBillPrinted),
    whenClosed: localOrNull(state.whenClosed),
    conception: state.conception,
    guestsInfo: { count: guestCount, splitBetweenPersons: false },
    items: renderItems(state, totals, print),
    combos: renderCombos(state, print),
    payments: state.payments.map((payment) => renderPayment(payment, print)),
    tips: state.tips.map((tip) => renderTip(tip, print)),
    discounts: renderDiscounts(state, totals, print),
    orderType: { ...state.orderType, orderServiceType: 'Common' },
    terminalGroupId: state.terminalGroupId,
    processedPaymentsSum: money(totals.processedPaymentsSum),
    loyaltyInfo: renderLoyalty(state, print),
    externalData: renderExternalData(state, ctx.returnExternalDataKeys),
  }
}
