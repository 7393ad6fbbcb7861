import { useEffect, useState } from 'react'

/** Seconds without a touch after which a guest is asked, and after which the basket is cleared; `?idle=` changes the first. */
const askAfterS = Number(new URLSearchParams(location.search).get('idle')) || 60
const clearAfterS = 15

/**
 * Seconds until an abandoned visit is cleared; null while somebody touches the screen or nobody is meant to.
 * @param isWatched whether there is something to clear
 */
export function useIdle(isWatched: boolean, onGone: () => void): number | null {
  const [touchedAt, setTouchedAt] = useState(() => Date.now())
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isWatched) return
    const touch = (): void => {
      setTouchedAt(Date.now())
      setNow(Date.now())
    }
    touch()
    const timer = setInterval(() => setNow(Date.now()), 1000)
    for (const kind of ['pointerdown', 'keydown'] as const) window.addEventListener(kind, touch)
    return () => {
      clearInterval(timer)
      for (const kind of ['pointerdown', 'keydown'] as const) window.removeEventListener(kind, touch)
    }
  }, [isWatched])
  const idleS = Math.floor((now - touchedAt) / 1000)
  const isGone = isWatched && idleS >= askAfterS + clearAfterS
  useEffect(() => {
    if (isGone) onGone()
  }, [isGone, onGone])
  return isWatched && idleS >= askAfterS ? Math.max(0, askAfterS + clearAfterS - idleS) : null
}
