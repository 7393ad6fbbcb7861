import type { Language } from '../../kernel/refusals.ts'

/** One saying in the languages of those who read journeys: support, integrators, managers. */
export type Words = Readonly<Record<Language, string>>
