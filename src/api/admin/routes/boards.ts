import { boardsOfChain, removeBoard, saveBoard } from '../../../app/admin/queue-boards.ts'
import { usualBoard } from '../../../domain/queue/usual-board.ts'
import type { QueueBoard } from '../../../domain/reference/books.ts'
import type { Catalog } from '../../../domain/reference/catalog.ts'
import { queueSkins, queueTemplates } from '../../../domain/reference/queue-books.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import type { AdminCall, Route } from '../call.ts'
import { Form, isId, isText } from '../form.ts'
import { living, named } from './books.ts'

const path = '/boards'

export const boardRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    needs: 'viewer',
    handle: async ({ app, scope }) => view(await app.catalog(scope.tenantId)),
  },
  {
    method: 'POST',
    path,
    needs: 'operator',
    async handle(call) {
      await saveBoard(call.app, call.scope, call.app.random.uuid(), readBoard(call.body))
      return view(await call.app.catalog(call.scope.tenantId))
    },
  },
  {
    method: 'PUT',
    path: `${path}/:id`,
    needs: 'operator',
    async handle(call) {
      await saveBoard(call.app, call.scope, idOf(call), readBoard(call.body))
      return view(await call.app.catalog(call.scope.tenantId))
    },
  },
  {
    method: 'DELETE',
    path: `${path}/:id`,
    needs: 'operator',
    async handle(call) {
      await removeBoard(call.app, call.scope, idOf(call))
      return view(await call.app.catalog(call.scope.tenantId))
    },
  },
]

/** An address without an id is of no board. */
const idOf = ({ params, app }: AdminCall): Uuid => {
  const { id = '' } = params
  return isUuid(id) ? id.toLowerCase() : app.random.uuid()
}

function view(catalog: Catalog) {
  const boards = boardsOfChain(catalog).map(({ id, body }) => ({ id, ...body }))
  return {
    boards,
    templates: queueTemplates,
    skins: queueSkins,
    tills: living(catalog, 'terminalGroup').map((group) => ({
      ...named(group),
      code: group.body.code,
      /** What a new board of the till begins with. */
      usual: usualBoard(group.id),
    })),
    orderTypes: living(catalog, 'orderType')
      .filter(({ body }) => body.serviceType !== 'DeliveryByCourier')
      .map(named),
    sections: living(catalog, 'restaurantSection').map((section) => ({
      ...named(section),
      terminalGroupId: section.body.terminalGroupId,
    })),
  }
}

/** Reads a board field by field; all that is wrong is said at once. */
function readBoard(body: unknown): QueueBoard {
  const form = new Form(body)
  const colours = form.form('colours')
  const advertisement = form.form('advertisement')
  const nameEn = form.textOrNull('nameEn')
  const minutes = { min: 1, max: 1440 }
  const board: QueueBoard = {
    name: form.text('name'),
    ...(nameEn === null ? {} : { nameEn }),
    terminalGroupId: form.uuid('terminalGroupId'),
    template: form.oneOf('template', queueTemplates),
    skin: form.oneOf('skin', queueSkins),
    orderTypeIds: form.list('orderTypeIds', isId),
    sectionIds: form.list('sectionIds', isId),
    withServedTables: form.flag('withServedTables'),
    withAccepted: form.flag('withAccepted'),
    withPacking: form.flag('withPacking'),
    keepReadyMinutes: form.whole('keepReadyMinutes', minutes),
    keepCookingMinutes: form.wholeOrNull('keepCookingMinutes', minutes),
    maxCooking: form.whole('maxCooking', { min: 1, max: 100 }),
    maxReady: form.whole('maxReady', { min: 1, max: 100 }),
    prefix: form.textOrNull('prefix') ?? '',
    digits: form.oneOf('digits', [0, 2, 3, 4]),
    prefersExternalNumber: form.flag('prefersExternalNumber'),
    names: form.oneOf('names', ['none', 'masked', 'whole']),
    sound: form.oneOf('sound', ['chime', 'gong', 'off']),
    voice: form.flag('voice'),
    blinkSeconds: form.whole('blinkSeconds', { min: 0, max: 300 }),
    language: form.oneOf('language', ['ru', 'en', 'both']),
    colours: { cooking: colours.textOrNull('cooking'), ready: colours.textOrNull('ready') },
    advertisement: {
      lines: advertisement.list('lines', isText),
      image: advertisement.textOrNull('image'),
      seconds: advertisement.whole('seconds', { min: 3, max: 600 }),
    },
  }
  form.done()
  return board
}
