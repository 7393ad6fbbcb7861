import { useEffect, useRef } from 'react'
import { useTill } from '../../kit/till-context.tsx'

/** So many digits make a phone that somebody may be known by. */
const digitsMin = 10

/** Looks whose phone was typed, so that nobody who is known has to spell their name; who is unknown is no trouble. */
export function useGuestName(phone: string, onFound: (name: string) => void): void {
  const { api } = useTill()
  const found = useRef(onFound)
  found.current = onFound
  useEffect(() => {
    if (phone.length < digitsMin) return
    let isStale = false
    api.guest('phone', phone).then(
      ({ name }) => {
        if (!isStale && name) found.current(name)
      },
      () => undefined,
    )
    return () => {
      isStale = true
    }
  }, [api, phone])
}
