/** A till of two nodes, for its screens and for whoever promotes the standby (ADR 32, front-api §1.6). */
import { hkdfSync } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { tell } from '../../app/journey/tell.ts'
import type { App } from '../../app/ports.ts'
import { permissionsOf } from '../../app/till/pin.ts'
import { TillHeld } from '../../app/till/standby/standing.ts'
import type { Till } from '../../app/till/till-command.ts'
import type { BookItem } from '../../domain/reference/books.ts'
import { refuse } from '../../kernel/refusals.ts'
import { ownerOf, readShown } from './confirmation.ts'
import { TillProblem } from './problems.ts'
import type { PinGuard } from './sessions.ts'

export type PairRole = 'main' | 'standby' | 'waiting'
export type PairStanding = {
  role: PairRole
  epoch: number
  standby: 'none' | 'in-sync' | 'catching-up' | 'away'
  /** Base address of the other node; null: there is none that this one knows. */
  partnerUrl: string | null
}
export type PairRefusal = 'main-lives' | 'main-was-alone' | 'superseded' | 'not-standby' | 'hub-away'

/** The pair that this node is one of; `main` wires it. */
export type PairControl = {
  readonly till: Till | null
  /** Signs the keys of devices: the same at both nodes. */
  readonly deviceSecret: Uint8Array
  view(): PairStanding
  promote(isByRight: boolean, actor: string): Promise<{ refusal: PairRefusal | null }>
  superseded(epoch: number): Promise<void>
}

/**
 * What signs the keys of a till of a node of its own: both nodes of the till have its link token and nobody else has, so that
 * a device which one of them let in is known at the other (ADR 32). A new token ends the keys.
 */
export const deviceSecretOf = (linkToken: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', linkToken, '', 'keys of till devices', 32))

const epochHeader = 'x-till-epoch'
const asideShown = 500

const answers: Readonly<Record<PairRefusal, { ru: string; en: string }>> = {
  'main-lives': {
    ru: 'Главная касса на связи с облаком',
    en: 'The main till is in touch with the cloud',
  },
  'main-was-alone': {
    ru: 'Главная касса работала без резервной: здесь есть не всё',
    en: 'The main till worked without its standby: not everything is here',
  },
  superseded: { ru: 'Главной уже стала другая касса', en: 'Another till is the main one already' },
  'not-standby': { ru: 'Эта касса не резервная', en: 'This till is no standby' },
  'hub-away': { ru: 'Нет связи с облаком', en: 'The cloud is out of reach' },
}

/** What a screen gets from a node that does not play its till: it looks at the other addresses. */
export const heldProblem = (): TillProblem =>
  new TillProblem(503, 'till.standby', {
    ru: 'Эта касса резервная и сейчас не продаёт',
    en: 'This till is a standby and does not sell now',
  })

/** Mounts the routes, and keeps out screens that have met a later main till than this node. */
export function mountPair(
  server: FastifyInstance,
  { app, guard, pair }: { app: App; guard: PinGuard; pair: PairControl },
): void {
  // Pages of the other node ask here when theirs is gone; a session is a token that they send, never a cookie.
  server.addHook('onRequest', async (request, reply) => {
    reply.header('access-control-allow-origin', '*')
    const epoch = Number(request.headers[epochHeader] ?? 0)
    if (!Number.isSafeInteger(epoch) || epoch <= pair.view().epoch) return
    await pair.superseded(epoch)
    throw heldProblem()
  })
  server.options('/till/*', async (_request, reply) =>
    reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', `authorization, content-type, ${epochHeader}`)
      .header('access-control-max-age', '600')
      .code(204)
      .send(),
  )
  server.get('/till/standing', async () => standingView(app, pair))
  server.post('/till/promote', async (request, reply) => {
    const { employee } = await entitled(app, guard, pair, request.body)
    const { refusal } = await pair.promote(true, `employee:${employee.id}`)
    if (refusal) return reply.code(409).send({ code: `till.${refusal}`, text: answers[refusal] })
    return standingView(app, pair)
  })
  server.post('/till/set-aside', async (request) => {
    const { till } = await entitled(app, guard, pair, request.body)
    const entries = await app.storage.now.standbys.entriesSetAside(till, asideShown)
    return entries.map((entry) => {
      const { what, detail, why } = tell(entry)
      const { at, actor, kind, entity, entityId } = entry
      return { at, actor, kind, entity, entityId, what, detail, why }
    })
  })
}

async function standingView(app: App, pair: PairControl): Promise<object> {
  const { till } = pair
  const view = pair.view()
  if (!till) return { ...view, till: null, setAside: 0 }
  const group = (await app.catalog(till.tenantId)).find('terminalGroup', till.terminalGroupId)?.body
  const aside = await app.storage.now.standbys.setAside(till)
  const setAside = aside.reduce((sum, { afterSeq, upToSeq }) => sum + Number(upToSeq - afterSeq), 0)
  const { terminalGroupId: id } = till
  return { ...view, till: { id, code: group?.code ?? '', name: group?.name ?? '' }, setAside }
}

/** Who shows a PIN or a card and may change the main till (F_DOP: front-api §1.6). */
async function entitled(
  app: App,
  guard: PinGuard,
  { till }: PairControl,
  body: unknown,
): Promise<{ till: Till; employee: BookItem<'employee'> }> {
  if (!till) throw heldProblem()
  const played = { till, code: '', isConnected: false, run: () => Promise.reject(new TillHeld()) }
  const employee = await ownerOf(app, guard, played, readShown(body))
  const owned = permissionsOf(await app.catalog(till.tenantId), employee.body)
  if (!owned.has('till.promote'))
    throw refuse('access.permission-denied', { employee: employee.body.name, permission: 'till.promote' })
  return { till, employee }
}
