import { deleteCards, restoreCards } from '../../../../app/server/products/delete-products.ts'
import { CardRefused } from '../../../../app/server/products/product-draft.ts'
import { backOfficeOfGroup, type GroupDraft, saveGroup } from '../../../../app/server/products/save-group.ts'
import type { CodesOfProduct } from '../../../../app/server/products/save-product.ts'
import { imageIdIn } from '../../../../domain/menu/image.ts'
import type { BackOfficeGroup, BookItem } from '../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { malformed } from '../../errors.ts'
import type { GroupsToDelete, ProductGroup, ProductGroupDraft } from '../../generated/types.ts'
import type { Call, CallContext, Handlers } from '../../operation.ts'
import { matching, setOf } from '../scope.ts'
import { failure, scopeOf, success } from '../writing.ts'
import { colorOf, colorOnWire } from './colors.ts'
import { productRenderer } from './render-product.ts'

const base = '/v2/entities/products/group'

function groupOnWire(item: BookItem<'productGroup'>): ProductGroup {
  const { id, isDeleted, body } = item
  const card = backOfficeOfGroup(item)
  return {
    id,
    deleted: isDeleted,
    name: body.name,
    description: body.description,
    num: body.code,
    code: card.fastCode,
    parent: body.parentId,
    modifiers: [],
    taxCategory: card.taxCategoryId,
    category: card.categoryId,
    accountingCategory: card.accountingCategoryId,
    color: colorOnWire(card.color),
    fontColor: colorOnWire(card.fontColor),
    frontImageId: imageIdIn(body.imageLinks),
    position: card.position,
    visibilityFilter: card.visibility && {
      departments: card.visibility.organizationIds,
      excluding: card.visibility.isExcluding,
    },
  }
}

async function list({ caller, query }: Call<`GET ${typeof base}/list` | `POST ${typeof base}/list`>) {
  const [ids, parents] = [setOf(query.ids), setOf(query.parentIds)]
  const [nums, codes] = [setOf(query.nums), setOf(query.codes)]
  return matching(caller.catalog.all('productGroup'), query)
    .map(groupOnWire)
    .filter(
      ({ id, parent, num, code }) =>
        (!ids || ids.has(id)) &&
        (!parents || parents.has(parent)) &&
        (!nums || nums.has(num)) &&
        (!codes || codes.has(code)),
    )
}

function readGroup(wire: ProductGroupDraft): GroupDraft {
  const card: [keyof BackOfficeGroup, unknown][] = [
    ['fastCode', wire.code ?? undefined],
    ['color', wire.color ? colorOf(wire.color) : undefined],
    ['fontColor', wire.fontColor ? colorOf(wire.fontColor) : undefined],
    ['position', wire.position],
    ['accountingCategoryId', wire.accountingCategory],
    ['taxCategoryId', wire.taxCategory],
    ['categoryId', wire.category],
    [
      'visibility',
      wire.visibilityFilter && {
        organizationIds: wire.visibilityFilter.departments,
        isExcluding: wire.visibilityFilter.excluding,
      },
    ],
  ]
  return {
    name: wire.name,
    num: wire.num || null,
    ...(wire.description == null ? {} : { description: wire.description }),
    ...(wire.parent === undefined ? {} : { parentId: wire.parent }),
    ...(wire.frontImageId === undefined ? {} : { imageId: wire.frontImageId }),
    backOffice: Object.fromEntries(card.filter(([, value]) => value !== undefined)),
  }
}

async function save(call: CallContext & { body: ProductGroupDraft }, id: Uuid | null, codes: CodesOfProduct) {
  try {
    return success(groupOnWire(await saveGroup(call.app, scopeOf(call), id, readGroup(call.body), codes)))
  } catch (error) {
    if (!(error instanceof CardRefused)) throw error
    // What was sent comes back as it was (server-api §11.1).
    return failure(error.problems, call.body as unknown as ProductGroup)
  }
}

const chosenOf = ({ products, productGroups }: GroupsToDelete) => ({
  productIds: products?.items.map(({ id }) => id) ?? [],
  groupIds: productGroups?.items.map(({ id }) => id) ?? [],
})

const changed = ({ products, groups, catalog }: Awaited<ReturnType<typeof deleteCards>>) =>
  success({ products: products.map(productRenderer(catalog)), productGroups: groups.map(groupOnWire) })

/** Groups of nomenclature (server-api §11.2). */
export const groupHandlers: Handlers = {
  'GET /v2/entities/products/group/list': list,
  'POST /v2/entities/products/group/list': list,
  'POST /v2/entities/products/group/save': (call) =>
    save(call, null, {
      makesArticle: call.query.generateNomenclatureCode,
      makesFastCode: call.query.generateFastCode,
    }),
  'POST /v2/entities/products/group/update': async (call) => {
    const { id } = call.body
    if (!id) throw malformed("Argument for @NotNull parameter 'id' must not be null")
    return save(call, id, {
      makesArticle: call.query.overrideNomenclatureCode,
      makesFastCode: call.query.overrideFastCode,
    })
  },
  'POST /v2/entities/products/group/delete': async (call) =>
    changed(await deleteCards(call.app, scopeOf(call), chosenOf(call.body))),
  'POST /v2/entities/products/group/restore': async (call) =>
    changed(
      await restoreCards(call.app, scopeOf(call), chosenOf(call.body), call.query.overrideNomenclatureCode),
    ),
}
