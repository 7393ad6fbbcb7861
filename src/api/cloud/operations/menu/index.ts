import type { Handlers } from '../../operation.ts'
import { allowedRestrictions } from './allowed-restrictions.ts'
import { comboHandlers } from './combos.ts'
import { deliveryRestrictions } from './delivery-restrictions.ts'
import { externalMenuHandlers } from './external/handlers.ts'
import { nomenclature } from './nomenclature.ts'
import { stopListHandlers } from './stop-lists.ts'

/** What is sold, where and for how much, what is out of stock, and who delivers (cloud-api §5, §6.2–6.5). */
export const menuHandlers: Handlers = {
  '/api/1/nomenclature': nomenclature,
  ...externalMenuHandlers,
  ...stopListHandlers,
  ...comboHandlers,
  '/api/1/delivery_restrictions': deliveryRestrictions,
  '/api/1/delivery_restrictions/allowed': allowedRestrictions,
}
