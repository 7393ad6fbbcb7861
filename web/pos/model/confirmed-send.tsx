import { type ReactNode, useState } from 'react'
import { useLanguage } from '../../kit/language.ts'
import { Refused } from '../../kit/till-api.ts'
import { problemText, useDispatch, useTill, useTillState } from '../../kit/till-context.tsx'
import type { Command, Confirmation } from '../../kit/till-types.ts'
import { useToast } from '../../kit/toast-context.ts'
import { ConfirmRightDialog } from '../dialogs/shift/confirm-right-dialog.tsx'
import { useText } from '../texts.ts'

type Waiting = { command: Command; doneText: string; settle: (isDone: boolean) => void }

type Sender = {
  isBusy: boolean
  /** True when the till has done it, perhaps with the right of somebody else. */
  send(command: Command, doneText: string): Promise<boolean>
  /** Why nothing can be sent now; a missing right is no reason: somebody may lend theirs. */
  unreachable: string | null
  /** Asks for the PIN of somebody with the right; to be shown by whoever sends. */
  confirmation: ReactNode
}

/** Sends commands; where the till denies the right, somebody who has it may confirm this one. */
export function useConfirmedSend(): Sender {
  const t = useText()
  const { logout } = useTill()
  const dispatch = useDispatch()
  const { phase } = useTillState()
  const language = useLanguage()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const attempt = async (command: Command, doneText: string, shown?: Confirmation): Promise<boolean> => {
    setBusy(true)
    try {
      await dispatch(command, shown ? { confirmation: shown } : {})
      toast(doneText)
      return true
    } catch (error) {
      if (!shown && error instanceof Refused && error.code === 'access.permission-denied')
        return await new Promise<boolean>((settle) => setWaiting({ command, doneText, settle }))
      if (error instanceof Refused && error.code === 'till.not-logged-in') logout()
      else toast(problemText(error, language, t), { isProblem: true })
      return false
    } finally {
      setBusy(false)
    }
  }
  const confirm = async ({ command, doneText, settle }: Waiting, shown: Confirmation): Promise<void> => {
    if (!(await attempt(command, doneText, shown))) return
    setWaiting(null)
    settle(true)
  }
  const giveUp = ({ settle }: Waiting): void => {
    setWaiting(null)
    settle(false)
  }
  return {
    isBusy: isBusy && waiting === null,
    send: (command, doneText) => attempt(command, doneText),
    unreachable: phase === 'live' ? null : t('kit.node-lost-why'),
    confirmation: waiting && (
      <ConfirmRightDialog
        isBusy={isBusy}
        onShown={(shown) => void confirm(waiting, shown)}
        onClose={() => giveUp(waiting)}
      />
    ),
  }
}
