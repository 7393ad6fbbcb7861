import type { SizeScale } from './books.ts'

/** The size of a scale that is meant when none is named; undefined for a scale without sizes. */
export const usualSize = (sizes: SizeScale['sizes']): SizeScale['sizes'][number] | undefined =>
  sizes.find(({ isDefault }) => isDefault) ?? sizes[0]
