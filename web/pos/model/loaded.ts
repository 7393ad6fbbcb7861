import { useEffect, useState } from 'react'

export type Loaded<Thing> = { thing: Thing | null; hasFailed: boolean; again: () => void }

/** What the till answers, asked once more whenever `of` changes; what was there stays until then. */
export function useLoaded<Thing>(load: () => Promise<Thing>, of: string): Loaded<Thing> {
  const [thing, setThing] = useState<Thing | null>(null)
  const [hasFailed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `of` and another try mean another answer.
  useEffect(() => {
    let isGone = false
    load().then(
      (loaded) => {
        if (isGone) return
        setThing(loaded)
        setFailed(false)
      },
      () => !isGone && setFailed(true),
    )
    return () => {
      isGone = true
    }
  }, [of, tries])
  return { thing, hasFailed, again: () => setTries((count) => count + 1) }
}
