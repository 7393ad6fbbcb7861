import { useEffect, useRef } from 'react'

/** Keys of a reader come faster than fingers: a longer pause begins anew. */
const pauseMsMax = 100
const shortest = 4

/**
 * A card's track or a code as a reader types it, which is a keyboard to the computer: characters in a row, ended by
 * Enter. A text field takes what is typed into it.
 */
export function useCardReader(onTrack: (track: string) => void): void {
  const hear = useRef(onTrack)
  useEffect(() => {
    hear.current = onTrack
  })
  useEffect(() => {
    let typed = ''
    let last = 0
    const listen = (event: KeyboardEvent): void => {
      const { target } = event
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (event.timeStamp - last > pauseMsMax) typed = ''
      last = event.timeStamp
      if (event.key === 'Enter') {
        if (typed.length < shortest) return
        event.preventDefault()
        event.stopPropagation()
        hear.current(unframed(typed))
        typed = ''
        return
      }
      if (event.key.length === 1) typed += event.key
    }
    // Before the pads, which would take the digits of a track for a sum.
    window.addEventListener('keydown', listen, true)
    return () => window.removeEventListener('keydown', listen, true)
  }, [])
}

/** Readers frame what they read: `%…?` on the first track, `;…?` on the second. */
const unframed = (typed: string): string => typed.replace(/^[%;]/, '').replace(/\?.*$/, '')
