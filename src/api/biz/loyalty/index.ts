import { bulkHandlers } from './bulk.ts'
import { calculationHandlers } from './calculation.ts'
import { comboHandlers } from './combos.ts'
import { guestHandlers } from './guests.ts'
import { messageHandlers } from './messages.ts'
import { phoneHandlers } from './phones.ts'
import { programHandlers } from './programs.ts'
import { reportHandlers } from './reports.ts'
import { subscriptionHandlers } from './subscriptions.ts'
import { walletHandlers } from './wallets.ts'

/** iikoCard: the loyalty of the company under this family's prefix and token (biz-card-api §12). */
export const loyaltyHandlers = {
  ...guestHandlers,
  ...walletHandlers,
  ...bulkHandlers,
  ...programHandlers,
  ...reportHandlers,
  ...messageHandlers,
  ...calculationHandlers,
  ...comboHandlers,
  ...subscriptionHandlers,
  ...phoneHandlers,
}
