import type {
  App,
  BalanceNews,
  CloudReserve,
  CloudTableOrder,
  WebhookEvent,
  WebhookSubject,
} from '../../../app/ports.ts'
import { toUtcText } from '../../../kernel/local-time.ts'
import type { LocalDateTime, WebhookEvent as PublishedEvent, Uuid } from '../generated/types.ts'
import { loadOrderInfoContext } from './order-context.ts'
import { type OrderInfoContext, renderOrderInfo } from './order-info.ts'
import { renderReserveInfo } from './reserve-info.ts'
import { loadTableOrderContext, renderTableOrderInfo } from './table-order-info.ts'

/** Events whose payload nobody has published: they only say that something is to be read again (cloud-api §7.3). */
export type BareEvent = {
  eventType: 'NomenclatureUpdate' | 'BusinessHoursAndMappingUpdate' | 'KitchenOrderUpdate'
  eventTime: LocalDateTime
  organizationId: Uuid
  correlationId: Uuid
  eventInfo: Record<string, never> | { id: Uuid; terminalGroupId: Uuid }
}

/** What the order inside an event needs; the keys of external data come with the event. */
export type WebhookContext = Omit<OrderInfoContext, 'returnExternalDataKeys'>

/** What iikoCloud tells of; balances are told by iikoCard (cloud-api §7.6). */
export type CloudEvent = WebhookEvent & { subject: Exclude<WebhookSubject, BalanceNews> }

/** One element of the array that a webhook receives. */
export function renderWebhookEvent(event: CloudEvent, ctx: WebhookContext): PublishedEvent | BareEvent {
  const envelope = {
    eventTime: toUtcText(event.at),
    organizationId: event.organizationId,
    correlationId: event.correlationId,
  }
  const { subject } = event
  switch (subject.kind) {
    case 'delivery': {
      const eventInfo = renderOrderInfo(subject.order, {
        ...ctx,
        returnExternalDataKeys: subject.externalDataKeys,
      })
      const isError = event.eventType === 'DeliveryOrderError'
      return { eventType: isError ? 'DeliveryOrderError' : 'DeliveryOrderUpdate', ...envelope, eventInfo }
    }
    case 'tableOrder': {
      const eventInfo = renderTableOrderInfo(subject.order, { ...ctx, returnExternalDataKeys: [] })
      const isError = event.eventType === 'TableOrderError'
      return { eventType: isError ? 'TableOrderError' : 'TableOrderUpdate', ...envelope, eventInfo }
    }
    case 'reserve': {
      const eventInfo = renderReserveInfo(subject.reserve, { ...ctx, returnExternalDataKeys: [] })
      const isError = event.eventType === 'ReserveError'
      return { eventType: isError ? 'ReserveError' : 'ReserveUpdate', ...envelope, eventInfo }
    }
    case 'stopList': {
      const { terminalGroupId, isFull } = subject
      const eventInfo = { terminalGroupsStopListsUpdates: [{ id: terminalGroupId, isFull }] }
      return { eventType: 'StopListUpdate', ...envelope, eventInfo }
    }
    case 'personalShift': {
      const { employeeId, roleId, opened, terminalGroupId } = subject
      return {
        eventType: 'PersonalShift',
        ...envelope,
        eventInfo: { id: employeeId, roleId, opened, terminalGroupId },
      }
    }
    case 'nomenclature':
      return { eventType: 'NomenclatureUpdate', ...envelope, eventInfo: {} }
    case 'restrictions':
      return { eventType: 'BusinessHoursAndMappingUpdate', ...envelope, eventInfo: {} }
    case 'kitchen': {
      const { orderId, terminalGroupId } = subject
      return { eventType: 'KitchenOrderUpdate', ...envelope, eventInfo: { id: orderId, terminalGroupId } }
    }
  }
}

/** The same for a sender that has only the event: what it needs is loaded, names and phones as they are now. */
export async function loadWebhookContext(app: App, events: readonly WebhookEvent[]): Promise<WebhookContext> {
  const [first] = events
  if (!first) throw new Error('no events to render')
  const orders = events.flatMap(({ subject }) => (subject.kind === 'delivery' ? [subject.order] : []))
  const tableOrders = events.flatMap(({ subject }): (CloudReserve | CloudTableOrder)[] => {
    if (subject.kind === 'tableOrder') return [subject.order]
    return subject.kind === 'reserve' ? [subject.reserve] : []
  })
  if (tableOrders.length === 0) return loadOrderInfoContext(app, first.tenantId, orders)
  const [deliveries, tables] = await Promise.all([
    loadOrderInfoContext(app, first.tenantId, orders),
    loadTableOrderContext(app, first.tenantId, tableOrders),
  ])
  return { ...deliveries, contacts: new Map([...deliveries.contacts, ...tables.contacts]) }
}
