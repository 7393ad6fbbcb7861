import { findJourneys, type Journey } from '../app/journey/read-journey.ts'
import { tell } from '../app/journey/tell.ts'
import type { Words } from '../app/journey/words.ts'
import type { App, OutboxEvent, StoredEntry } from '../app/ports.ts'
import { tillCommandKind } from '../app/till/till-command.ts'
import { toLocal } from '../kernel/local-time.ts'
import type { Language } from '../kernel/refusals.ts'
import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

const sides = {
  cloud: { ru: 'облако', en: 'cloud' },
  till: { ru: 'касса', en: 'till' },
  webhook: { ru: 'вебхук', en: 'webhook' },
} as const satisfies Record<string, Words>
const words = {
  order: { ru: 'Заказ', en: 'Order' },
  call: { ru: 'Запрос', en: 'Call' },
  group: { ru: 'терминальная группа', en: 'terminal group' },
  by: { ru: 'кто', en: 'by' },
  waits: { ru: 'касса ещё не ответила на запрос', en: 'the till has not answered the call yet' },
  delivered: { ru: 'доставлен, попыток', en: 'delivered, attempts' },
  dropped: { ru: 'не доставлен, попыток', en: 'given up, attempts' },
  waiting: { ru: 'ждёт отправки, попыток', en: 'waits to be sent, attempts' },
} as const satisfies Record<string, Words>

/** `--language`, else what LANG says: Russian or English. */
export function readLanguage(asked: string | undefined, environment: NodeJS.ProcessEnv): Language {
  if (asked === undefined) return environment['LANG']?.startsWith('ru') ? 'ru' : 'en'
  if (asked !== 'ru' && asked !== 'en') throw new CommandRefused(`--language ${asked}: ru or en is expected`)
  return asked
}

/**
 * `trapeza trace WHAT`: the journey of an order as a timeline, oldest first, in the time of its terminal group: what
 * the cloud and the till did, what was refused and why, what webhooks told. WHAT is the order's id, its number or the
 * correlation id of an API call.
 */
export async function trace(app: App, what: string, language: Language, print: Print): Promise<void> {
  const journeys = await findJourneys(app, what)
  if (journeys.length === 0) throw new CommandRefused(`nothing is known of ${what}`)
  for (const journey of journeys) await printJourney(app, journey, language, print)
}

type Line = { at: number; side: Words; text: string }

async function printJourney(app: App, journey: Journey, language: Language, print: Print): Promise<void> {
  const { tenantId, orderId, number, entries, webhooks } = journey
  const catalog = await app.catalog(tenantId)
  const place = entries.find(({ terminalGroupId }) => terminalGroupId !== null)
  const group = catalog.find('terminalGroup', place?.terminalGroupId)?.body
  const organization = catalog.find('organization', place?.organizationId)?.body
  const zone = group?.timeZone ?? organization?.timeZone ?? 'UTC'
  const title = orderId
    ? `${words.order[language]} ${number ?? '-'} (${orderId})`
    : `${words.call[language]} ${entries[0]?.correlationId ?? '-'}`
  print(`${title}, ${words.group[language]} ${group?.code ?? '-'}, ${zone}`)
  const lines = [
    ...entries.map((entry) => lineOfEntry(entry, language)),
    ...webhooks.map((event) => lineOfWebhook(event, language)),
  ]
  // Sorting is stable: what has the same moment stays in the order of the journal, webhooks after it.
  for (const { at, side, text } of lines.sort((a, b) => a.at - b.at)) {
    print(`${toLocal(at, zone)}  ${side[language].padEnd(7)}  ${text}`)
  }
  for (const call of unanswered(entries)) print(`${' '.repeat(23)}  ${words.waits[language]} ${call}`)
}

function lineOfEntry(entry: StoredEntry, language: Language): Line {
  const { what, detail, why } = tell(entry)
  const said = detail === null ? what[language] : `${what[language]}: ${detail}`
  const reason = why ? ` — ${why[language]} (${why.code})` : ''
  const who = `${words.by[language]} ${entry.actor}, CorrelationId ${entry.correlationId ?? '-'}`
  const isOfCloud = entry.kind === tillCommandKind || entry.kind.startsWith('cloud.')
  return { at: entry.at, side: isOfCloud ? sides.cloud : sides.till, text: `${said}${reason}  [${who}]` }
}

function lineOfWebhook(event: OutboxEvent, language: Language): Line {
  const { eventType, state, attempts, lastError, correlationId, loginId } = event
  const reason = lastError === null ? '' : ` — ${lastError}`
  const status = event.subject.kind === 'delivery' ? ` ${event.subject.order.state?.status ?? '-'}` : ''
  const outcome = `${words[state][language]} ${attempts}${reason}`
  return {
    at: event.settledAt ?? event.queuedAt,
    side: sides.webhook,
    text: `${eventType}${status}: ${outcome}  [login ${loginId}, CorrelationId ${correlationId}]`,
  }
}

/** Calls that were accepted and that no till has answered. */
function unanswered(entries: readonly StoredEntry[]): string[] {
  const answered = new Set(entries.filter((entry) => entry.completes).map((entry) => entry.correlationId))
  return entries
    .filter(({ kind, correlationId }) => kind === tillCommandKind && !answered.has(correlationId))
    .map(({ correlationId }) => correlationId ?? '-')
}
