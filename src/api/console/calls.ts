import { findJourneys, type Journey } from '../../app/journey/read-journey.ts'
import { tell } from '../../app/journey/tell.ts'
import type { Language } from '../../kernel/refusals.ts'
import type { InspectedCall } from './inspector.ts'
import { invalid, notFound } from './problems.ts'
import type { ConsoleRoute } from './route.ts'
import type { ConsoleServices, Sandbox } from './services.ts'

const limitMax = 500
const limitUsual = 50

type Watched = Pick<ConsoleServices, 'app'> & { sandbox: Sandbox }

/** What clients asked and what became of it. */
export const callRoutes = ({ app, sandbox: { inspector } }: Watched): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/inspector',
    text: {
      en: 'the last API calls: ?search=, status=, family=, limit=',
      ru: 'последние вызовы API: ?search=, status=, family=, limit=',
    },
    handle: async ({ query }) =>
      inspector
        .search({
          text: query['search'] ?? null,
          status: readNumber('status', query['status'], { min: 100, max: 599 }),
          family: query['family'] ?? null,
          limit: readNumber('limit', query['limit'], { min: 1, max: limitMax }) ?? limitUsual,
        })
        .map(callBody),
  },
  {
    method: 'DELETE',
    path: '/inspector',
    text: { en: 'forget the calls', ru: 'забыть вызовы' },
    async handle() {
      inspector.clear()
      return { calls: 0 }
    },
  },
  {
    method: 'GET',
    path: '/trace/:id',
    text: {
      en: 'the journey of an order (id, number) or of a correlation id, with its API calls',
      ru: 'путь заказа (id, номер) или correlationId вместе с вызовами API',
    },
    async handle({ params, language }) {
      const { id = '' } = params
      const journeys = await findJourneys(app, id)
      const ids = journeys.flatMap(({ orderId }) => orderId ?? [])
      const calls = callsAbout(inspector, ids.length > 0 ? ids : [id])
      if (journeys.length === 0 && calls.length === 0)
        throw notFound({ en: `Nothing is known of ${id}`, ru: `О ${id} ничего не известно` })
      return {
        journeys: journeys.map((journey) => journeyBody(journey, language)),
        calls: calls.map(callBody),
      }
    },
  },
]

/** Oldest first. */
function callsAbout(inspector: Sandbox['inspector'], ids: readonly string[]): InspectedCall[] {
  const found = ids.flatMap((text) =>
    inspector.search({ text, status: null, family: null, limit: limitUsual }),
  )
  return [...new Set(found)].sort((a, b) => a.at - b.at)
}

/** The same that `trapeza trace` prints. */
function journeyBody({ orderId, number, entries, webhooks }: Journey, language: Language) {
  return {
    orderId,
    number,
    steps: entries.map((entry) => {
      const { what, detail, why } = tell(entry)
      const { at, kind, actor, correlationId } = entry
      const reason = why && { code: why.code, message: why[language] }
      return { at: isoOf(at), kind, text: what[language], detail, actor, correlationId, reason }
    }),
    webhooks: webhooks.map(
      ({ queuedAt, settledAt, eventType, state, attempts, lastError, correlationId }) => ({
        at: isoOf(settledAt ?? queuedAt),
        eventType,
        state,
        attempts,
        lastError,
        correlationId,
      }),
    ),
  }
}

const isoOf = (at: number): string => new Date(at).toISOString()

const callBody = ({ at, ...call }: InspectedCall) => ({ at: isoOf(at), ...call })

function readNumber(
  name: string,
  text: string | undefined,
  { min, max }: { min: number; max: number },
): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= min && value <= max) return value
  throw invalid(name, { en: `must be a number from ${min} to ${max}`, ru: `нужно число от ${min} до ${max}` })
}
