import { useRef, useState } from 'react'
import { useSendEach } from '../kit/till-context.tsx'
import type { Command } from '../kit/till-types.ts'
import { type Bump, recallOf } from './tickets.ts'

/** A slip is noticed soon; later the guest has the dish. */
const recallMs = 10 * 60_000
const rememberedMax = 20

type Touch = Bump & { at: number }
const keyOf = ({ status, positionIds }: Bump): string => [status, ...positionIds].join()

/** Moves dishes on and remembers what it moved, so that a slip can be taken back for a while. */
export function useBumps(now: number) {
  const send = useSendEach()
  const underWay = useRef(new Map<string, Promise<boolean>>())
  const [touches, setTouches] = useState<readonly Touch[]>([])
  const last = touches.filter(({ at }) => now - at < recallMs).at(-1)
  const forget = (touch: Touch): void => setTouches((before) => before.filter((one) => one !== touch))
  /** Null: the same touch again, before the till has said that it is done. */
  const once = (key: string, command: Command): Promise<boolean> | null => {
    if (underWay.current.has(key)) return null
    const sent = send(command).finally(() => underWay.current.delete(key))
    underWay.current.set(key, sent)
    return sent
  }
  const move = (bump: Bump): Promise<boolean> | null => {
    const { kind, orderId, positionIds, status, from } = bump
    return once(keyOf(bump), { kind: `${kind}.setCooking`, orderId, positionIds, status, from })
  }
  /** Remembered when it is touched: over a slow link, too, a cook takes back what was touched last. */
  const moveOn = async (bump: Bump): Promise<void> => {
    const sent = move(bump)
    if (!sent) return
    const touch = { ...bump, at: now }
    setTouches((before) => [...before, touch].slice(-rememberedMax))
    if (!(await sent)) forget(touch)
  }
  return {
    last,
    bump: moveOn,
    /** Whoever stands at the counter gives dishes out, without a cook's right too. */
    async handOver({ orderId, positionIds }: Bump, mayBump: boolean): Promise<void> {
      if (mayBump) {
        const given = { status: 'Served', from: 'CookingCompleted' } as const
        return moveOn({ kind: 'tableOrder', orderId, positionIds, ...given })
      }
      await once(`given ${orderId}`, { kind: 'tableOrder.handOver', orderId, positionIds })
    },
    async recall(): Promise<void> {
      if (!last) return
      const isMoved = (await underWay.current.get(keyOf(last))) ?? true
      if (isMoved && (await move(recallOf(last)))) forget(last)
    },
  }
}
