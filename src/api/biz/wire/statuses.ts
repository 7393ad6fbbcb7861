import type { DeliveryStatus } from '../../../domain/orders/order.ts'

export type StatusCode = 'UNCONFIRMED' | 'NEW' | 'WAITING' | 'ON_WAY' | 'DELIVERED' | 'CLOSED' | 'CANCELLED'

type Row = { code: StatusCode; text: string }

/**
 * Words of the restaurant's language, which is Russian, and the code that programs compare (biz-card-api §5.9). Cooking
 * is a part of NEW.
 */
export const statusOnWire: Record<DeliveryStatus, Row> = {
  Unconfirmed: { code: 'UNCONFIRMED', text: 'Не подтверждена' },
  WaitCooking: { code: 'NEW', text: 'Новая' },
  ReadyForCooking: { code: 'NEW', text: 'Новая' },
  CookingStarted: { code: 'NEW', text: 'Готовится' },
  CookingCompleted: { code: 'NEW', text: 'Готово' },
  Waiting: { code: 'WAITING', text: 'Ждет отправки' },
  OnWay: { code: 'ON_WAY', text: 'В пути' },
  Delivered: { code: 'DELIVERED', text: 'Доставлена' },
  Closed: { code: 'CLOSED', text: 'Закрыта' },
  Cancelled: { code: 'CANCELLED', text: 'Отменена' },
}

/** Statuses behind a code of the filter; undefined for a word that is no code. */
export function statusesOf(text: string): DeliveryStatus[] | undefined {
  const code = text.toUpperCase()
  const found = Object.entries(statusOnWire).filter(([, row]) => row.code === code)
  return found.length === 0 ? undefined : found.map(([status]) => status as DeliveryStatus)
}
