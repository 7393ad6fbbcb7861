import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../../app/ports.ts'
import { readBoard, readHistory } from '../../app/till/board.ts'
import { type LiveFeed, openLiveFeed } from '../../app/till/live-feed.ts'
import { employeeByPin, permissionsOf } from '../../app/till/pin.ts'
import type { Till, TillOutcome, TillRequest } from '../../app/till/till-command.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { describeRefusal, Refusal, type RefusalNote, refuse } from '../../kernel/refusals.ts'
import { type CommandBody, permissionFor, readCommand } from './commands.ts'
import { issueTillToken, PinGuard, readTillToken } from './sessions.ts'
import { serveStream } from './stream.ts'
import { deliveryView, shiftView, stopView } from './views.ts'

/** A till that this process plays. */
export type PlayedTill = {
  till: Till
  code: string
  isConnected: boolean
  run(request: TillRequest): Promise<TillOutcome>
}
export type TillPluginOptions = {
  app: App
  tills: () => Iterable<PlayedTill>
  onPlaced: (listener: () => void) => () => void
  report: (error: unknown) => void
}

type Params = { code: string; id?: string }
type Entered = { played: PlayedTill; employee: BookItem<'employee'>; scale: number }

/** The API of the screens: everything under `/till/{code}/api`. */
export const tillPlugin: FastifyPluginAsync<TillPluginOptions> = async (server, options) => {
  const { app, tills, report } = options
  const guard = new PinGuard()
  const feedOf = sharedFeeds(server, options)
  answerRefusals(server)

  const find = (code: string): PlayedTill => {
    for (const played of tills())
      if (played.code === code || played.till.terminalGroupId === code) return played
    throw refuse('terminal-group.unknown', { terminalGroupId: code })
  }
  const enter = async (request: FastifyRequest): Promise<Entered> => {
    const played = find((request.params as Params).code)
    const { token: inQuery } = request.query as { token?: string }
    // EventSource cannot send headers, so the stream's token may stand in the query.
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? inQuery ?? ''
    const { terminalGroupId, tenantId } = played.till
    const id = await readTillToken(app.storage.node.secret, token, terminalGroupId, app.clock.now())
    const catalog = await app.catalog(tenantId)
    const employee = catalog.living('employee', id)
    if (!employee) throw refuse('access.unauthorized', { message: 'Log in by PIN' })
    return { played, employee, scale: scaleOf(catalog, played.till.organizationId) }
  }
  server.get('/till/tills', async () =>
    Promise.all(
      [...tills()].map(async ({ till, code }) => {
        const group = (await app.catalog(till.tenantId)).living('terminalGroup', till.terminalGroupId)
        return { id: till.terminalGroupId, code, name: group?.body.name ?? code }
      }),
    ),
  )
  server.post('/till/:code/api/login', async (request) =>
    login(app, guard, find((request.params as Params).code), request.body),
  )
  server.get('/till/:code/api/board', async (request) => {
    const { played, scale } = await enter(request)
    const board = await readBoard(app, played.till)
    return {
      now: app.clock.now(),
      isConnected: played.isConnected,
      deliveries: board.orders.map((order) => deliveryView(order, scale)),
      stopList: board.stopList.map(stopView),
      shift: board.cashShift ? shiftView(board.cashShift, scale) : null,
      staffOnShift: board.personalShifts.map((shift) => shift.employeeId),
    }
  })
  server.get('/till/:code/api/stream', async (request, reply) => {
    const { played, scale } = await enter(request)
    serveStream({
      app,
      till: played.till,
      feed: feedOf(played),
      scale,
      reply,
      report,
      isConnected: () => played.isConnected,
    })
  })
  server.post('/till/:code/api/commands', async (request, reply) => {
    const entered = await enter(request)
    const refusal = await command(app, entered, request.body)
    return refusal ? sendRefusal(reply, 409, refusal) : { ok: true }
  })
  server.get('/till/:code/api/deliveries/:id/history', async (request) => {
    const { played } = await enter(request)
    const entries = await readHistory(app, played.till, ((request.params as Params).id ?? '').toLowerCase())
    return entries.map(({ at, actor, kind }) => ({ at, actor, kind }))
  })
}

