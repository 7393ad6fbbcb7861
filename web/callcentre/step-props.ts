import type { Draft } from './draft.ts'
import type { Check } from './types.ts'

/** What every step of an order has: the order so far, how to change it, and who can bring it (null: not known yet). */
export type StepProps = {
  draft: Draft
  onDraft: (change: (before: Draft) => Draft) => void
  check: Check | null
}
