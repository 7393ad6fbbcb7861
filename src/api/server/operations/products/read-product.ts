import type { ContainerDraft, ProductDraft } from '../../../../app/server/products/product-draft.ts'
import type { ModifierBinding } from '../../../../domain/menu/modifier-rules.ts'
import type { BackOfficeProduct, ProductSubtype, ProductType } from '../../../../domain/reference/books.ts'
import { divideRounded, parseDecimal } from '../../../../kernel/exact.ts'
import { malformed } from '../../errors.ts'
import type {
  ChoiceBindingDraft,
  ContainerDraft as WireContainer,
  ProductDraft as WireProduct,
} from '../../generated/types.ts'
import { colorOf } from './colors.ts'

/** What each type of iiko is among ours. */
export const kinds: Record<WireProduct['type'], { type: ProductType; subtype: ProductSubtype | null }> = {
  GOODS: { type: 'Good', subtype: null },
  DISH: { type: 'Dish', subtype: null },
  MODIFIER: { type: 'Modifier', subtype: null },
  SERVICE: { type: 'Service', subtype: null },
  PREPARED: { type: 'Good', subtype: 'Prepared' },
  OUTER: { type: 'Good', subtype: 'Outer' },
  PETROL: { type: 'Good', subtype: 'Petrol' },
  RATE: { type: 'Service', subtype: 'Rate' },
}

const sumMax = 10_000_000_000
const places = 12

/** A number of JSON in units of `10^-scale`; what is finer is rounded. */
export function exact(value: number, scale: number, field: string): bigint {
  if (Math.abs(value) > sumMax) throw malformed(`'${field}' must not exceed ${sumMax}`)
  return divideRounded(parseDecimal(value.toFixed(places), places), 10n ** BigInt(places - scale))
}

const moneyScale = 2
const billionth = 9

/** Only what is said: what is absent stays as it is, null clears what can be empty and says nothing elsewhere. */
function said<Members extends Record<string, unknown>>(members: Members): Partial<Members> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Partial<Members>
}
const orSilent = <Value>(value: Value | null | undefined): Value | undefined => value ?? undefined

function readBinding(one: ChoiceBindingDraft): ModifierBinding {
  return {
    modifierId: one.modifier,
    defaultAmount: one.defaultAmount ?? 0,
    freeOfChargeAmount: one.freeOfChargeAmount ?? 0,
    minAmount: one.minimumAmount ?? 0,
    maxAmount: one.maximumAmount ?? 0,
    hideIfDefaultAmount: one.hideIfDefaultAmount ?? false,
    splittable: one.splittable ?? false,
    areChildrenRestricted: one.childModifiersHaveMinMaxRestrictions ?? false,
    children: one.childModifiers?.length ? one.childModifiers.map(readBinding) : null,
  }
}

const readContainer = (one: WireContainer, index: number): ContainerDraft => ({
  id: one.id ?? null,
  num: one.num ?? String(index + 1),
  name: one.name,
  count: exact(one.count, billionth, `containers[${index}].count`),
  weights: {
    min: one.minContainerWeight ?? 0,
    max: one.maxContainerWeight ?? 0,
    empty: one.containerWeight ?? 0,
    full: one.fullContainerWeight ?? one.count,
  },
  isUsedAtTill: one.useInFront ?? true,
  isDeleted: one.deleted ?? false,
})

const money = (value: number | null | undefined, field: string): bigint | undefined =>
  value === null || value === undefined ? undefined : exact(value, moneyScale, field)

function readCard(wire: WireProduct): Partial<BackOfficeProduct> {
  return said<Partial<BackOfficeProduct>>({
    fastCode: orSilent(wire.code),
    color: wire.color ? colorOf(wire.color) : undefined,
    fontColor: wire.fontColor ? colorOf(wire.fontColor) : undefined,
    position: wire.position,
    accountingCategoryId: orSilent(wire.accountingCategory),
    excludedSectionIds: wire.excludedSections,
    unitCapacity: orSilent(wire.unitCapacity),
    isNotStocked: orSilent(wire.notInStoreMovement),
    coldLossPercent: orSilent(wire.coldLossPercent),
    hotLossPercent: orSilent(wire.hotLossPercent),
    estimatedPurchasePrice: money(wire.estimatedPurchasePrice, 'estimatedPurchasePrice'),
    defaultPrice: money(wire.defaultSalePrice, 'defaultSalePrice'),
    isInMenuByDefault: orSilent(wire.defaultIncludedInMenu ?? wire.defaultIncludeInMenu),
    balanceLevels: wire.storeBalanceLevels?.map(({ storeId, minBalanceLevel, maxBalanceLevel }) => ({
      storeId,
      min: minBalanceLevel ?? null,
      max: maxBalanceLevel ?? null,
    })),
  } as Partial<BackOfficeProduct>)
}

/** Reads a card that is to be written (server-api §11.1). */
export function readProduct(wire: WireProduct): ProductDraft {
  return {
    name: wire.name,
    num: wire.num || null,
    ...kinds[wire.type],
    measureUnitId: wire.mainUnit,
    backOffice: readCard(wire),
    ...said<Partial<ProductDraft>>({
      description: orSilent(wire.description),
      parentId: wire.parent,
      imageId: wire.frontImageId,
      taxCategoryId: wire.taxCategory,
      categoryId: wire.category,
      cookingPlaceId: wire.placeType,
      weightKg: orSilent(wire.unitWeight),
      allergenIds: wire.allergenGroups === null ? [] : wire.allergenGroups,
      canSetOpenPrice: orSilent(wire.canSetOpenPrice),
      useBalanceForSell: orSilent(wire.useBalanceForSell),
      modifiers: wire.modifiers === null ? [] : wire.modifiers?.map(readBinding),
      containers: wire.containers?.map(readContainer),
      barcodes: wire.barcodes?.map(({ barcode, containerId = null }) => ({ barcode, containerId })),
    } as Partial<ProductDraft>),
  }
}
