import type { DeliveryRequest } from '../delivery-request.ts'

/**
 * The order of a draft: read as the request that a commit would send, and as the client's own words, which are kept so
 * that an operator gets back what was composed.
 */
export type ComposedOrder = { request: DeliveryRequest; document: string }

const documentKey = 'draft'

/** The sealed record of a composed order: everything it says is under its phone, and is destroyed with its guest. */
export const sealedOrder = ({ request, document }: ComposedOrder) => ({
  ...request.contact,
  texts: { [documentKey]: document },
})

/** The document of a record; null when there is none. */
export const documentOf = (texts: Readonly<Record<string, string>> | undefined): string | null =>
  texts?.[documentKey] ?? null