/** One live feed a till, shared by its screens and kicked by whatever appears in the journal. */
function sharedFeeds(
  server: FastifyInstance,
  { app, onPlaced, report }: TillPluginOptions,
): (played: PlayedTill) => LiveFeed {
  const feeds = new Map<Uuid, LiveFeed>()
  const stopListening = onPlaced(() => {
    for (const feed of feeds.values()) feed.kick()
  })
  server.addHook('onClose', async () => {
    stopListening()
  })
  return ({ till }) => {
    const feed = feeds.get(till.terminalGroupId) ?? openLiveFeed(app, till, report)
    feeds.set(till.terminalGroupId, feed)
    return feed
  }
}

const scaleOf = (catalog: Awaited<ReturnType<App['catalog']>>, organizationId: Uuid): number =>
  catalog.living('organization', organizationId)?.body.currency.scale ?? 2

async function login(app: App, guard: PinGuard, { till, code }: PlayedTill, body: unknown): Promise<object> {
  const { pin } = (body ?? {}) as { pin?: unknown }
  if (typeof pin !== 'string' || !/^\d{1,12}$/.test(pin))
    throw refuse('request.field-invalid', { field: 'pin', message: 'must be digits' })
  const now = app.clock.now()
  if (guard.isClosed(till.terminalGroupId, now))
    throw refuse('access.unauthorized', { message: 'Too many wrong PINs, wait half a minute' })
  const catalog = await app.catalog(till.tenantId)
  const employee = await employeeByPin(catalog, till.organizationId, pin).catch((error: unknown) => {
    if (error instanceof Refusal) guard.wrong(till.terminalGroupId, now)
    throw error
  })
  guard.right(till.terminalGroupId)
  const organization = catalog.living('organization', till.organizationId)?.body
  return {
    token: await issueTillToken(app.storage.node.secret, employee.id, till.terminalGroupId, now),
    employee: {
      id: employee.id,
      name: employee.body.name,
      permissions: [...permissionsOf(catalog, employee.body)],
    },
    till: {
      code,
      name: catalog.living('terminalGroup', till.terminalGroupId)?.body.name ?? code,
      organizationName: organization?.name ?? '',
      timeZone: organization?.timeZone ?? 'UTC',
      currency: { isoName: organization?.currency.isoName ?? '', scale: organization?.currency.scale ?? 2 },
    },
  }
}

/** Runs a command of a screen once, however often its id arrives. */
async function command(
  app: App,
  { played, employee, scale }: Entered,
  body: unknown,
): Promise<RefusalNote | null> {
  const { id, command: asked } = (body ?? {}) as { id?: unknown; command?: unknown }
  if (typeof id !== 'string' || !isUuid(id))
    throw refuse('request.field-invalid', { field: 'id', message: 'must be a uuid' })
  if (asked === null || typeof asked !== 'object' || !('kind' in asked) || typeof asked.kind !== 'string') {
    throw refuse('request.field-required', { field: 'command.kind' })
  }
  const permission = permissionFor(asked.kind)
  const catalog = await app.catalog(played.till.tenantId)
  if (!permissionsOf(catalog, employee.body).has(permission)) {
    return { code: 'access.permission-denied', params: { employee: employee.body.name, permission } }
  }
  const read = readCommand(asked as CommandBody, { scale, employeeId: employee.id, newId: app.random.uuid })
  const request = { id: id.toLowerCase(), command: read, actor: `employee:${employee.id}`, deadline: null }
  return (await played.run(request)).refusal
}

function answerRefusals(server: FastifyInstance): void {
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) return sendRefusal(reply, statusOf(error), error.note)
    const status = (error as { statusCode?: number }).statusCode ?? 500
    if (status < 500)
      return sendRefusal(reply, status, {
        code: 'request.invalid',
        params: { message: String((error as Error).message) },
      })
    request.log.error(error)
    return reply.code(500).send({ code: 'internal', text: { en: 'Internal error', ru: 'Внутренняя ошибка' } })
  })
}

const statusOf = ({ code }: Refusal): number =>
  code.startsWith('access.') ? 401 : code === 'terminal-group.unknown' ? 404 : 400

const sendRefusal = (reply: FastifyReply, status: number, note: RefusalNote): FastifyReply =>
  reply
    .code(status)
    .send({ code: note.code, text: { en: describeRefusal(note, 'en'), ru: describeRefusal(note, 'ru') } })
