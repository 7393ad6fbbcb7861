import type { DocumentScope } from '../../../app/documents/document-scope.ts'
import {
  type AcceptanceDraft,
  acceptanceIdOf,
  acceptanceProblems,
  acceptShift,
  blankAcceptance,
  type DraftEnd,
} from '../../../app/server/cash/accept-shift.ts'
import { addPayOut, type PayOutDraft, payOutProblems } from '../../../app/server/cash/add-pay-out.ts'
import { statusOf, type WholeShift, wholeShift } from '../../../app/shifts/shift-records.ts'
import type { ShiftAcceptance } from '../../../domain/documents/document.ts'
import { moneyToJson } from '../../../kernel/exact.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { refuse } from '../../../kernel/refusals.ts'
import type { ShiftAcceptance as WireAcceptance } from '../generated/types.ts'
import type { Call, CallContext, Caller, Handlers } from '../operation.ts'
import { scaleOfShift, shiftOf } from './cash-shifts.ts'
import { readMoney } from './documents/decimals.ts'
import { textOrNull } from './documents/document-call.ts'
import { restaurantsOf } from './scope.ts'

function onWire(caller: Caller, { known }: WholeShift, acceptance: ShiftAcceptance): WireAcceptance {
  const { shift, terminalGroupId, organizationId } = known
  const { shortage, surplus, lines } = acceptance
  return {
    id: acceptanceIdOf(shift.id),
    session: { sessionId: shift.id, groupId: terminalGroupId, number: shift.number },
    accountShortageId: shortage.accountId,
    counteragentShortageId: shortage.counteragentId,
    accountSurplusId: surplus.accountId,
    counteragentSurplusId: surplus.counteragentId,
    departmentId: organizationId,
    items: lines.map(({ num, transactionId, real, override, status, comment }) => ({
      num,
      transactionId,
      sumReal: moneyToJson(real, scaleOfShift(caller, known)),
      accountOverrideId: override?.accountId ?? null,
      counteragentOverrideId: override?.counteragentId ?? null,
      status,
      comment,
    })),
  }
}

type SaveCall = Call<'POST /v2/cashshifts/save'>

function draftOf({ caller, body }: SaveCall, { known }: WholeShift): AcceptanceDraft {
  const scale = scaleOfShift(caller, known)
  const end = (accountId: Uuid | null = null, counteragentId: Uuid | null = null): DraftEnd => ({
    accountId,
    counteragentId,
  })
  return {
    shortage: end(body.accountShortageId, body.counteragentShortageId),
    surplus: end(body.accountSurplusId, body.counteragentSurplusId),
    lines: (body.items ?? []).map((item, index) => ({
      num: item.num ?? index + 1,
      transactionId: item.transactionId ?? null,
      real: readMoney(item.sumReal ?? undefined, scale, `items[${index}].sumReal`),
      override: end(item.accountOverrideId, item.counteragentOverrideId),
      status: item.status ?? null,
      comment: textOrNull(item.comment ?? undefined, `items[${index}].comment`),
    })),
  }
}

const refused = (documentError: { code: string; value: string }[], itemError: ItemErrors = []) => ({
  importResult: 'ERROR' as const,
  status: null,
  errors: { documentError, itemError },
  document: null,
})
type ItemErrors = { identifier: number; error: { code: string; value: string }[] }[]

/** Accepts a shift; what is wrong is told by codes, of the document and of its lines (server-api §17.5). */
async function save(call: SaveCall) {
  const { app, caller, body, correlationId } = call
  const id = body.session?.sessionId ?? null
  if (id === null) return refused([{ code: 'EMPTY_FIELD', value: 'session.sessionId' }])
  const whole = await wholeShift(app, caller.tenantId, id)
  const isSeen = restaurantsOf(caller).some((one) => one.id === whole?.known.organizationId)
  if (!whole || !isSeen) return refused([{ code: 'SESSION_NOT_FOUND', value: id }])
  const { organizationId } = whole.known
  if (body.departmentId && body.departmentId !== organizationId)
    return refused([{ code: 'DEPARTMENT_NOT_FOUND', value: body.departmentId }])
  const draft = draftOf(call, whole)
  const { document, items } = acceptanceProblems(caller.catalog, whole, draft)
  if (document.length + items.length > 0)
    return refused(
      document,
      items.map(({ num, problems }) => ({ identifier: num, error: problems })),
    )
  const scope: DocumentScope = {
    ...whoWrites(caller, correlationId),
    organizationId,
    earlierCall: async () => null,
  }
  const { content } = await acceptShift(app, scope, whole, draft)
  const acceptance = content.acceptance ?? blankAcceptance(caller.catalog, whole)
  return {
    importResult: 'SUCCESS' as const,
    status: statusOf(acceptance),
    errors: null,
    document: onWire(caller, whole, acceptance),
  }
}

const whoWrites = ({ tenantId, employee }: Caller, correlationId: Uuid) => ({
  tenantId,
  actor: `server:${employee.id}`,
  userId: employee.id,
  correlationId,
})

/** Sums are of the currency of their department; what is no department is told by its code. */
function sumsOf({ caller, body }: Call<'POST /v2/payInOuts/addPayOut'>): PayOutDraft['sums'] {
  return Object.entries(body.departmentSumMap ?? {}).map(([said, text]) => {
    const departmentId = said.toLowerCase()
    const scale = caller.catalog.find('organization', departmentId)?.body.currency.scale ?? 2
    return { departmentId, sum: readMoney(text, scale, `departmentSumMap.${said}`) ?? 0n }
  })
}

async function payOut(call: Call<'POST /v2/payInOuts/addPayOut'>) {
  const { app, caller, body, correlationId } = call
  const draft: PayOutDraft = {
    typeId: body.payOutTypeId ?? null,
    day: body.payOutDate ?? null,
    counteragentId: body.counteragent ?? null,
    sums: sumsOf(call),
    payrollId: body.payrollId ?? null,
    comment: textOrNull(body.comment ?? undefined, 'comment'),
  }
  const departmentIds = new Set(restaurantsOf(caller).map(({ id }) => id))
  const { idempotencyKey } = call
  const scope = { ...whoWrites(caller, correlationId), departmentIds, idempotencyKey }
  const problems = payOutProblems(caller.catalog, scope, draft)
  if (problems.length === 0) await addPayOut(app, scope, draft)
  const echo = {
    payOutTypeId: draft.typeId,
    payOutDate: draft.day,
    counteragent: draft.counteragentId,
    departmentSumMap: Object.fromEntries(
      Object.entries(body.departmentSumMap ?? {}).map(([id, text]) => [id, Number(text)]),
    ),
    payrollId: draft.payrollId,
    comment: draft.comment,
  }
  return {
    result: problems.length === 0 ? ('SUCCESS' as const) : ('ERROR' as const),
    errors: problems.length === 0 ? null : problems,
    payOutSettings: echo,
    payOutSettingsDto: echo,
  }
}

/** Acceptance of cash shifts and pay-outs of the back office (server-api §17.4–§17.6). */
export const cashAcceptanceHandlers: Handlers = {
  'GET /v2/cashshifts/closedSessionDocument/{sessionId}': async (call) => {
    const { caller } = call
    const whole = await shiftOf(call as CallContext, call.path.sessionId)
    const { number, closedAt } = whole.known.shift
    if (closedAt === null) throw refuse('back-office.shift-open', { number })
    const said = whole.acceptance?.content.acceptance
    return onWire(caller, whole, said ?? blankAcceptance(caller.catalog, whole))
  },
  'POST /v2/cashshifts/save': save,
  'POST /v2/payInOuts/addPayOut': payOut,
}
