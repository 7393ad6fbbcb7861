import type { DeliveryStatus } from '../../../domain/orders/order.ts'

export type StatusCode = 'UNCONFIRMED' | 'NEW' | 'WAITING' | 'ON_WAY' | 'DELIVERED' | 'CLOSED' | 'CANCELLED'

type Row = { code: StatusCode; ru: string; en: string }

/**
 * Words of the restaurant's language, whatever the client speaks, and the code that programs compare (biz-card-api §5.9).
 * Cooking is a part of NEW.
 */
export const statusOnWire: Record<DeliveryStatus, Row> = {
  Unconfirmed: { code: 'UNCONFIRMED', ru: 'Не подтверждена', en: 'Not confirmed' },
  WaitCooking: { code: 'NEW', ru: 'Новая', en: 'New' },
  ReadyForCooking: { code: 'NEW', ru: 'Новая', en: 'New' },
  CookingStarted: { code: 'NEW', ru: 'Готовится', en: 'In progress' },
  CookingCompleted: { code: 'NEW', ru: 'Готово', en: 'Ready' },
  Waiting: { code: 'WAITING', ru: 'Ждет отправки', en: 'Awaiting delivery' },
  OnWay: { code: 'ON_WAY', ru: 'В пути', en: 'On the way' },
  Delivered: { code: 'DELIVERED', ru: 'Доставлена', en: 'Delivered' },
  Closed: { code: 'CLOSED', ru: 'Закрыта', en: 'Closed' },
  Cancelled: { code: 'CANCELLED', ru: 'Отменена', en: 'Cancelled' },
}

/** Statuses behind a code of the filter; undefined for a word that is no code. */
export function statusesOf(text: string): DeliveryStatus[] | undefined {
  const code = text.toUpperCase()
  const found = Object.entries(statusOnWire).filter(([, row]) => row.code === code)
  return found.length === 0 ? undefined : found.map(([status]) => status as DeliveryStatus)
}
