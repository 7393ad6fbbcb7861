import { priceCombo } from '../../../../app/menu/price-combo.ts'
import type { ItemInput } from '../../../../domain/orders/commands.ts'
import type { BookItem, ComboAction } from '../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../domain/reference/catalog.ts'
import { moneyToJson } from '../../../../kernel/exact.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { requireOrganizations } from '../../access.ts'
import type { ComboAnswer, ComboProduct, ComboSpecification } from '../../generated/types.ts'
import type { Handlers } from '../../operation.ts'
import { namingField } from '../../wire/named-field.ts'
import { placeOfOrder } from '../../wire/place-of-order.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import { fromWireItems } from '../../wire/read-items.ts'
import { modificationOnWire } from './combo-modification.ts'

/** Combos of an organization; those that are off or over say so. Loyalty answers have no `correlationId`. */
export function combosOf(catalog: Catalog, organizationId: Uuid): ComboAnswer {
  const { scale } = placeOfOrder(catalog, organizationId, null)
  return {
    comboSpecifications: catalog
      .of('comboAction', organizationId)
      .filter((item) => !item.isDeleted)
      .map((item) => specificationOnWire(catalog, item, scale)),
    comboCategories: catalog
      .of('comboCategory', organizationId)
      .filter((item) => !item.isDeleted)
      .map(({ id, body }) => ({ id, name: body.name })),
    Warnings: [],
  }
}

const specificationOnWire = (
  catalog: Catalog,
  { id, body }: BookItem<'comboAction'>,
  scale: number,
): ComboSpecification => ({
  sourceActionId: id,
  categoryId: body.categoryId,
  name: body.name,
  priceModificationType: body.priceModificationType,
  priceModification: modificationOnWire(body, body.priceModification, scale),
  isActive: body.isActive,
  startDate: body.startDate,
  expirationDate: body.expirationDate,
  lackingGroupsToSuggest: body.lackingGroupsToSuggest,
  includeModifiers: body.includeModifiers,
  groups: body.groups.map((group) => ({
    id: group.id,
    name: group.name,
    isMainGroup: group.isMainGroup,
    products: group.products.map((product, position) =>
      productOnWire(catalog, body, { product, position, scale }),
    ),
    skipStep: false,
  })),
  sortOrder: body.order,
})

function productOnWire(
  catalog: Catalog,
  action: ComboAction,
  {
    product,
    position,
    scale,
  }: { product: ComboAction['groups'][number]['products'][number]; position: number; scale: number },
): ComboProduct {
  const { productId, sizeId, forbiddenModifierIds, priceModification } = product
  const scaleId = catalog.find('product', productId)?.body.sizeScaleId
  const size = catalog.find('sizeScale', scaleId)?.body.sizes.find((one) => one.id === sizeId)
  return {
    productId,
    sizeName: size?.name ?? null,
    sizeId,
    forbiddenModifiers: forbiddenModifierIds,
    priceModificationAmount: modificationOnWire(action, priceModification, scale),
    position,
  }
}

/** One combo at a time: every item says of which action it is a part. */
function sourceOf(items: readonly ItemInput[]): Uuid {
  const [first] = items
  for (const [index, item] of items.entries()) {
    const field = `items[${index}].comboInformation`
    if (!item.combo) throw invalidField(field, 'is required: the item must be a part of a combo')
    if (item.combo.comboSourceId !== first?.combo?.comboSourceId) {
      throw invalidField(`${field}.comboSourceId`, 'must be the same for all items')
    }
  }
  return first?.combo?.comboSourceId ?? ''
}

/** Sets of dishes at one price (cloud-api §6.5). */
export const comboHandlers: Handlers = {
  '/api/1/combo': async ({ app, login, body }) => {
    requireOrganizations(login, [body.organizationId])
    return combosOf(await app.catalog(login.key.tenantId), body.organizationId)
  },

  '/api/1/combo/calculate': async ({ app, login, body }) => {
    const { tenantId } = login.key
    const { organizationId } = body
    const place = placeOfOrder(await app.catalog(tenantId), organizationId, null)
    const items = namingField(() => fromWireItems(body.items, 'items', place))
    const calculated = await priceCombo(app, tenantId, organizationId, { sourceId: sourceOf(items), items })
    return {
      price: moneyToJson(calculated.price, place.scale),
      incorrectlyFilledGroups: calculated.incorrectlyFilledGroups,
    }
  },
}
