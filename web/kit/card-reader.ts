import { useEffect, useRef } from 'react'

/** Readers type faster than people: so much between two keys at most. */
const paceMsMax = 40
/** Without a sentinel less than this is nobody's card. */
const lengthMin = 6

/**
 * Finds the card of a magnetic or QR reader in what a keyboard types: between a sentinel (`;`, `%`) and Enter, or at a
 * pace that no person has. `key` is true where the key belongs to a card and to nobody else.
 */
export function cardReader(onCard: (card: string) => void) {
  let typed = ''
  let lastAt = 0
  return (key: string, at: number): boolean => {
    const isSentinel = key === ';' || key === '%'
    const isCard = typed.startsWith(';') || typed.startsWith('%')
    const isFast = at - lastAt <= paceMsMax
    lastAt = at
    if (key === 'Enter') {
      const card = typed
      typed = ''
      if (!isFast || (!isCard && card.length < lengthMin) || unframed(card) === '') return false
      onCard(card)
      return true
    }
    if (key.length !== 1) return false
    typed = isFast && !isSentinel ? typed + key : key
    return isSentinel || (isCard && isFast)
  }
}

/** A track without what its reader frames it with: `%…?` the first one, `;…?` the second. */
export const unframed = (card: string): string => card.replace(/^[%;]/, '').replace(/\?.*$/, '')

const always = (): boolean => true
const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/**
 * Hears cards as long as it is shown, before the pads do; what it may not hear is left to others. A text field keeps the
 * letters that are typed into it, whoever types them, but not the Enter of a card.
 */
export function useCardReader(onCard: (card: string) => void, mayHear: () => boolean = always): void {
  const hear = useRef(onCard)
  const isMine = useRef(mayHear)
  useEffect(() => {
    hear.current = onCard
    isMine.current = mayHear
  })
  useEffect(() => {
    const read = cardReader((card) => hear.current(card))
    const listen = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || !isMine.current()) return
      if (!read(event.key, event.timeStamp)) return
      if (isField(event.target) && event.key !== 'Enter') return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
}
