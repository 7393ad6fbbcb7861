import { printersOfChain, removePrinter, savePrinter, workOfPrinters } from '../../../app/admin/printers.ts'
import type { Printer, PrinterDuty } from '../../../domain/reference/books.ts'
import { printerDuties, printerKinds } from '../../../domain/reference/printer-books.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { describeRefusal } from '../../../kernel/refusals.ts'
import type { AdminCall, Route } from '../call.ts'
import { Form, isId } from '../form.ts'
import { living, named } from './books.ts'

const path = '/printers'

export const printerRoutes: readonly Route[] = [
  { method: 'GET', path, needs: 'viewer', handle: (call) => view(call) },
  {
    method: 'POST',
    path,
    needs: 'operator',
    async handle(call) {
      await savePrinter(call.app, call.scope, call.app.random.uuid(), readPrinter(call.body))
      return view(call)
    },
  },
  {
    method: 'PUT',
    path: `${path}/:id`,
    needs: 'operator',
    async handle(call) {
      await savePrinter(call.app, call.scope, idOf(call), readPrinter(call.body))
      return view(call)
    },
  },
  {
    method: 'DELETE',
    path: `${path}/:id`,
    needs: 'operator',
    async handle(call) {
      await removePrinter(call.app, call.scope, idOf(call))
      return view(call)
    },
  },
]

/** An address without an id is of no printer. */
const idOf = ({ params, app }: AdminCall): Uuid => {
  const { id = '' } = params
  return isUuid(id) ? id.toLowerCase() : app.random.uuid()
}

async function view({ app, scope }: AdminCall) {
  const catalog = await app.catalog(scope.tenantId)
  const work = await workOfPrinters(app, scope.tenantId, catalog)
  return {
    printers: printersOfChain(catalog).map(({ id, body }) => {
      const { waiting = 0, trouble = null } = work.get(id) ?? {}
      const words = trouble && { ru: describeRefusal(trouble, 'ru'), en: describeRefusal(trouble, 'en') }
      return { id, ...body, waiting, trouble: words }
    }),
    kinds: printerKinds,
    duties: printerDuties,
    tills: living(catalog, 'terminalGroup').map(named),
    cookingPlaces: living(catalog, 'cookingPlace').map(named),
    sections: living(catalog, 'restaurantSection').map((section) => ({
      ...named(section),
      terminalGroupId: section.body.terminalGroupId,
    })),
  }
}

const isDuty = (value: unknown): value is PrinterDuty => printerDuties.some((duty) => duty === value)

/** Reads a printer field by field; all that is wrong is said at once. */
function readPrinter(body: unknown): Printer {
  const form = new Form(body)
  const nameEn = form.textOrNull('nameEn')
  const kind = form.oneOf('kind', printerKinds)
  const address = form.raw('kind') === 'network' ? form.form('address') : null
  const printer: Printer = {
    name: form.text('name'),
    ...(nameEn === null ? {} : { nameEn }),
    terminalGroupId: form.uuid('terminalGroupId'),
    kind,
    address: address && {
      host: address.text('host').trim(),
      port: address.whole('port', { min: 1, max: 65_535 }),
    },
    duties: form.list('duties', isDuty),
    cookingPlaceIds: form.list('cookingPlaceIds', isId),
    sectionIds: form.list('sectionIds', isId),
    width: form.whole('width', { min: 20, max: 96 }),
    language: form.oneOf('language', ['ru', 'en']),
    opensDrawer: form.flag('opensDrawer'),
    header: form.textOrNull('header') ?? '',
    footer: form.textOrNull('footer') ?? '',
  }
  form.done()
  return printer
}
