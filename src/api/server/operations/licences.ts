import { licenceFault, noSeat, noSession } from '../errors.ts'
import type { Call, CallContext, Handlers } from '../operation.ts'
import type { ServerSession } from '../sessions.ts'

/** A server without a limit of seats has as many free as an integer can say. */
const unlimited = 2_147_483_647

async function moduleState({ services, caller }: CallContext, moduleId: number) {
  const states = await services.licences.state(caller.tenantId)
  return states.find(({ ids }) => ids.includes(moduleId))
}

/** Of one session; whoever asks for more forgets to give them back. */
const seatsMax = 100

type Asked = Pick<CallContext, 'app' | 'sessions' | 'caller'> & { query: { token?: string | undefined } }

/** The session that is spoken of: one of the same employee. */
function sessionOf({ app, sessions, caller, query }: Asked): ServerSession {
  const session = sessions.find(query.token?.trim() || caller.token, app.clock.now())
  if (session?.tenantId !== caller.tenantId || session.employeeId !== caller.employee.id) throw noSession()
  return session
}

/** A seat beside that of the session itself; it is free again when the session ends (server-api §2.4, unverified). */
async function takeSeat(call: Call<'GET /licence' | 'POST /licence'>): Promise<string> {
  const { app, services, query } = call
  const session = sessionOf(call)
  if (session.seats.size >= seatsMax) throw noSeat(query.moduleId)
  const apiToken = app.random.uuid()
  const leaseMs = session.endsAt - app.clock.now()
  await services.licences.takeSeat(session.tenantId, query.moduleId, apiToken, leaseMs).catch((error) => {
    throw licenceFault(error, query.moduleId) ?? error
  })
  session.seats.set(apiToken, query.moduleId)
  return apiToken
}

const hasSeat = async (call: Call<'GET /licence/check' | 'POST /licence/check'>): Promise<string> => {
  const { apiToken, moduleId } = call.query
  return String(sessionOf(call).seats.get(apiToken.trim()) === moduleId)
}

/** Says which seat is free now; one that is unknown was free before. */
async function cleanSeat(call: Call<'GET /licence/clean' | 'POST /licence/clean'>): Promise<string> {
  const apiToken = call.query.apiToken.trim()
  const session = sessionOf(call)
  if (session.seats.delete(apiToken)) call.services.licences.free(session.tenantId, apiToken)
  return apiToken
}

/** Licences and their seats (server-api §2.4). */
export const licenceHandlers: Handlers = {
  'GET /licence': takeSeat,
  'POST /licence': takeSeat,
  'GET /licence/check': hasSeat,
  'POST /licence/check': hasSeat,
  'GET /licence/clean': cleanSeat,
  'POST /licence/clean': cleanSeat,
  'GET /licence/info': async (call) => {
    const state = await moduleState(call, call.query.moduleId)
    if (!state?.isValid) return '0'
    return String(state.seats === null ? unlimited : Math.max(0, state.seats - state.taken))
  },
  'GET /licence/isModulePresent': async (call) =>
    String((await moduleState(call, call.query.moduleId))?.isValid === true),
}
