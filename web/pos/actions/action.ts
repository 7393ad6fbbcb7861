import type { IconName } from '../../kit/icons.tsx'
import type { Books, Command, Delivery, Permission } from '../../kit/till-types.ts'
import type { PosKey } from '../texts.ts'

/** Dialogs that an action may open before anything is sent. */
export type DialogName = 'courier' | 'payment' | 'cancel' | 'add-items' | 'comment' | 'problem'

/** One thing that a person may do with a delivery: the same for its button, its place in a list and a test. */
export type DeliveryAction = {
  id: string
  label: PosKey
  icon: IconName
  permission: Permission
  isDangerous?: true
  /** Something to compose first: it may be begun while the till is out of reach, and is sent when it is back. */
  isComposed?: true
  isOffered(delivery: Delivery, settings: Books['settings']): boolean
  /** Either a command at once, or a dialog that makes one. */
  does: { command(delivery: Delivery): Command; done?: PosKey } | { opens: DialogName }
}
