import { deliveryActions } from './deliveries.ts'
import { discountActions } from './discounts.ts'
import { dishActions } from './dishes.ts'
import type { EditAction } from './edit-action.ts'
import { moveDishes } from './move-dishes.ts'
import { payOrders } from './pay-orders.ts'
import { reserveActions } from './reserves.ts'
import { shapeOrders } from './shape-orders.ts'

/** Everything that an edit session may do, by its name. */
export const editActions: ReadonlyMap<string, EditAction> = new Map(
  [
    ...shapeOrders,
    ...dishActions,
    ...moveDishes,
    ...payOrders,
    ...discountActions,
    ...deliveryActions,
    ...reserveActions,
  ].map((action) => [action.name, action]),
)
