import { useState } from 'react'
import { newCommandId } from '../../kit/till-api.ts'
import { useSend } from '../../kit/till-context.tsx'
import type { Reserve } from '../../kit/till-types.ts'
import { useGoOn } from '../../kit/use-go-on.ts'
import { goTo } from '../model/route.ts'
import { useText } from '../texts.ts'
import { useBookText } from './texts.ts'

/** The guests of a reserve are met: the order that they get, or their banquet, opens. */
export function useGuestsCame({ id, banquet }: Reserve): { isBusy: boolean; came(): Promise<void> } {
  const say = useText()
  const t = useBookText()
  const { send, isBusy } = useSend()
  const goOn = useGoOn(goTo)
  // Chosen once: however often the button is pressed, it is one order.
  const [newOrderId] = useState(newCommandId)
  return {
    isBusy,
    async came() {
      const command = {
        kind: 'reserve.guestsCame' as const,
        orderId: id,
        ...(banquet ? {} : { newOrderId }),
      }
      if (!(await send(command, banquet ? say('reserve.came-done') : t('book.guests-met')))) return
      goOn(
        banquet
          ? { screen: 'hall-order', of: 'banquet', id }
          : { screen: 'hall-order', of: 'table', id: newOrderId },
      )
    },
  }
}
