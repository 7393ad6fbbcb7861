import type { MenuProductCategory } from '../../../generated/types.ts'
import { revisionOf } from '../menu-revision.ts'
import { type MenuScope, nameIn } from './menu-scope.ts'

/** What stands at the root of every version. Menus have no daily hours yet, so there are no `intervals`. */
export const menuHead = (scope: MenuScope) => ({
  revision: revisionOf(scope.catalog),
  id: scope.menu.number,
  name: nameIn(scope, scope.menu),
  description: scope.menu.description,
  buttonImageUrl: null,
  intervals: [],
})

/** Sections have no timetable yet: `schedules` is empty, which means "always". */
export const noSchedule = { scheduleId: null, scheduleName: null, schedules: [] }

export const productCategories = (scope: MenuScope): MenuProductCategory[] =>
  scope.catalog
    .all('productCategory')
    .filter(({ isDeleted, organizationId }) => {
      const isSeen = organizationId === null || scope.organizationIds.includes(organizationId)
      return isSeen && !isDeleted
    })
    .map(({ id, body }) => ({ id, name: nameIn(scope, body), isDeleted: false }))

/** Fiscal words and codes of the subject of payment; only the menu of the server says it in Russian. */
export const paymentSubjects = {
  DISH: { paymentSubject: 'COMMODITY', paymentSubjectCode: '1' },
  SERVICE: { paymentSubject: 'SERVICE', paymentSubjectCode: '4' },
  /** Live menus name the code of a modifier and not the word. */
  MODIFIER: { paymentSubject: null, paymentSubjectCode: '1' },
} as const
