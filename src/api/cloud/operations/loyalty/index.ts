import type { Handlers } from '../../operation.ts'
import { loyaltyBookHandlers } from './books.ts'
import { checkinHandlers } from './checkin.ts'
import { guestHandlers } from './guests.ts'
import { messageHandlers } from './messages.ts'
import { reportHandlers } from './reports.ts'
import { walletHandlers } from './wallets.ts'

/** Loyalty (cloud-api §9). */
export const loyaltyHandlers: Handlers = {
  ...guestHandlers,
  ...walletHandlers,
  ...reportHandlers,
  ...messageHandlers,
  ...loyaltyBookHandlers,
  ...checkinHandlers,
}
