/** «Трапеза»: a made-up chain of three restaurants, the same on every machine (issue 2, point 11). */
import { accounts } from './accounts.ts'
import { admins, apiKeys, apps } from './api-access.ts'
import { backOfficeItems } from './back-office.ts'
import { deliveryRestrictions } from './delivery.ts'
import { type DemoAccess, type DemoChain, demoId } from './demo-chain.ts'
import { cardTracks, discountItems } from './discounts.ts'
import { ediOrders } from './edi-orders.ts'
import { exciseMarks } from './excise-marks.ts'
import { geography } from './geography/streets.ts'
import { guests } from './guests.ts'
import { hallItems } from './halls.ts'
import { goodsImages } from './images/goods-image.ts'
import { coupons, loyaltyItems, members } from './loyalty.ts'
import { menu } from './menu/index.ts'
import { outlets } from './outlets.ts'
import { payInOutItems } from './pay-in-outs.ts'
import { paymentItems } from './payments.ts'
import { payrolls } from './payrolls.ts'
import { printerItems } from './printers.ts'
import { quickMenus } from './quick-menus.ts'
import { reportItems } from './reports.ts'
import { backOfficeLogins, staff, staffPins } from './staff.ts'
import { stops } from './stops.ts'
import { stores } from './stores.ts'
import { openingDocuments } from './stores-opening.ts'
import { firstCash, firstWeek } from './stores-week.ts'
import { suppliers } from './suppliers.ts'
import { waiterTeams } from './waiter-teams.ts'

export type { DemoAccess, DemoChain } from './demo-chain.ts'
export { outlets as demoOutlets } from './outlets.ts'
export { callCentreLogin, demoRoles } from './staff.ts'

export const demoTenantId = demoId('tenant', 'trapeza')

/** Far less to make than the chain, which a start that has nothing to seed does without. */
export const demoAccess = (): DemoAccess => ({
  pins: staffPins(),
  apiKeys: apiKeys(),
  apps: apps(),
  admins: admins(),
  backOfficeLogins: backOfficeLogins(),
})

/** A fresh copy on each call: the caller may change it. */
export function demoChain(): DemoChain {
  return {
    ...demoAccess(),
    tenant: { id: demoTenantId, name: 'Трапеза' },
    items: [
      ...outlets(),
      ...hallItems(),
      ...printerItems(),
      ...menu(),
      ...geography(),
      ...deliveryRestrictions(),
      ...paymentItems(),
      ...discountItems(),
      ...loyaltyItems(),
      ...staff(),
      ...stores(),
      ...accounts(),
      ...payInOutItems(),
      ...suppliers(),
      ...backOfficeItems(),
      ...payrolls(),
      ...waiterTeams(),
      ...quickMenus(),
      ...exciseMarks(),
      ...reportItems(),
    ],
    cardTracks: cardTracks(),
    guests: guests(),
    stopList: stops(),
    images: goodsImages(),
    documents: [...openingDocuments(), ...firstWeek()],
    cashMoves: firstCash(),
    ediOrders: ediOrders(),
    loyalty: { coupons: coupons(), members: members() },
  }
}
