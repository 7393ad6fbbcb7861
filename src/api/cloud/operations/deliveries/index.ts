import type { Handlers } from '../../operation.ts'
import { changeDeliveryPoint, changeServiceType } from './change-place.ts'
import { changes } from './changes.ts'
import { create } from './create.ts'
import { draftHandlers } from './drafts.ts'
import { byFilter, byId, byPhone, byRevision, byStatus, historyByPhone } from './retrieve.ts'
import { updateTrackingLink } from './tracking-link.ts'

/** "Deliveries: Create and update", "Deliveries: Retrieve" and drafts. */
export const deliveryHandlers = {
  '/api/1/deliveries/create': create,
  ...changes,
  '/api/1/deliveries/change_delivery_point': changeDeliveryPoint,
  '/api/1/deliveries/change_service_type': changeServiceType,
  '/api/1/deliveries/update_tracking_link': updateTrackingLink,
  '/api/1/deliveries/by_id': byId,
  '/api/1/deliveries/by_delivery_date_and_status': byStatus,
  '/api/1/deliveries/by_revision': byRevision,
  '/api/1/deliveries/by_delivery_date_and_phone': byPhone,
  '/api/1/deliveries/by_delivery_date_and_source_key_and_filter': byFilter,
  '/api/1/deliveries/history/by_delivery_date_and_phone': historyByPhone,
  ...draftHandlers,
} satisfies Handlers
