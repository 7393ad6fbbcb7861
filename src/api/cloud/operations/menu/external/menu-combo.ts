import type { ComboAction } from '../../../../../domain/reference/books.ts'
import { moneyToJson } from '../../../../../kernel/exact.ts'
import type { Uuid } from '../../../../../kernel/ids.ts'
import { fromLocal, zoneOffsetMinutes } from '../../../../../kernel/local-time.ts'
import type {
  ExternalMenuComboItem,
  MenuComboCategory,
  MenuComboGroup,
  MenuCombo as WireCombo,
} from '../../../generated/types.ts'
import { modificationOnWire } from '../combo-modification.ts'
import { comboIn, comboScale, type MenuCombo, type MenuScope, nameIn } from './menu-scope.ts'

/** Categories of the combos that sections of the menu name, each combo once. */
export function comboCategories(scope: MenuScope): MenuComboCategory[] {
  const ids = new Set(scope.menu.sections.flatMap(({ comboIds }) => comboIds))
  const categories = new Map<Uuid | null, WireCombo[]>()
  for (const id of ids) {
    const combo = comboIn(scope, id)
    if (!combo) continue
    const { categoryId } = combo.action
    categories.set(categoryId, [...(categories.get(categoryId) ?? []), comboOnWire(scope, combo)])
  }
  return [...categories].map(([id, combos]) => {
    const category = scope.catalog.find('comboCategory', id)?.body
    return { id, name: category ? nameIn(scope, category) : null, combos }
  })
}

const strategies = {
  0: 'FIXED',
  1: 'BY_COMPONENT',
  // Discounts of the cheapest, the dearest or every position: ask `combo/calculate`.
  2: 'CALCULATE',
  3: 'CALCULATE',
  4: 'CALCULATE',
} as const satisfies Record<ComboAction['priceModificationType'], WireCombo['priceStrategy']>

function comboOnWire(scope: MenuScope, { id, action }: MenuCombo): WireCombo {
  const isFixed = action.priceModificationType === 0
  return {
    name: nameIn(scope, action),
    price: isFixed ? moneyToJson(action.priceModification, comboScale(scope)) : 0,
    groups: groupsOnWire(scope, action),
    image: [],
    description: '',
    sizes: [],
    priceStrategy: strategies[action.priceModificationType],
    startDate: instantOnWire(scope, action.startDate) ?? '1970-01-01T00:00:00+00:00',
    expirationDate: instantOnWire(scope, action.expirationDate) ?? '9999-12-31T23:59:59+00:00',
    id,
  }
}

/** In V4 combos stand among the dishes of a group. */
export const comboItemIn = (scope: MenuScope, comboId: Uuid): ExternalMenuComboItem | null => {
  const combo = comboIn(scope, comboId)
  if (!combo) return null
  return {
    sizes: [],
    groups: groupsOnWire(scope, combo.action),
    priceStrategy: 'BY_COMPONENT',
    sku: '',
    name: nameIn(scope, combo.action),
    description: '',
    isMarked: false,
    barcodes: null,
    type: 'COMBO',
    id: combo.id,
  }
}

const groupsOnWire = (scope: MenuScope, action: ComboAction): MenuComboGroup[] =>
  action.groups.map((group) => ({
    id: group.id,
    name: group.name,
    isMainGroup: group.isMainGroup,
    items: group.products.map(({ productId, sizeId, forbiddenModifierIds, priceModification }) => ({
      itemId: productId,
      forbiddenModifiers: forbiddenModifierIds,
      sizeId,
      priceModificationAmount: modificationOnWire(action, priceModification, comboScale(scope)),
      // Combos of ours have no sizes of their own to map.
      sizes: [],
    })),
    skipStep: false,
  }))

/** Dates of combos are local; the menu shows instants with an offset. */
function instantOnWire({ catalog, organizationIds }: MenuScope, local: string | null): string | null {
  const zone = catalog.find('organization', organizationIds[0])?.body.timeZone
  const instant = local && zone ? fromLocal(local, zone) : null
  if (instant === null || zone === undefined) return null
  const offset = zoneOffsetMinutes(instant, zone)
  const two = (value: number): string => String(value).padStart(2, '0')
  const wall = new Date(instant + offset * 60_000).toISOString().slice(0, 19)
  const minutes = Math.abs(offset)
  return `${wall}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
