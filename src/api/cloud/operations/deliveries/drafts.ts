import {
  type ChangedDraft,
  deleteDraft,
  lockDraft,
  saveDraft,
  unlockDraft,
} from '../../../../app/cloud/drafts/change-draft.ts'
import { commitDraft, orderOfDraft } from '../../../../app/cloud/drafts/commit-draft.ts'
import { createDraft } from '../../../../app/cloud/drafts/create-draft.ts'
import { readDraft, searchDrafts } from '../../../../app/cloud/drafts/find-drafts.ts'
import { fromLocal } from '../../../../kernel/local-time.ts'
import { Refusal, refuse } from '../../../../kernel/refusals.ts'
import type { CloudPath } from '../../generated/operations.ts'
import type { CorrelationIdResponse, CreateOrSaveDraftResponse } from '../../generated/types.ts'
import type { AnswerWithHeaders, Call, Handler, Handlers } from '../../operation.ts'
import { committedRequest, fromWireDraft, renderDraft } from '../../wire/order-draft.ts'
import { invalidField } from '../../wire/read-amounts.ts'
import type { CreationMoment } from '../../wire/read-order.ts'
import { replayOf } from '../send-command.ts'
import { answerOrder } from './answer-order.ts'
import { listDrafts } from './draft-filter.ts'
import { answerMax, tooMuch, visibleSourceKeys } from './order-search.ts'

const rowsUsual = 50

const momentOf = async ({
  app,
  login,
  correlationId,
}: Pick<Call<CloudPath>, 'app' | 'login' | 'correlationId'>): Promise<CreationMoment> => ({
  catalog: await app.catalog(login.key.tenantId),
  now: app.clock.now(),
  correlationId,
})

/** What every change of a draft is told of its call. */
const changeOf = ({
  correlationId,
  idempotencyKey,
  body,
}: {
  correlationId: string
  idempotencyKey: Call['idempotencyKey']
  body: { organizationId: string; orderId: string }
}) => ({
  correlationId,
  idempotencyKey,
  organizationId: body.organizationId,
  orderId: body.orderId,
})

type Changed = CorrelationIdResponse | AnswerWithHeaders<CorrelationIdResponse>
const answerChange = ({ correlationId, isReplay }: ChangedDraft): Changed =>
  isReplay ? replayOf({ correlationId }) : { correlationId }

const create: Handler<'/api/1/deliveries/drafts/create'> = async (call) => {
  const composed = fromWireDraft(call.body, await momentOf(call))
  const { orderId, correlationId, isReplay } = await createDraft(
    call.app,
    call.login,
    composed,
    call.idempotencyKey,
  )
  return isReplay ? replayOf({ correlationId, orderId }) : { correlationId, orderId }
}

const save: Handler<'/api/1/deliveries/drafts/save'> = async (call) => {
  const { organizationId, employeeId, order } = call.body
  const orderId = order.id
  if (orderId === undefined) throw refuse('request.field-required', { field: 'order.id' })
  const composed = fromWireDraft(call.body, await momentOf(call))
  const change = { ...changeOf({ ...call, body: { organizationId, orderId } }), employeeId }
  const { correlationId, isReplay } = await saveDraft(call.app, call.login, change, composed)
  const answer: CreateOrSaveDraftResponse = { correlationId, orderId }
  return isReplay ? replayOf(answer) : answer
}

const byId: Handler<'/api/1/deliveries/drafts/by_id'> = async ({ app, login, body, correlationId }) => {
  const { id: _, ...draft } = renderDraft(await readDraft(app, login, body.organizationId, body.orderId))
  return { correlationId, ...draft }
}

const byFilter: Handler<'/api/1/deliveries/drafts/by_filter'> = async (call) => {
  const { app, login, body, correlationId } = call
  const { limit = rowsUsual, offset = 0, phone } = body
  if (limit < 1) throw invalidField('limit', 'must be at least 1')
  if (offset < 0) throw invalidField('offset', 'must not be negative')
  if (phone === '') throw invalidField('phone', 'must not be empty')
  const found = await searchDrafts(app, login, {
    tenantId: login.key.tenantId,
    organizationIds: [...new Set(body.organizationIds)],
    sourceKeys: visibleSourceKeys(login, body.sourceKeys),
    terminalGroupIds: orNull(body.terminalGroupIds),
    operatorIds: orNull(body.operatorIds),
    orderTypeIds: orNull(body.orderTypeIds),
    phone: phone ?? null,
    createdFrom: utcTime(body.dateFrom, 'dateFrom'),
    createdTo: utcTime(body.dateTo, 'dateTo'),
    limit: answerMax + 1,
  })
  if (found.length > answerMax) throw tooMuch(`more than ${answerMax} drafts; split it by dates`)
  const drafts = listDrafts(found, await app.catalog(login.key.tenantId), body)
  return { correlationId, drafts: drafts.slice(offset, offset + limit) }
}

/** An empty list of wishes means no wish (cloud-api §6.1). */
const orNull = <T>(list: readonly T[] | undefined): readonly T[] | null =>
  list && list.length > 0 ? list : null

function utcTime(text: string | undefined, field: string): number | null {
  if (text === undefined) return null
  const instant = fromLocal(text, 'UTC')
  if (instant === null) throw invalidField(field, `is not a date and time: ${text}`)
  return instant
}

/** A draft that has become an order already is answered with that order: it is the same commit once more. */
const commit: Handler<'/api/1/deliveries/drafts/commit'> = async (call) => {
  const { app, login, body, correlationId } = call
  const { organizationId, orderId } = body
  try {
    const draft = await readDraft(app, login, organizationId, orderId)
    const request = committedRequest(draft, body, await momentOf(call))
    return answerOrder(call, await commitDraft(app, login, { draft, request }, call.idempotencyKey))
  } catch (error) {
    const isGone = error instanceof Refusal && error.code === 'order.not-found'
    const done = isGone ? await orderOfDraft(app, login, { organizationId, orderId, correlationId }) : null
    if (!done) throw error
    return answerOrder(call, done)
  }
}

/** Orders that operators compose in the cloud before a till hears of them (cloud-api §5.6). */
export const draftHandlers: Handlers = {
  '/api/1/deliveries/drafts/create': create,
  '/api/1/deliveries/drafts/save': save,
  '/api/1/deliveries/drafts/by_id': byId,
  '/api/1/deliveries/drafts/by_filter': byFilter,
  '/api/1/deliveries/drafts/commit': commit,
  '/api/1/deliveries/drafts/lock': async (call) => {
    const change = { ...changeOf(call), employeeId: call.body.employeeId }
    return answerChange(await lockDraft(call.app, call.login, change))
  },
  '/api/1/deliveries/drafts/unlock': async (call) => {
    const change = { ...changeOf(call), employeeId: call.body.employeeId }
    return answerChange(await unlockDraft(call.app, call.login, change))
  },
  '/api/1/deliveries/drafts/delete': async (call) =>
    answerChange(await deleteDraft(call.app, call.login, changeOf(call))),
}
