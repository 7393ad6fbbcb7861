import {
  roleTrouble,
  type ShiftPlace,
  shiftsOfEmployee,
  shiftTrouble,
  silence,
} from '../../../app/cloud/personal-shifts.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { describeRefusal, type RefusalNote } from '../../../kernel/refusals.ts'
import type { ChangePersonalSessionResponse } from '../generated/types.ts'
import { AnswerWithHeaders, type Call, type Handlers } from '../operation.ts'
import { replayOf, sendCommand, waitForOutcome } from './send-command.ts'

type ShiftPath =
  | '/api/1/employees/shift/clockin'
  | '/api/1/employees/shift/clockout'
  | '/api/1/employees/shift/is_open'
type ShiftCall = Omit<Call<ShiftPath>, 'body'> & { body: ShiftPlace }
type ShiftCommand = Parameters<typeof sendCommand>[1]['command']

/** Longer than a till may take: the call itself ends by its `Timeout` header. */
const patienceMs = 60_000

const textOf = (note: RefusalNote): string => describeRefusal(note, 'en')

/** What the cloud knows to be wrong stands in `error` of a 200, all else is the till's to say (cloud-api §3.2). */
async function change(
  call: ShiftCall,
  trouble: RefusalNote | null,
  command: ShiftCommand,
): Promise<ChangePersonalSessionResponse | AnswerWithHeaders<ChangePersonalSessionResponse>> {
  if (trouble) return { correlationId: call.correlationId, error: textOf(trouble) }
  const { organizationId, terminalGroupId } = call.body
  const sent = await sendCommand(call, { organizationId, terminalGroupId, command })
  if (sent instanceof AnswerWithHeaders) return replayOf({ ...sent.answer, error: null })
  return { ...sent, error: null }
}

type Session = { isOpen: boolean; error: null } | { isOpen: null; error: string }

/** Asks the till; its answer comes after all that it did before, so the cloud's picture is then the till's own. */
async function askTill(call: ShiftCall): Promise<Session> {
  const { app, login, body, correlationId } = call
  const trouble = (await shiftTrouble(app, login, body)) ?? (await silence(app, login, body))
  if (trouble) return { isOpen: null, error: textOf(trouble) }
  const { organizationId, terminalGroupId, employeeId } = body
  const command = { kind: 'personalShift.ask', employeeId } as const
  await sendCommand(
    { ...call, waitMs: 0, idempotencyKey: null },
    { organizationId, terminalGroupId, command },
  )
  await waitForOutcome({ ...call, waitMs: patienceMs }, organizationId, correlationId)
  const { tenantId } = login.key
  const done = await app.storage.now.commands.find(tenantId, organizationId, correlationId)
  if (done?.state !== 'Success') {
    return {
      isOpen: null,
      error: textOf(done?.error ?? { code: 'personal-shift.till-silent', params: { terminalGroupId } }),
    }
  }
  const shifts = await shiftsOfEmployee(app, login, employeeId)
  return { isOpen: shifts.some((shift) => isAt(shift, organizationId, terminalGroupId)), error: null }
}

const isAt = (shift: Omit<ShiftPlace, 'employeeId'>, organizationId: Uuid, terminalGroupId: Uuid): boolean =>
  shift.organizationId === organizationId && shift.terminalGroupId === terminalGroupId

/** People who come to work and leave (cloud-api §6.9). */
export const personalShiftHandlers: Handlers = {
  '/api/1/employees/shift/clockin': async (call) => {
    const { app, login, body } = call
    const roleId = body.roleId ?? null
    const trouble = (await shiftTrouble(app, login, body)) ?? (await roleTrouble(app, login, body, roleId))
    const { employeeId } = body
    const personalShiftId = app.random.uuid()
    return change(call, trouble, { kind: 'personalShift.open', personalShiftId, employeeId, roleId })
  },

  '/api/1/employees/shift/clockout': async (call) => {
    const { app, login, body } = call
    const { employeeId } = body
    const trouble = await shiftTrouble(app, login, body)
    return change(call, trouble, { kind: 'personalShift.close', employeeId })
  },

  '/api/1/employees/shift/is_open': async (call) => {
    const { isOpen, error } = await askTill(call)
    return { correlationId: call.correlationId, isSessionOpened: isOpen, error }
  },

  '/api/1/employees/shifts/by_courier': async ({ app, login, body }) => {
    const shifts = await shiftsOfEmployee(app, login, body.employeeId)
    return { terminalGroupIds: shifts.map(({ terminalGroupId }) => terminalGroupId) }
  },
}
