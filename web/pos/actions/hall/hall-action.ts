import type { IconName } from '../../../kit/icons.tsx'
import type { HallCommand, Permission } from '../../../kit/till-types.ts'
import type { HallOrder } from '../../model/hall.ts'
import type { PosKey } from '../../texts.ts'

export type HallDialogName = 'payment' | 'add-items' | 'prepay'

/** One thing that a person may do with an order of the hall, at a table or at a banquet. */
export type HallAction = {
  id: string
  label: PosKey
  icon: IconName
  permission: Permission
  /** Something to compose first: it may be begun while the till is out of reach. */
  isComposed?: true
  isOffered(order: HallOrder): boolean
  /** Either a command at once, or a dialog that makes one. */
  does: { command(order: HallOrder): HallCommand; done: PosKey } | { opens: HallDialogName }
}

type Deed = 'printToKitchen' | 'printBill' | 'cancelBill' | 'addItems' | 'close'

/** The same deed has a name of its own at a table and at a banquet. */
export const kindOf = <Name extends Deed>(
  { of }: Pick<HallOrder, 'of'>,
  deed: Name,
): `tableOrder.${Name}` | `reserve.${Name}` => (of === 'table' ? `tableOrder.${deed}` : `reserve.${deed}`)

export const isAllowed = (order: HallOrder, deed: Deed): boolean =>
  order.allowed.includes(kindOf(order, deed))
