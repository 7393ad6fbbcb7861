import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify'
import { saveCourierLocation } from '../../app/cloud/courier-locations.ts'
import type { App } from '../../app/ports.ts'
import { readBoard } from '../../app/till/board.ts'
import { readHallBoard } from '../../app/till/hall-board.ts'
import { keepVisitor, recordOfGuest } from '../../app/till/paying/till-guests.ts'
import { permissionsOf } from '../../app/till/pin.ts'
import type { PluginDesk } from '../../app/till/plugin-desk.ts'
import type { TillCommand, TillRequest } from '../../app/till/till-command.ts'
import type { BookItem, Permission } from '../../domain/reference/books.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { type RefusalNote, refuse } from '../../kernel/refusals.ts'
import { readMenuView } from '../http/menu-view.ts'
import { readBooksView } from './books-view.ts'
import { TillChannel } from './channel.ts'
import { type CommandBody, permissionOf, readCommand } from './commands.ts'
import { confirmerOf } from './confirmation.ts'
import { type DeviceSeats, mountDevices } from './devices/device-routes.ts'
import { FieldReader } from './field-reader.ts'
import { serveGuests } from './guests.ts'
import { reserveView, tableOrderView } from './hall-views.ts'
import { deliveryHistory } from './history.ts'
import { readPosition } from './location.ts'
import { login } from './login.ts'
import { heldProblem, mountPair, type PairControl } from './pair-routes.ts'
import { givesBack, onTheHouse } from './paying-commands.ts'
import type { CloudContact, PlayedTill } from './played-till.ts'
import { screenIdOf, servePlugins } from './plugin-routes.ts'
import { printingRoutes } from './printing-routes.ts'
import { answerProblems, notLoggedIn, problemOf } from './problems.ts'
import { readVisitor } from './reserve-commands.ts'
import { PinGuard, readTillToken } from './sessions.ts'
import { shiftRoutes } from './shift-routes.ts'
import { serveStream } from './stream.ts'
import { deliveryView, shiftView, stopView } from './views.ts'
import { weighingRoutes } from './weighing-routes.ts'

export type { CloudContact, PlayedTill } from './played-till.ts'
export type TillPluginOptions = {
  app: App
  tills: () => Iterable<PlayedTill>
  /** Tells that entries became visible; call the answer to stop. */
  onPlaced: (listener: () => void) => () => void
  /** Tells that all data was exchanged for other data; call the answer to stop. */
  onReplaced?: (listener: () => void) => () => void
  report: (error: unknown) => void
  /** Given where the cloud is another node; otherwise cloud and till share one storage. */
  contactOf?: (played: PlayedTill) => CloudContact
  seats: DeviceSeats
  /** Plugins of these tills; absent: there are none. */
  plugins?: PluginDesk | null
  /** Of a node that may be one of two (ADR 32). */
  pair?: PairControl | null
}

type Params = { code: string; id?: string }
type Entered = { played: PlayedTill; employee: BookItem<'employee'>; scale: number }

const root = '/till/:code/api'

