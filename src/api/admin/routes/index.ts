import type { Route } from '../call.ts'
import { administratorRoutes } from './administrators.ts'
import { applicationRoutes } from './applications.ts'
import { boardRoutes } from './boards.ts'
import { bookRoutes } from './books.ts'
import { keyRoutes } from './keys.ts'
import { licenceRoutes } from './licences.ts'
import { loyaltyRoutes } from './loyalty/index.ts'
import { monitorRoutes } from './monitor.ts'
import { printerRoutes } from './printers.ts'
import { reportBookRoutes } from './report-books.ts'
import { restrictionRoutes } from './restrictions.ts'
import { webhookRoutes } from './webhooks.ts'

export const routes: readonly Route[] = [
  ...bookRoutes,
  ...keyRoutes,
  ...applicationRoutes,
  ...webhookRoutes,
  ...licenceRoutes,
  ...restrictionRoutes,
  ...reportBookRoutes,
  ...administratorRoutes,
  ...boardRoutes,
  ...printerRoutes,
  ...monitorRoutes,
  ...loyaltyRoutes,
]
