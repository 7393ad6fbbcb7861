/** Scales of sizes as the back office changes them (server-api §11.4). */
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { Product, SizeFactor, SizeScale } from '../reference/books.ts'

type Size = SizeScale['sizes'][number]

/** What is said of a size; what is absent stays as it is. */
export type SizeDraft = {
  /** Null: a new one. */
  id: Uuid | null
  isDeleted: boolean
  name: string
  shortName?: string
  priority?: number
  isDefault?: boolean
}
export type ScaleDraft = { name: string; sizes: readonly SizeDraft[] }

function sizeOf(draft: SizeDraft, before: Size | undefined, id: Uuid, place: number): Size {
  const name = draft.name.trim()
  if (name === '') throw refuse('back-office.size-name-empty')
  const shortName = draft.shortName ?? before?.shortName ?? name
  const { nameEn, ...old } = before ?? { kitchenName: shortName, priority: place, isDefault: false }
  return {
    ...old,
    id,
    name,
    // An English name was that of the old one.
    ...(nameEn !== undefined && before?.name === name ? { nameEn } : {}),
    shortName,
    priority: draft.priority ?? old.priority,
    isDefault: draft.isDefault ?? old.isDefault,
  }
}

/**
 * A scale after a change. Sizes that the draft does not name stay; deleted ones leave for `goneSizes`, where reports
 * find their names, and come back when they are named as not deleted. Refuses empty names, a size that is not of the
 * scale, and two defaults.
 */
export function changedScale(before: SizeScale | null, draft: ScaleDraft, newId: () => Uuid): SizeScale {
  const name = draft.name.trim()
  if (name === '') throw refuse('back-office.scale-name-empty')
  const living = new Map((before?.sizes ?? []).map((size) => [size.id, size]))
  const gone = new Map((before?.goneSizes ?? []).map((size) => [size.id, size]))
  for (const size of draft.sizes) {
    const known = size.id === null ? undefined : (living.get(size.id) ?? gone.get(size.id))
    if (size.id !== null && !known) throw refuse('back-office.size-unknown', { id: size.id })
    const changed = sizeOf(size, known, size.id ?? newId(), living.size)
    living.delete(changed.id)
    gone.delete(changed.id)
    ;(size.isDeleted ? gone : living).set(changed.id, changed)
  }
  const sizes = [...living.values()].sort((a, b) => a.priority - b.priority)
  if (sizes.filter(({ isDefault }) => isDefault).length > 1) throw refuse('back-office.scale-two-defaults')
  const keepsName = before?.name === name && before.nameEn !== undefined
  return {
    name,
    ...(keepsName ? { nameEn: before.nameEn } : {}),
    sizes,
    ...(gone.size > 0 ? { goneSizes: [...gone.values()] } : {}),
  } as SizeScale
}

/** What is said of a size of a product; what is absent stays as it is. */
export type ProductSizeDraft = { sizeId: Uuid; isDisabled?: boolean; factors?: SizeFactor[] }

/** Refuses a size that is not of the scale and factors that make no sense. */
export function withScale(
  product: Product,
  scaleId: Uuid,
  scale: SizeScale,
  sizes: readonly ProductSizeDraft[],
): Product {
  const own = new Set(scale.sizes.map(({ id }) => id))
  const disabled = new Set(product.disabledSizeIds.filter((id) => own.has(id)))
  const factors = new Map(Object.entries(product.sizeFactors ?? {}).filter(([id]) => own.has(id)))
  for (const { sizeId, isDisabled, factors: given } of sizes) {
    if (!own.has(sizeId)) throw refuse('back-office.size-unknown', { id: sizeId })
    if (isDisabled === true) disabled.add(sizeId)
    if (isDisabled === false) disabled.delete(sizeId)
    if (given) factors.set(sizeId, checkedFactors(given))
  }
  return {
    ...product,
    sizeScaleId: scaleId,
    disabledSizeIds: [...disabled],
    sizeFactors: Object.fromEntries([...factors].filter(([, list]) => list.length > 0)),
  }
}

/** Each factor counts from a number of its own on. */
function checkedFactors(factors: readonly SizeFactor[]): SizeFactor[] {
  const sorted = [...factors].sort((a, b) => a.startNumber - b.startNumber)
  const isWrong = ({ startNumber, factor }: SizeFactor, index: number) =>
    startNumber < 1 || factor <= 0n || startNumber === sorted[index - 1]?.startNumber
  if (sorted.some(isWrong)) throw refuse('back-office.size-factor-invalid')
  return sorted
}