/** The API of the screens: everything under `/till/{code}/api`. */
export const tillPlugin: FastifyPluginAsync<TillPluginOptions> = async (server, options) => {
  const { app, tills, report } = options
  const guard = new PinGuard()
  const channelOf = sharedChannels(server, options)
  answerProblems(server)

  const find = (request: FastifyRequest): PlayedTill => {
    const { code } = request.params as Params
    for (const played of tills())
      if (played.code === code || played.till.terminalGroupId === code) return played
    const { pair } = options
    // One that has just become the main till is about to play it: to be asked again, and no unknown till.
    const isAboutTo = [...tills()].length === 0
    if (pair?.till && (isAboutTo || pair.view().role !== 'main')) throw heldProblem()
    throw refuse('terminal-group.unknown', { terminalGroupId: code })
  }
  const enter = async (request: FastifyRequest): Promise<Entered> => {
    const played = find(request)
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const { terminalGroupId, tenantId, organizationId } = played.till
    const id = await readTillToken(app.storage.node.secret, token, terminalGroupId, app.clock.now())
    const employee = (await app.catalog(tenantId)).living('employee', id)
    if (!employee?.body.organizationIds.includes(organizationId)) throw notLoggedIn()
    return { played, employee, scale: await scaleOf(app, played) }
  }

  if (options.pair) mountPair(server, { app, guard, pair: options.pair })

  server.get('/till/tills', async () => {
    const played = [...tills()]
    // A standby shows its till too: screens find the main one from there.
    const held = played.length === 0 ? (options.pair?.till ?? null) : null
    if (!held) return Promise.all(played.map((one) => tillView(app, one)))
    const group = (await app.catalog(held.tenantId)).find('terminalGroup', held.terminalGroupId)
    return [await tillView(app, { till: held, code: group?.body.code ?? '' })]
  })
  server.post(`${root}/login`, async (request) => login(app, guard, find(request), request.body))
  server.get(`${root}/board`, async (request) => boardView(app, await enter(request), channelOf))
  server.get(`${root}/stream`, async (request, reply) => {
    const { played, employee } = await enter(request)
    const screenId = screenIdOf((request.query as { screenId?: unknown }).screenId)
    // Plugins may ask who stands there to do something as long as the line is open.
    const gone = screenId && options.plugins?.arrive(played.till, screenId, employee.id)
    if (gone) reply.raw.once('close', gone)
    await serveStream(channelOf(played), reply, report)
  })
  server.post(`${root}/commands`, async (request, reply) => {
    const refusal = await command(app, guard, await enter(request), request.body)
    return refusal ? reply.code(409).send(problemOf(refusal)) : { ok: true }
  })
  server.post(`${root}/location`, async (request) => {
    const { played, employee } = await enter(request)
    if (!employee.body.isCourier) throw refuse('courier.unknown', { id: employee.id })
    const courier = { id: employee.id, name: employee.body.name }
    await saveCourierLocation(app, played.till, courier, readPosition(request.body))
    return { ok: true }
  })
  server.get(`${root}/deliveries/:id/history`, async (request) => {
    const { played, scale } = await enter(request)
    return deliveryHistory(app, played.till, (request.params as Params).id ?? '', scale)
  })
  server.get(`${root}/menu`, async (request) => {
    const { played } = await enter(request)
    const { orderId } = request.query as { orderId?: unknown }
    return readMenuView(app, played.till, typeof orderId === 'string' ? orderId : null)
  })
  shiftRoutes(server, root, app, enter)
  printingRoutes(server, root, app, enter)
  weighingRoutes(server, root, enter)
  const atTill = { find, channelOf, scaleOf: (played: PlayedTill) => scaleOf(app, played) }
  const deviceSecret = options.pair?.deviceSecret ?? null
  mountDevices(server, { app, guard, report, seats: options.seats, deviceSecret, ...atTill })
  server.get(`${root}/books`, async (request) => {
    const { till, desk } = (await enter(request)).played
    return readBooksView(app, till, Boolean(desk))
  })
  const hasCloud = (played: PlayedTill): boolean => played.isConnected && !options.contactOf
  serveGuests(server, root, { app, enter, hasCloud })
  if (options.plugins) servePlugins(server, root, options.plugins, enter)
}

const scaleOf = async (app: App, { till }: PlayedTill): Promise<number> =>
  (await app.catalog(till.tenantId)).living('organization', till.organizationId)?.body.currency.scale ?? 2

async function tillView(app: App, { till, code }: Pick<PlayedTill, 'till' | 'code'>): Promise<object> {
  const catalog = await app.catalog(till.tenantId)
  const group = catalog.living('terminalGroup', till.terminalGroupId)?.body
  const organization = catalog.living('organization', till.organizationId)?.body
  return {
    id: till.terminalGroupId,
    code,
    name: group?.name ?? code,
    nameEn: group?.nameEn ?? null,
    organizationName: organization?.name ?? '',
    organizationNameEn: organization?.nameEn ?? null,
  }
}

async function boardView(
  app: App,
  { played, scale }: Entered,
  channelOf: (played: PlayedTill) => TillChannel,
): Promise<object> {
  const [board, hall, link] = await Promise.all([
    readBoard(app, played.till),
    readHallBoard(app, played.till),
    channelOf(played).link(),
  ])
  return {
    now: link.now,
    link,
    deliveries: board.orders.map((order) => deliveryView(order, scale)),
    tableOrders: hall.tableOrders.map((order) => tableOrderView(order, scale)),
    reserves: hall.reserves.map((reserve) => reserveView(reserve, scale)),
    stopList: board.stopList.map(stopView),
    shift: board.cashShift ? shiftView(board.cashShift, scale) : null,
    staffOnShift: board.personalShifts.map((shift) => shift.employeeId),
  }
}

