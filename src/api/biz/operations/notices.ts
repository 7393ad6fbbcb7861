import { addEvents, type EventToAdd } from '../../../app/event-log/add-events.ts'
import type { Uuid } from '../../../kernel/ids.ts'
import { type Handler, organizationOf, requireRight } from '../call.ts'
import { fault, noQueue, unbound } from '../faults.ts'
import { Fields } from '../wire/body.ts'
import { type Place, placeOf } from '../wire/place.ts'
import { eventsRight } from './relayed.ts'

const textMax = 200_000
const messageMax = 5000
const noticesMax = 200
/** Whether a notice is about a report or about an event (biz-card-api §11.2). */
const kinds = ['OLAP', 'EVENT'] as const
const importances = [-2n, -1n, 0n, 1n, 2n]
/** Notices stand in the server's event log, as all that clients tell of. */
const eventType = 'notice'

function readNotices(text: string): Fields[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw unbound('notices', 'The value is not valid JSON.')
  }
  const whole = new Fields(value, 'notices')
  if (whole.value('notices') === undefined) throw whole.missing('notices')
  const notices = whole.list('notices')
  if (notices.length > noticesMax)
    throw fault(400, `The field 'notices.notices' must have at most ${noticesMax} elements`)
  return notices
}

/** `OLAP` and `EVENT`, or their numbers. */
function kindOf(given: Fields): (typeof kinds)[number] {
  const text = given.requiredText('type', 20).toUpperCase()
  const kind = kinds.find((name, number) => text === name || text === String(number))
  if (!kind) throw unbound(given.name('type'), `The value '${text}' is not valid for NoticeType.`)
  return kind
}

function readNotice(given: Fields, organizationId: Uuid, { readTime }: Place): EventToAdd {
  const importance = given.decimal('importance', 0)
  if (importance === null) throw given.missing('importance')
  if (!importances.includes(importance))
    throw unbound(given.name('importance'), `The value '${importance}' is not valid for Importance.`)
  const created = given.text('dateCreated', 40)
  if (created !== null) readTime(created, given.name('dateCreated'))
  const attributes = Object.entries({
    importance: String(importance),
    kind: kindOf(given),
    message: given.requiredText('message', messageMax),
    ...(created === null ? {} : { dateCreated: created }),
  })
  return {
    id: given.requiredId('id'),
    organizationId,
    at: readTime(given.requiredText('date', 40), given.name('date')),
    type: eventType,
    attributes: attributes.map(([name, value]) => ({ name, value, type: 'java.lang.String' })),
  }
}

/** Gives notices to the restaurant's server, all or none; one that it has already is left alone. The answer is unpublished. */
const notices: Handler = async (call) => {
  requireRight(call, eventsRight)
  const { body, catalog, app, login, services } = call
  const outlet = organizationOf(call, body.requiredId('organizationId', 'organization'))
  const place = placeOf(catalog, outlet)
  const read = readNotices(body.requiredText('notices', textMax)).map((one) =>
    readNotice(one, outlet.id, place),
  )
  if (!services.relay) throw noQueue()
  await addEvents(app, login.key.tenantId, read)
  return { success: true }
}

export const noticeHandlers = { 'notices/notices': notices } satisfies Record<string, Handler>
