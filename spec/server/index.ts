// iikoServer as we describe it: one group of operations after the other. The order is that of the documents.
import type { Group } from './describe.ts'
import { cash } from './groups/cash.ts'
import { charts } from './groups/charts.ts'
import { corporation } from './groups/corporation.ts'
import { documents } from './groups/documents.ts'
import { edi } from './groups/edi.ts'
import { events } from './groups/events.ts'
import { namedOnly } from './groups/named-only.ts'
import { balances, olap, oldReports } from './groups/olap.ts'
import { employeesGroup, suppliers } from './groups/people.ts'
import { oldProducts, products } from './groups/products.ts'
import { references } from './groups/references.ts'
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
  charts,
  documents,
  cash,
  events,
  olap,
  balances,
  oldReports,
  edi,
  ...namedOnly,
]
