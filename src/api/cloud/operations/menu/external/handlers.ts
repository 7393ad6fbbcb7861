import type { Login } from '../../../../../app/cloud/login.ts'
import type { ExternalMenu } from '../../../../../domain/reference/books.ts'
import type { Catalog } from '../../../../../domain/reference/catalog.ts'
import type { Uuid } from '../../../../../kernel/ids.ts'
import type { Language } from '../../../../../kernel/refusals.ts'
import { requireOrganizations } from '../../../access.ts'
import type { MenuByIdAnswer } from '../../../generated/types.ts'
import type { Handlers } from '../../../operation.ts'
import { invalidField } from '../../../wire/read-amounts.ts'
import { revisionOf } from '../menu-revision.ts'
import { readyBodies } from '../ready-bodies.ts'
import type { MenuScope } from './menu-scope.ts'
import { menuV2, unchangedV2 } from './menu-v2.ts'
import { menuV3, menuV4, unchangedV3, unchangedV4 } from './menu-v3.ts'

type Writer = (scope: MenuScope) => MenuByIdAnswer
type Version = 2 | 3 | 4

/** The models of the menu: whole, and for a client that has this revision. */
export const menuVersions: Record<Version, { whole: Writer; unchanged: Writer }> = {
  2: { whole: menuV2, unchanged: unchangedV2 },
  3: { whole: menuV3, unchanged: unchangedV3 },
  4: { whole: menuV4, unchanged: unchangedV4 },
}

/** Without a version clients get the oldest model (cloud-api §6.3, unverified). */
const usualVersion: Version = 2

const isVersion = (version: number): version is Version => version in menuVersions

/** Menus of the login, in its order. */
const menusOf = (catalog: Catalog, { key }: Login): ExternalMenu[] => {
  const living = catalog.all('externalMenu').filter((item) => !item.isDeleted)
  return key.settings.externalMenuNumbers.flatMap(
    (number) => living.find(({ body }) => body.number === number)?.body ?? [],
  )
}

function menuById(
  catalog: Catalog,
  login: Login,
  externalMenuId: string,
  organizationIds: readonly Uuid[],
): ExternalMenu {
  const menu = menusOf(catalog, login).find(({ number }) => String(number) === externalMenuId.trim())
  if (!menu) throw invalidField('externalMenuId', `there is no external menu ${externalMenuId.slice(0, 50)}`)
  if (!organizationIds.some((id) => menu.organizationIds.includes(id))) {
    throw invalidField(
      'organizationIds',
      `external menu ${menu.number} is sold in none of these organizations`,
    )
  }
  return menu
}

/** Mandatory when the menu takes its prices from categories, forbidden when it has its own (§6.3). */
function priceCategoryOf(
  catalog: Catalog,
  { key }: Login,
  menu: ExternalMenu,
  given: string | undefined,
): Uuid | null {
  const field = 'priceCategoryId'
  if (!menu.usesPriceCategories) {
    if (given) throw invalidField(field, `external menu ${menu.number} has its own prices, leave it out`)
    return null
  }
  if (!given) throw invalidField(field, `external menu ${menu.number} takes its prices from a price category`)
  const id = given.trim().toLowerCase()
  const isGranted = key.settings.priceCategoryIds.includes(id) && menu.priceCategoryIds.includes(id)
  if (!isGranted || !catalog.living('priceCategory', id)) {
    throw invalidField(
      field,
      `there is no price category ${given.slice(0, 50)} in external menu ${menu.number}`,
    )
  }
  return id
}

/** A language that the menu is not written in falls back to the chain's own (cloud-api §6.3, unverified). */
const languageOf = (language: string | undefined): Language =>
  /^\s*en\b/i.test(language ?? '') ? 'en' : 'ru'

/** Menus composed for sales channels (cloud-api §6.3). */
export const externalMenuHandlers: Handlers = {
  '/api/2/menu': async ({ app, login, correlationId }) => {
    const catalog = await app.catalog(login.key.tenantId)
    return {
      correlationId,
      externalMenus: menusOf(catalog, login).map(({ number, name }) => ({ id: String(number), name })),
      priceCategories: login.key.settings.priceCategoryIds.flatMap((id) => {
        const category = catalog.living('priceCategory', id)
        return category ? [{ id, name: category.body.name }] : []
      }),
    }
  },

  '/api/2/menu/by_id': async ({ app, login, body, correlationId, baseUrl }) => {
    requireOrganizations(login, body.organizationIds)
    const version = body.version ?? usualVersion
    if (!isVersion(version)) throw invalidField('version', 'must be 2, 3 or 4')
    const catalog = await app.catalog(login.key.tenantId)
    const organizationIds = [...new Set(body.organizationIds)].sort()
    const menu = menuById(catalog, login, body.externalMenuId, organizationIds)
    const priceCategoryId = priceCategoryOf(catalog, login, menu, body.priceCategoryId)
    const language = languageOf(body.language)
    const scope: MenuScope = { catalog, menu, organizationIds, priceCategoryId, language, baseUrl }
    const { whole, unchanged } = menuVersions[version]
    if (body.startRevision === revisionOf(catalog)) return unchanged(scope)
    const key = [menu.number, version, priceCategoryId, language, organizationIds.join(), baseUrl].join(' ')
    return readyBodies(catalog)
      .shared(`external menu ${key}`, () => whole(scope))
      .answer(correlationId)
  },
}
