import { useEffect, useState } from 'react'
import type { Offers, PaidKind } from '../../kit/paying-types.ts'
import { useTill } from '../../kit/till-context.tsx'

/** What loyalty offers for an order, asked again when `version` is another; null until it is known or when it is not. */
export function useOffers(of: PaidKind, orderId: string, version: unknown): Offers | null {
  const { api } = useTill()
  const [offers, setOffers] = useState<Offers | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says that the order is another one now.
  useEffect(() => {
    let isGone = false
    api
      .offers(of, orderId)
      .then((found) => {
        if (!isGone) setOffers(found)
      })
      // Without an answer nothing is offered; paying in money goes on.
      .catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [api, of, orderId, version])
  return offers
}
