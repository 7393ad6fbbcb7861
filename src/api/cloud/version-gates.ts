import type { App } from '../../app/ports.ts'
import { isOlder } from '../../domain/reference/till-version.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { CloudPath } from './generated/operations.ts'

/** "Allowed from version" of the document: the oldest till that understands a command (cloud-api Appendix B). */
const oldestTill: Partial<Record<CloudPath, string>> = {
  '/api/1/deliveries/update_order_courier': '7.1.5',
  '/api/1/deliveries/add_items': '7.4.6',
  '/api/1/deliveries/cancel': '7.5.4',
  '/api/1/deliveries/change_complete_before': '7.5.4',
  '/api/1/deliveries/change_delivery_point': '7.5.4',
  '/api/1/deliveries/change_service_type': '7.5.4',
  '/api/1/deliveries/change_comment': '7.6.1',
  '/api/1/deliveries/print_delivery_bill': '7.6.1',
  '/api/1/deliveries/confirm': '7.6.1',
  '/api/1/deliveries/cancel_confirmation': '7.6.1',
  '/api/1/deliveries/change_operator': '7.6.1',
  '/api/1/deliveries/change_payments': '7.6.3',
  // Pickups only before 8.0.6, which the till itself decides.
  '/api/1/deliveries/close': '7.4.6',
  '/api/1/deliveries/add_payments': '8.4.6',
  '/api/1/order/add_items': '7.4.6',
  '/api/1/order/close': '7.4.6',
  '/api/1/order/add_customer': '7.7.1',
  '/api/1/order/init_by_table': '7.7.1',
  '/api/1/order/init_by_posOrder': '7.7.1',
  '/api/1/order/change_payments': '7.7.4',
  '/api/1/order/add_payments': '8.2.6',
  '/api/1/order/cancel': '9.0.5',
  '/api/1/reserve/add_items': '8.2.6',
  '/api/1/reserve/cancel': '8.2.6',
  '/api/1/reserve/add_payments': '8.2.6',
  '/api/1/reserve/change_tables': '9.0.5',
  '/api/1/reserve/change_items': '9.0.5',
  '/api/1/reserve/change_estimated_start_time': '9.0.5',
  '/api/1/stop_lists/add': '8.6.1',
  '/api/1/stop_lists/remove': '8.6.1',
  '/api/1/stop_lists/clear': '8.6.1',
  '/api/1/deliveries/change_driver_info': '8.6.6',
}

/** Refuses a command that the till of the group is too old for (cloud-api §0.3.13). */
export async function requireTillVersion(
  app: App,
  tenantId: Uuid,
  terminalGroupId: Uuid | null,
  path: CloudPath,
): Promise<void> {
  const required = oldestTill[path]
  if (required === undefined) return
  const version = (await app.catalog(tenantId)).living('terminalGroup', terminalGroupId)?.body.posVersion
  if (version === undefined || !isOlder(version, required)) return
  throw refuse('terminal-group.too-old', { version, required })
}
