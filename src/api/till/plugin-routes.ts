import type { FastifyInstance, FastifyRequest } from 'fastify'
import {
  type AtScreen,
  type PaymentTold,
  type PlannedPayment,
  type PluginDesk,
  type Scanned,
  screenLanguages,
} from '../../app/till/plugin-desk.ts'
import { isUuid, type Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { PlayedTill } from './played-till.ts'
import { problemOf } from './problems.ts'

type Entered = { played: PlayedTill; employee: { id: Uuid } }
type Body = Readonly<Record<string, unknown>>
const kinds = ['tableOrder', 'delivery', 'reserve'] as const

/** Buttons, dialogs and moments of plugins on the screens of a till (front-api §5). */
export function servePlugins(
  server: FastifyInstance,
  root: string,
  desk: PluginDesk,
  enter: (request: FastifyRequest) => Promise<Entered>,
): void {
  // A request that waits for a dialog would keep the server from closing.
  server.addHook('preClose', async () => desk.close())
  servePluginPayments(server, root, desk, enter)
  server.get(`${root}/plugins`, async (request) => {
    const { played } = await enter(request)
    const { screenId } = request.query as { screenId?: unknown }
    const screen = screenIdOf(screenId)
    return {
      buttons: desk.buttons(played.till),
      dialogs: screen ? desk.openDialogs(played.till, screen) : [],
      payments: screen ? desk.askedPayments(played.till, screen) : [],
    }
  })
  server.post(`${root}/plugins/buttons/:id`, async (request) => {
    const { played, employee } = await enter(request)
    const { id } = request.params as { id: string }
    await desk.press(played.till, atScreen(bodyOf(request), employee.id), id)
    return { ok: true }
  })
  server.post(`${root}/plugins/dialogs/:id`, async (request) => {
    const { played } = await enter(request)
    const { id } = request.params as { id: string }
    return { isAsked: desk.answer(played.till, id.toLowerCase(), bodyOf(request)['value']) }
  })
  server.post(`${root}/plugins/leave`, async (request) => {
    const { played, employee } = await enter(request)
    desk.leave(played.till, atScreen(bodyOf(request), employee.id).screenId)
    return { ok: true }
  })
  server.post(`${root}/plugins/payment`, async (request, reply) => {
    const { played, employee } = await enter(request)
    const refusal = await desk.enterPayment(played.till, atScreen(bodyOf(request), employee.id))
    return refusal ? reply.code(409).send(problemOf(refusal)) : { ok: true }
  })
  server.post(`${root}/plugins/payment-lines`, async (request) => {
    const { played, employee } = await enter(request)
    const body = bodyOf(request)
    desk.paymentUpdated(played.till, atScreen(body, employee.id), plannedOf(body))
    return { ok: true }
  })
  server.post(`${root}/plugins/scans`, async (request) => {
    const { played, employee } = await enter(request)
    const body = bodyOf(request)
    return { isHandled: await desk.scanned(played.till, atScreen(body, employee.id), scannedOf(body)) }
  })
  server.post(`${root}/plugins/language`, async (request) => {
    const { played, employee } = await enter(request)
    const body = bodyOf(request)
    const language = screenLanguages.find((one) => one === body['language'])
    if (!language)
      throw refuse('request.field-invalid', {
        field: 'language',
        message: `one of ${screenLanguages.join(', ')}`,
      })
    desk.languageChanged(played.till, atScreen(body, employee.id), language)
    return { ok: true }
  })
  server.post(`${root}/plugins/screens`, async (request) => {
    const { played, employee } = await enter(request)
    const body = bodyOf(request)
    const { screen } = body
    if (typeof screen !== 'string' || !/^[a-z-]{1,40}$/.test(screen))
      throw refuse('request.field-invalid', { field: 'screen', message: 'must be the name of a screen' })
    desk.shown(played.till, atScreen(body, employee.id), screen)
    return { ok: true }
  })
}

/** What screens say of payments that plugins asked them for, and that somebody logs out (front-api §9, complaint 6). */
function servePluginPayments(
  server: FastifyInstance,
  root: string,
  desk: PluginDesk,
  enter: (request: FastifyRequest) => Promise<Entered>,
): void {
  server.post(`${root}/plugins/goodbye`, async (request) => {
    const { played, employee } = await enter(request)
    desk.goodbye(played.till, atScreen(bodyOf(request), employee.id).screenId)
    return { ok: true }
  })
  server.post(`${root}/plugins/payments/:id`, async (request) => {
    const { played, employee } = await enter(request)
    const { id } = request.params as { id: string }
    const body = bodyOf(request)
    const { screenId } = atScreen(body, employee.id)
    return { isAwaited: desk.toldPayment(played.till, screenId, id.toLowerCase(), toldOf(body)) }
  })
}

const bodyOf = ({ body }: FastifyRequest): Body =>
  body !== null && typeof body === 'object' ? (body as Body) : {}

const wordsLengthMax = 500
function toldOf({ state, reason, message }: Body): PaymentTold {
  const wrong = (field: string, words: string) => refuse('request.field-invalid', { field, message: words })
  if (state === 'opened' || state === 'ended') return { state }
  if (state !== 'refused') throw wrong('state', 'one of opened, ended, refused')
  if (reason !== 'plugin' && reason !== 'notAllowed') throw wrong('reason', 'one of plugin, notAllowed')
  if (typeof message !== 'string' || message === '' || message.length > wordsLengthMax)
    throw wrong('message', `1 to ${wordsLengthMax} characters`)
  return { state, reason, message }
}

const linesMax = 100

function plannedOf({ payments }: Body): PlannedPayment[] {
  const wrong = (message: string) => refuse('request.field-invalid', { field: 'payments', message })
  if (!Array.isArray(payments) || payments.length > linesMax)
    throw wrong(`a list of at most ${linesMax} lines`)
  return payments.map((line: { typeId?: unknown; sum?: unknown } | null) => {
    const { typeId, sum } = line ?? {}
    if (typeof typeId !== 'string' || !isUuid(typeId) || typeof sum !== 'number' || !Number.isFinite(sum))
      throw wrong('each has a typeId and a sum')
    return { typeId: typeId.toLowerCase(), sum }
  })
}

/** The id of a page; undefined: it has none, or one that is no id. */
export const screenIdOf = (value: unknown): string | undefined =>
  typeof value === 'string' && isUuid(value) ? value.toLowerCase() : undefined

function atScreen(body: Body, employeeId: Uuid): AtScreen {
  const screenId = screenIdOf(body['screenId'])
  if (!screenId) throw refuse('request.field-invalid', { field: 'screenId', message: 'must be a uuid' })
  const { orderId, orderKind } = body
  if (orderId === undefined || orderId === null) return { screenId, employeeId, order: null }
  const kind = kinds.find((one) => one === orderKind)
  if (!kind)
    throw refuse('request.field-invalid', { field: 'orderKind', message: `one of ${kinds.join(', ')}` })
  if (typeof orderId !== 'string' || !isUuid(orderId))
    throw refuse('request.field-invalid', { field: 'orderId', message: 'must be a uuid' })
  return { screenId, employeeId, order: { kind, id: orderId.toLowerCase() } }
}

const codeLengthMax = 500
function scannedOf({ barcode, card }: Body): Scanned {
  const [field, text] = card === undefined ? ['barcode', barcode] : ['card', card]
  if (typeof text !== 'string' || text === '' || text.length > codeLengthMax)
    throw refuse('request.field-invalid', {
      field: String(field),
      message: `1 to ${codeLengthMax} characters`,
    })
  return card === undefined ? { barcode: text } : { card: text }
}
