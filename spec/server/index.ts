// iikoServer as we describe it: one group of operations after the other. The order is that of the documents.
import type { Group } from './describe.ts'
import { cash } from './groups/cash.ts'
import { charts } from './groups/charts.ts'
import { corporation } from './groups/corporation.ts'
import { documents } from './groups/documents.ts'
import { edi } from './groups/edi.ts'
import { events } from './groups/events.ts'
import { images } from './groups/images.ts'
import { namedOnly } from './groups/named-only.ts'
import { balances, olap, oldReports } from './groups/olap.ts'
import { oldProducts } from './groups/old-products.ts'
import { employeesGroup, suppliers } from './groups/people.ts'
import { prices } from './groups/prices.ts'
import { productScales } from './groups/product-scales.ts'
import { products } from './groups/products.ts'
import { references } from './groups/references.ts'
import { deliveryReports, reports } from './groups/reports.ts'
import { replication, session } from './groups/session.ts'
import { staffing } from './groups/staffing.ts'

export const serverGroups: readonly Group[] = [
  session,
  corporation,
  replication,
  references,
  suppliers,
  employeesGroup,
  staffing,
  oldProducts,
  products,
  productScales,
  images,
  charts,
  prices,
  documents,
  cash,
  events,
  olap,
  balances,
  oldReports,
  reports,
  deliveryReports,
  edi,
  ...namedOnly,
]
