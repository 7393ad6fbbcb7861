import type { RelayedKey } from '../../../app/server/relay.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type Call, type Handler, organizationOf, requireRight } from '../call.ts'
import { fault, noQueue, tooLate, unbound } from '../faults.ts'

type Asked = { query?: Record<string, string>; path?: Record<string, string>; body?: unknown }

/** What the restaurant's own server answers (biz-card-api §10, §11.1); its errors in this family's shape. */
async function ask(call: Call, organizationId: Uuid, key: RelayedKey, asked: Asked): Promise<string> {
  const { services, login, correlationId, gone, timeoutMs } = call
  organizationOf(call, organizationId)
  if (!services.relay) throw noQueue()
  const { tenantId } = login.key
  const late = AbortSignal.timeout(timeoutMs)
  const signal = AbortSignal.any([gone, late])
  const relayed = services.relay({ key, tenantId, organizationId, correlationId, signal, ...asked })
  const answer = await Promise.race([relayed, outOfTime(late)])
  if (answer.ok) return answer.json
  throw fault(answer.status < 500 ? 400 : 500, answer.message)
}

/** Rejects with 408 when the time that the client gave is over (§1.3); what was begun ends by the same signal. */
const outOfTime = (late: AbortSignal): Promise<never> =>
  new Promise((_, reject) => late.addEventListener('abort', () => reject(tooLate()), { once: true }))

const reportRight = 'reports/olap'
export const eventsRight = 'reports/events'
const organizationOfQuery = ({ query }: Call): Uuid => query.id('organizationId', 'organization')

/** A setting that is JSON inside of a text. */
function readSettings({ body }: Call): unknown {
  const text = body.requiredText('olapSettings', 100_000)
  try {
    return JSON.parse(text)
  } catch {
    throw unbound('olapSettings', 'The value is not valid JSON.')
  }
}

/** Rows and sums as texts of their own (§10). */
const report = (organizationId: Uuid, json: string) => {
  const { data, summary } = JSON.parse(json) as { data: unknown; summary: unknown }
  return { data: JSON.stringify(data), summary: JSON.stringify(summary), organizationId }
}

const columns: Handler = async (call) => {
  requireRight(call, reportRight)
  const organizationId = organizationOfQuery(call)
  const reportType = call.query.required('reportType').toUpperCase()
  const key = 'GET /v2/reports/olap/columns'
  return { organizationId, columns: await ask(call, organizationId, key, { query: { reportType } }) }
}

const olap: Handler = async (call) => {
  requireRight(call, reportRight)
  const organizationId = call.body.requiredId('organizationId', 'organization')
  const settings = readSettings(call)
  return report(organizationId, await ask(call, organizationId, 'POST /v2/reports/olap', { body: settings }))
}

const presets: Handler = async (call) => {
  requireRight(call, reportRight)
  const organizationId = organizationOfQuery(call)
  const all = JSON.parse(await ask(call, organizationId, 'GET /v2/reports/olap/presets', {})) as unknown[]
  return { presets: all.map((preset) => JSON.stringify(preset)) }
}

const byPreset: Handler = async (call) => {
  requireRight(call, reportRight)
  const organizationId = organizationOfQuery(call)
  const { body } = call
  const [dateFrom, dateTo] = [body.requiredText('dateFrom'), body.requiredText('dateTo')]
  const asked = { path: { id: body.requiredId('presetId') }, query: { dateFrom, dateTo, summary: 'true' } }
  return report(
    organizationId,
    await ask(call, organizationId, 'GET /v2/reports/olap/byPresetId/{id}', asked),
  )
}

/** The answer of the server's journal as a text, as reports have theirs; the body's names are ours (§11.1, unverified). */
const events =
  (key: RelayedKey): Handler =>
  async (call) => {
    requireRight(call, eventsRight)
    const { body, query } = call
    const organizationId = body.id('organizationId', 'organization') ?? organizationOfQuery(call)
    const given = {
      from_time: body.text('fromTime') ?? query.text('from_time'),
      to_time: body.text('toTime') ?? query.text('to_time'),
      from_rev: body.text('fromRevision') ?? query.text('from_rev'),
    }
    const said = Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [[name, value]]))
    return { organizationId, data: await ask(call, organizationId, key, { query: Object.fromEntries(said) }) }
  }

/** Reports and the journal of events, passed on to the restaurant's server. */
export const relayedHandlers = {
  'olaps/olapColumns': columns,
  'olaps/olap': olap,
  'olaps/olapPresets': presets,
  'olaps/olapByPreset': byPreset,
  'events/events': events('GET /events'),
  'events/eventsMetadata': events('GET /events/metadata'),
  'events/sessions': events('GET /events/sessions'),
} satisfies Record<string, Handler>
