import { useEffect, useState } from 'react'

/** This computer's time and `offsetMs`, epoch milliseconds, again every `everyMs`. */
export function useClock(offsetMs: number, everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now + offsetMs
}
