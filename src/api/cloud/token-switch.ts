/** Whether keys alone still open the API: tokens of the first version are at their end (cloud-api §1.1). */
export type V1Tokens = {
  readonly isAccepted: boolean
  /** Takes effect with the next call. */
  accept(isAccepted: boolean): void
}

export function createV1Tokens(initial = true): V1Tokens {
  let isAccepted = initial
  return {
    get isAccepted() {
      return isAccepted
    },
    accept(next) {
      isAccepted = next
    },
  }
}

/** What a client of the first version is told; 403, because asking again with the same key leads nowhere. */
export const v1RefusedText =
  'Tokens of the first version are switched off. Use /api/v2/access_token with appId and clientSecret.'
