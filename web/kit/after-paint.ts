import { startTransition, useEffect, useState } from 'react'

const waiting: (() => void)[] = []
/** Nothing is painted while nobody looks at the page; what waits is done all the same. */
const unseenMs = 250

/** Does `work` once the picture of what is happening now is on the screen, in the order in which it was asked for. */
export function afterPaint(work: () => void): void {
  waiting.push(work)
  if (waiting.length > 1) return
  const unseen = setTimeout(doAll, unseenMs)
  requestAnimationFrame(() => {
    clearTimeout(unseen)
    // The frame is painted when this task of its own comes.
    setTimeout(doAll)
  })
}

function doAll(): void {
  for (const work of waiting.splice(0)) work()
}

/** `value` one picture later: what follows from it takes longer than the touch that changed it may. */
export function useAfterPaint<Value>(value: Value): Value {
  const [painted, setPainted] = useState(() => value)
  useEffect(() => {
    let isGone = false
    afterPaint(() => {
      if (!isGone) startTransition(() => setPainted(() => value))
    })
    return () => {
      isGone = true
    }
  }, [value])
  return painted
}

/** False in the first picture of what asks, true from the next one: what is seen first need not wait for all of it. */
export function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    let isGone = false
    afterPaint(() => {
      if (!isGone) startTransition(() => setPainted(true))
    })
    return () => {
      isGone = true
    }
  }, [])
  return isPainted
}
