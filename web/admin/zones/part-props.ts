import type { Delivery } from '../types.ts'

/** A part of the form of zones and rules: what is there, and how it says what changed. */
export type PartProps = { draft: Delivery; change: (changes: Partial<Delivery>) => void }
