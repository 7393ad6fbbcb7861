import { useEffect, useState } from 'react'
import { post } from '../kit/desk/api.ts'
import { useDesk } from './desk-context.ts'
import { checkQuestion, type Draft, isPlaced, targetBy } from './draft.ts'
import type { Check } from './types.ts'

/** People type faster than that. */
const pauseMs = 350

/** Who can bring the order as it stands; null while it is asked. The till is chosen by it. */
export function useCheck(draft: Draft, onDraft: (change: (before: Draft) => Draft) => void): Check | null {
  const { mayBypass } = useDesk().who
  const [known, setKnown] = useState<{ question: string; check: Check } | null>(null)
  const question = isPlaced(draft) ? JSON.stringify(checkQuestion(draft)) : null
  useEffect(() => {
    if (question === null) return
    let isGone = false
    const timer = setTimeout(() => {
      post<Check>('/check', JSON.parse(question)).then(
        (check) => {
          if (isGone) return
          setKnown({ question, check })
          onDraft((before) => {
            const target = targetBy(before.target, check, mayBypass)
            // Dishes were chosen in a restaurant: while they stand, it stays, whoever brings them.
            return before.lines.length > 0 && target === null ? before : { ...before, target }
          })
        },
        () => {
          // Nothing is known then: the server says so once more when the order is sent.
        },
      )
    }, pauseMs)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [question, onDraft, mayBypass])
  return known && known.question === question ? known.check : null
}
