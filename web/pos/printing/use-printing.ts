import { useEffect, useState } from 'react'
import type { Printing } from '../../kit/printing-types.ts'
import { useTill, useTillState } from '../../kit/till-context.tsx'

/** Often enough to see a printer stop before the kitchen misses its ticket. */
const everyMs = 3000

/** The till's printers, looked at again and again while the till answers; null: not known yet. */
export function usePrinting(): { printing: Printing | null; look: () => void } {
  const { api } = useTill()
  const { phase } = useTillState()
  const [printing, setPrinting] = useState<Printing | null>(null)
  const [looks, setLooks] = useState(0)
  const isLive = phase === 'live'
  // biome-ignore lint/correctness/useExhaustiveDependencies: who has done something looks at once.
  useEffect(() => {
    if (!isLive) return
    let timer: ReturnType<typeof setTimeout>
    let isGone = false
    const look = async (): Promise<void> => {
      const seen = await api.printing().catch(() => null) // The banner of the connection says why.
      if (isGone) return
      if (seen) setPrinting(seen)
      timer = setTimeout(() => void look(), everyMs)
    }
    void look()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [api, isLive, looks])
  return { printing, look: () => setLooks((count) => count + 1) }
}
