import type { App } from '../../app/ports.ts'
import type { Till } from '../../app/till/till-command.ts'
import { counteragentProblem } from '../../domain/finance/pay-in-out.ts'
import type {
  Book,
  BookItem,
  CashMovementType,
  PaymentTypeKind,
  QuickLabel,
} from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { type NamedView, named } from '../http/named-view.ts'
import { type PayingBooksView, payingBooks } from './paying-books.ts'
import { type PhoneView, phoneView } from './phone-view.ts'

export type BooksView = {
  paying: PayingBooksView
  revision: string
  cancelCauses: NamedView[]
  removalTypes: (NamedView & { needsComment: boolean; needsUser: boolean; writesOff: boolean })[]
  /** What a cashier of this till may take. */
  paymentTypes: (NamedView & { kind: PaymentTypeKind; isCombinable: boolean })[]
  /** Of pay-ins and pay-outs; `parties` are who may stand on the other side. */
  payTypes: (NamedView & {
    type: CashMovementType
    needsComment: boolean
    parties: { id: string; name: string }[]
  })[]
  couriers: { id: string; name: string; isOnShift: boolean }[]
  employees: { id: string; name: string }[]
  cookingPlaces: NamedView[]
  /** Halls of this till, with their tables by number. */
  sections: (NamedView & { tables: { id: string; number: number; seats: number }[] })[]
  /** Three pages of 3 × 8 buttons for the restaurant, and for those of this till's halls that have their own (server-api §14). */
  quickMenus: {
    sectionId: string | null
    isByWeekday: boolean
    pageNames: string[]
    labels: QuickLabel[]
  }[]
  settings: {
    isConfirmationEnabled: boolean
    isItemCommentEnabled: boolean
    /** Money is taken before a courier leaves. */
    isPaidBeforeSending: boolean
    cookingMinutes: number
    /** Orders are opened by a name, without a table of their own. */
    isTabMode: boolean
    phone: PhoneView
  }
}

/** The small books that the screens of a till choose from. */
export async function readBooksView(app: App, till: Till, hasTerminal: boolean): Promise<BooksView> {
  const catalog = await app.catalog(till.tenantId)
  const onShift = await app.storage.now.shifts.openPersonalShifts(till.tenantId, till.organizationId)
  const isOnShift = new Set(onShift.map((shift) => shift.employeeId))
  const employees = living(catalog, 'employee', till)
    .filter(({ body }) => body.organizationIds.includes(till.organizationId))
    .sort((a, b) => a.body.name.localeCompare(b.body.name, 'ru'))
  return {
    revision: catalog.edition,
    paying: payingBooks(catalog, till, hasTerminal),
    cancelCauses: living(catalog, 'cancelCause', till).map(named),
    removalTypes: living(catalog, 'removalType', till)
      .filter(({ body }) => body.manual)
      .map((item) => ({
        ...named(item),
        needsComment: item.body.reasonRequired,
        writesOff:
          item.body.canWriteoffToCafe || item.body.canWriteoffToWaiter || item.body.canWriteoffToUser,
        needsUser:
          item.body.canWriteoffToUser && !item.body.canWriteoffToCafe && !item.body.canWriteoffToWaiter,
      })),
    paymentTypes: paymentTypes(catalog, till),
    payTypes: payTypesOf(catalog, till),
    couriers: employees
      .filter(({ body }) => body.isCourier)
      .map(({ id, body }) => ({ id, name: body.name, isOnShift: isOnShift.has(id) })),
    employees: employees.map(({ id, body }) => ({ id, name: body.name })),
    cookingPlaces: living(catalog, 'cookingPlace', till)
      .sort((a, b) => a.body.order - b.body.order)
      .map(named),
    sections: sectionsOf(catalog, till),
    quickMenus: quickMenusOf(catalog, till),
    settings: settingsOf(catalog, till),
  }
}

const sectionsOf = (catalog: Catalog, till: Till): BooksView['sections'] =>
  living(catalog, 'restaurantSection', till)
    .filter(({ body }) => body.terminalGroupId === till.terminalGroupId)
    .sort((a, b) => (a.body.tables[0]?.number ?? 0) - (b.body.tables[0]?.number ?? 0))
    .map((item) => ({
      ...named(item),
      tables: item.body.tables
        .map(({ id, number, seats }) => ({ id, number, seats }))
        .sort((a, b) => a.number - b.number),
    }))

/** Labels of what the menu has no more are left out. */
function quickMenusOf(catalog: Catalog, till: Till): BooksView['quickMenus'] {
  const halls = new Set(sectionsOf(catalog, till).map(({ id }) => id))
  return living(catalog, 'quickMenu', till)
    .filter(({ body }) => body.sectionId === null || halls.has(body.sectionId))
    .map(({ body }) => ({
      ...body,
      labels: body.labels.filter(
        ({ entityId }) => catalog.living('product', entityId) ?? catalog.living('productGroup', entityId),
      ),
    }))
}

function settingsOf(catalog: Catalog, till: Till): BooksView['settings'] {
  const organization = catalog.living('organization', till.organizationId)?.body
  const group = catalog.living('terminalGroup', till.terminalGroupId)?.body
  return {
    isConfirmationEnabled: organization?.isConfirmationEnabled ?? false,
    isItemCommentEnabled: organization?.orderItemCommentEnabled ?? true,
    isPaidBeforeSending: organization?.deliveryOrderPaymentSettings === 'WhenOrderOnTheWay',
    cookingMinutes: group?.cookingMinutes ?? 0,
    isTabMode: group?.isTabMode ?? false,
    phone: phoneView(organization),
  }
}

/** Bonuses are charged by the loyalty engine, outside payments by whoever took them: neither is for a cashier's hand. */
const paymentTypes = (catalog: Catalog, till: Till): BooksView['paymentTypes'] =>
  living(catalog, 'paymentType', till)
    .filter(({ body }) => body.processing !== 'External' && body.kind !== 'IikoCard')
    .filter(
      ({ body }) =>
        body.terminalGroupIds.length === 0 || body.terminalGroupIds.includes(till.terminalGroupId),
    )
    .map((item) => ({ ...named(item), kind: item.body.kind, isCombinable: item.body.combinable }))

const payTypesOf = (catalog: Catalog, till: Till): BooksView['payTypes'] => {
  const everybody = [...living(catalog, 'counteragent', till), ...living(catalog, 'employee', till)]
  return living(catalog, 'payInOutType', till).map((item) => ({
    ...named(item),
    type: item.body.transactionType,
    needsComment: item.body.isCommentRequired,
    parties:
      item.body.counteragentType === 'NONE'
        ? []
        : everybody
            .filter(({ id }) => counteragentProblem(catalog, item.body, id) === null)
            .map(({ id, body }) => ({ id, name: body.name })),
  }))
}

const living = <B extends Book>(catalog: Catalog, book: B, till: Till): BookItem<B>[] =>
  catalog.of(book, till.organizationId).filter((item) => !item.isDeleted)
