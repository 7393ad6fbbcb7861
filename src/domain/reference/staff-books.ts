/** Books of the staff: who works in the restaurants, and what they may do. */
import type { Uuid } from '../../kernel/ids.ts'
import type { Named } from './named.ts'

export type Permission =
  | 'deliveries.edit'
  | 'deliveries.cancel'
  | 'deliveries.close'
  | 'deliveries.send'
  | 'deliveries.confirm'
  | 'stop-list.edit'
  | 'shift.open'
  | 'shift.close'
  /** Pays cash in and out: F_APIO at the till. */
  | 'shift.move-cash'
  | 'kitchen.bump'
  /** Has a ticket of the kitchen printed once more, or given up. */
  | 'kitchen.reprint'
  | 'orders.discount'
  /** Chooses the price category of an order: other prices for all of it. */
  | 'orders.price-category'
  | 'orders.cancel-bill'
  /** Closes orders at the house's expense: F_COTH. */
  | 'orders.on-the-house'
  | 'tables.edit'
  | 'tables.close'
  | 'tables.cancel'
  /** Removes dishes that the kitchen has. */
  | 'tables.delete-printed'
  /** Changes their comments: F_CCCP (front-api, appendix A). */
  | 'tables.comment-printed'
  /** Moves dishes and guests between orders, merges and splits orders. */
  | 'tables.move'
  | 'tables.change-waiter'
  | 'reserves.edit'
  /** Gives money back and writes the goods off: F_STRN (front-api, appendix A). */
  | 'orders.return'
  /** Gives money back, the goods are not written off: F_SWWOFF. */
  | 'orders.return-to-stock'
  /** Returns something of an order of a closed shift once more: F_STRNA. */
  | 'orders.return-again'
  /** Looks at the running shift's report: F_XR. Who closes a shift sees its Z report (F_ZREP). */
  | 'shift.report'
  /** Opens and closes personal shifts of others: F_OPIN, F_KIS. */
  | 'personal-shifts.manage'
  /** Sends what the delivery restrictions forbid: D_BDR. */
  | 'deliveries.bypass-restrictions'
  /** Makes the standby till the main one: F_DOP (front-api §1.6). */
  | 'till.promote'
  /** Lets a self-service kiosk run: the only thing its role may do (front-api §1.7, module 21016318). */
  | 'kiosk.run'
  /** Works at the call centre's screen: answers calls and sends orders to tills. */
  | 'call-centre.work'
  /** Lets a queue board run (front-api §7.3). */
  | 'queue-board.run'
/** Rights of the back office by iiko's codes (server-api §2.5). */
export type BackOfficeRight = 'B_EN' | 'B_VTJ' | 'B_ADM' | 'B_QMENU' | 'B_APIO' | 'F_APIO'
export type Role = Named & {
  code: string
  permissions: Permission[]
  /** Absent: none. */
  backOfficeRights?: BackOfficeRight[]
}
export type Employee = Named & {
  code: string
  firstName: string
  middleName?: string
  lastName: string
  phone: string | null
  email?: string
  roleIds: Uuid[]
  isCourier: boolean
  isOperator: boolean
  /** scrypt of the PIN in hex, salted with the corporation (`app/till/pin.ts`); the PIN itself is nowhere. */
  pinHash: string | null
  /** scrypt of what a reader types of the card, likewise (`app/till/card.ts`); absent: no card. */
  cardHash?: string | null
  organizationIds: Uuid[]
}

/** Waiters who serve together; of one restaurant (server-api §9.7). */
export type WaiterTeam = Named & { code: string }
/** Who is in which team; one item for a restaurant, with its id. An employee is in one team at most. */
export type WaiterTeamAssignments = { assignments: { employeeId: Uuid; teamId: Uuid }[] }