/** One channel a till, shared by its screens and kicked by whatever appears in the journal. */
function sharedChannels(
  server: FastifyInstance,
  { app, tills, onPlaced, onReplaced, report, contactOf, plugins, pair }: TillPluginOptions,
): (played: PlayedTill) => TillChannel {
  const channels = new Map<Uuid, TillChannel>()
  const stopListening = onPlaced(() => {
    for (const channel of channels.values()) channel.kick()
  })
  const stopHearing = onReplaced?.(() => {
    // What the screens show is of the past: they come back and read everything anew.
    for (const channel of channels.values()) channel.end()
    channels.clear()
  })
  // Before the server waits for its connections: a stream would never end by itself.
  server.addHook('preClose', async () => {
    stopListening()
    stopHearing?.()
    for (const channel of channels.values()) channel.end()
  })
  return (played) => {
    const id = played.till.terminalGroupId
    let channel = channels.get(id)
    if (!channel) {
      channel = new TillChannel(played, {
        app,
        find: () => [...tills()].find(({ till }) => till.terminalGroupId === id),
        contactOf: contactOf ?? (({ isConnected }) => ({ isConnected, cloudHas: null })),
        scaleOf: (present) => scaleOf(app, present),
        pairOf: () => pair?.view() ?? null,
        report,
        ...(plugins ? { hearPlugins: (tell) => plugins.listen(played.till, tell) } : {}),
      })
      channels.set(id, channel)
    }
    return channel
  }
}

const isCommandBody = (asked: unknown): asked is CommandBody =>
  asked !== null && typeof asked === 'object' && 'kind' in asked && typeof asked.kind === 'string'

/** Runs a command of a screen once, however often its id arrives; who has no right to it may have it confirmed. */
async function command(
  app: App,
  guard: PinGuard,
  { played, employee, scale }: Entered,
  body: unknown,
): Promise<RefusalNote | null> {
  const {
    id,
    command: asked,
    confirmation,
    screenId,
  } = (body ?? {}) as Record<'id' | 'command' | 'confirmation' | 'screenId', unknown>
  if (typeof id !== 'string' || !isUuid(id))
    throw refuse('request.field-invalid', { field: 'id', message: 'must be a uuid' })
  if (!isCommandBody(asked)) throw refuse('request.field-required', { field: 'command.kind' })
  const catalog = await app.catalog(played.till.tenantId)
  const owned = permissionsOf(catalog, employee.body)
  const needed = [
    permissionOf(asked, { catalog, employeeId: employee.id, owned }),
    onTheHouse(catalog, asked),
    givesBack(asked),
  ]
  const permission = needed.find((one) => one !== null && !owned.has(one)) ?? null
  let confirmer: BookItem<'employee'> | null = null
  if (permission !== null) {
    if (confirmation === undefined || confirmation === null) return denied(employee, permission)
    confirmer = await confirmerOf(app, guard, played, { confirmation, permission })
  }
  const rights = confirmer ? permissionsOf(catalog, confirmer.body) : owned
  // Whoever confirms has what else is lacking too.
  const lacked = needed.find((one) => one !== null && !owned.has(one) && !rights.has(one))
  if (confirmer && lacked) return denied(confirmer, lacked)
  const read = readCommand(asked, {
    ...{ scale, employeeId: employee.id, newId: app.random.uuid },
    confirmedById: confirmer?.id ?? null,
    isRepeatAllowed: rights.has('orders.return-again'),
  })
  const screen = screenIdOf(screenId)
  const request: TillRequest = {
    ...(screen ? { screenId: screen } : {}),
    id: id.toLowerCase(),
    command: await withRecord(app, played, read, new FieldReader(asked, scale)),
    actor: `employee:${employee.id}`,
    deadline: null,
    ...(owned.has('deliveries.bypass-restrictions') ? { mayBypassRestrictions: true } : {}),
    ...(confirmer && permission ? { confirmed: { byId: confirmer.id, permission } } : {}),
  }
  return (await played.run(request)).refusal
}

const denied = ({ body }: BookItem<'employee'>, permission: Permission): RefusalNote => ({
  code: 'access.permission-denied',
  params: { employee: body.name, permission },
})

/**
 * Who sits at a table is read from a record of the order: the guest of the book gets one, and so does somebody who
 * reserves by phone.
 */
async function withRecord(
  app: App,
  { till }: PlayedTill,
  command: TillCommand,
  asked: FieldReader,
): Promise<TillCommand> {
  if (command.kind === 'reserve.place') await keepVisitor(app, till, command.contactId, readVisitor(asked))
  // A till that is cut off meets its guests all the same; the book of guests hears of them when it is back.
  if (command.kind === 'tableOrder.addCustomer' && command.contactId)
    await keepVisitor(app, till, command.contactId, readVisitor(asked))
  if (command.kind !== 'tableOrder.setGuest' && command.kind !== 'delivery.setGuest') return command
  if (command.guestId === null) return command
  const contactId = await recordOfGuest(app, till, command.guestId)
  return command.kind === 'tableOrder.setGuest' ? { ...command, contactId } : command
}
