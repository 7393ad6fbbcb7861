import { Refusal, type RefusalNote } from '../../../kernel/refusals.ts'

/** What a decision refuses with; fails the test when it does not refuse or breaks in another way. */
export function refusalOf(decide: () => unknown): RefusalNote {
  try {
    decide()
  } catch (error) {
    if (error instanceof Refusal) return error.note
    throw error
  }
  throw new Error('expected a refusal')
}

/** Only the code of {@link refusalOf}. */
export const codeOf = (decide: () => unknown): RefusalNote['code'] => refusalOf(decide).code
