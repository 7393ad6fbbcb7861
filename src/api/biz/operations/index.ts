import type { Handler, OpenHandler } from '../call.ts'
import { loyaltyHandlers } from '../loyalty/index.ts'
import { addOrder } from './add-order.ts'
import { addressHandlers } from './addresses.ts'
import { openAuthHandlers } from './auth.ts'
import { checkHandlers } from './check-order.ts'
import { courierAppHandlers } from './courier-app.ts'
import { courierHandlers } from './couriers.ts'
import { deliverySettingsHandlers } from './delivery-settings.ts'
import { dictionaryHandlers } from './dictionaries.ts'
import { findingHandlers } from './find-orders.ts'
import { openMarketHandlers } from './market.ts'
import { nomenclatureHandlers } from './nomenclature.ts'
import { noticeHandlers } from './notices.ts'
import { opinionHandlers } from './opinions.ts'
import { organizationHandlers } from './organizations.ts'
import { relayedHandlers } from './relayed.ts'
import { stopListHandlers } from './stop-lists.ts'
import type { BizKey } from './table.ts'

/** Operations that open a token, or are asked before there is one. */
export const openHandlers: { [Key in BizKey]?: OpenHandler } = {
  ...openAuthHandlers,
  ...openMarketHandlers,
}

/** What the portal only relays where a restaurant's server listens; it keeps the rest itself (biz-card-api §16.1). */
export const liveHandlers: { [Key in BizKey]?: Handler } = {
  'orders/add': addOrder,
  ...checkHandlers,
  ...findingHandlers,
  ...courierHandlers,
  ...opinionHandlers,
  ...courierAppHandlers,
  ...noticeHandlers,
  ...deliverySettingsHandlers,
  ...addressHandlers,
  ...dictionaryHandlers,
  ...stopListHandlers,
  ...relayedHandlers,
}

/** An operation without a handler answers 501 with its name. */
export const handlers: { [Key in BizKey]?: Handler } = {
  ...organizationHandlers,
  ...nomenclatureHandlers,
  ...liveHandlers,
  ...loyaltyHandlers,
}
