import { RecomposeDialog } from '../recompose-dialog.tsx'
import { AmountDialog } from './amount-dialog.tsx'
import { AssignDialog, CourseDialog, ShareDialog } from './assign-dialogs.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import type { TableDialogName, TableDialogProps } from './dialog-props.ts'
import { GuestsDialog } from './guests-dialog.tsx'
import { MergeDialog, SplitDialog } from './merge-and-split.tsx'
import { ChangeTableDialog, MoveDialog } from './move-dialogs.tsx'
import { ItemCommentDialog, TabNameDialog } from './text-dialogs.tsx'
import { WaiterDialog } from './waiter-dialog.tsx'

/** The dialog of a deed at a table. */
export function TableDialog({ name, ...props }: TableDialogProps & { name: TableDialogName }) {
  const [first] = props.items
  switch (name) {
    case 'amount':
      return first ? <AmountDialog item={first} {...props} /> : null
    case 'composition':
      return first ? (
        <RecomposeDialog
          sale={props.table}
          item={first}
          command={(change) => ({ kind: 'tableOrder.recomposeItem', orderId: props.table.id, ...change })}
          onClose={props.onClose}
          onDone={props.onDone}
        />
      ) : null
    case 'comment':
      return first ? <ItemCommentDialog item={first} {...props} /> : null
    case 'course':
      return <CourseDialog {...props} />
    case 'guest':
      return <AssignDialog {...props} />
    case 'share':
      return <ShareDialog {...props} />
    case 'delete':
      return <DeleteDialog {...props} />
    case 'move':
      return <MoveDialog {...props} />
    case 'change-table':
      return <ChangeTableDialog {...props} />
    case 'merge':
      return <MergeDialog {...props} />
    case 'split':
      return <SplitDialog {...props} />
    case 'waiter':
      return <WaiterDialog {...props} />
    case 'name':
      return <TabNameDialog {...props} />
    case 'guests':
      return <GuestsDialog {...props} />
  }
}
