import type { Route } from '../../call.ts'
import { choiceRoutes } from './choices.ts'
import { guestRoutes } from './guests.ts'
import { moneyRoutes } from './money.ts'
import { previewRoutes } from './preview.ts'
import { programRoutes } from './programs.ts'
import { loyaltyReportRoutes } from './report-routes.ts'

/** The office of loyalty: over the use cases of all families (biz-card-api §12). */
export const loyaltyRoutes: readonly Route[] = [
  ...choiceRoutes,
  ...guestRoutes,
  ...moneyRoutes,
  ...programRoutes,
  ...previewRoutes,
  ...loyaltyReportRoutes,
]
