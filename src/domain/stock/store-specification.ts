import type { Uuid } from '../../kernel/ids.ts'
import type { StoreSpecification } from '../reference/books.ts'

/*
 * Sets of restaurants, named or all but the named (server-api §12): what holds at several levels of a recipe holds in the
 * intersection, which is again such a set.
 */

export const everywhere: StoreSpecification = { organizationIds: [], isInverse: true }
export const nowhere: StoreSpecification = { organizationIds: [], isInverse: false }

export const isEverywhere = ({ organizationIds, isInverse }: StoreSpecification): boolean =>
  isInverse && organizationIds.length === 0
export const isNowhere = ({ organizationIds, isInverse }: StoreSpecification): boolean =>
  !isInverse && organizationIds.length === 0

export const countsFor = (
  { organizationIds, isInverse }: StoreSpecification,
  organizationId: Uuid,
): boolean => organizationIds.includes(organizationId) !== isInverse

/** All the other restaurants. */
export const except = ({ organizationIds, isInverse }: StoreSpecification): StoreSpecification => ({
  organizationIds,
  isInverse: !isInverse,
})

/** Restaurants of both sets. */
export function inBoth(one: StoreSpecification, other: StoreSpecification): StoreSpecification {
  if (one.isInverse && other.isInverse)
    return {
      organizationIds: [...new Set([...one.organizationIds, ...other.organizationIds])],
      isInverse: true,
    }
  const [named, rest] = one.isInverse ? [other, one] : [one, other]
  const organizationIds = named.organizationIds.filter((id) => countsFor(rest, id))
  return { organizationIds, isInverse: false }
}

/** Equal sets have equal keys. */
export const keyOf = ({ organizationIds, isInverse }: StoreSpecification): string =>
  `${isInverse ? '-' : '+'}${[...organizationIds].sort().join()}`
