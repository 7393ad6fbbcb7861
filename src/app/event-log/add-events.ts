import type { AttributeName } from '../../domain/event-log/attribute-kinds.ts'
import { checkedAttributes } from '../../domain/event-log/check-attributes.ts'
import { eventKindOf } from '../../domain/event-log/event-kinds.ts'
import type { LoggedEvent } from '../../domain/event-log/logged-event.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { App } from '../ports.ts'

export type EventToAdd = {
  id: Uuid
  organizationId: Uuid | null
  at: number
  type: string
  /** `type` null: that of the registered attribute, else a text. */
  attributes: readonly { name: string; value: string; type: string | null }[]
}

const typeLengthMax = 255
const orderNumberMax = 2_147_483_647

/**
 * Adds events that a client tells of, all or none; one whose id is there is left alone. A type of its own is welcome; of
 * a registered one all mandatory attributes have to be there (server-api §18). Refuses `back-office.event-type-invalid`,
 * `back-office.event-attribute-missing` and `back-office.event-attribute-invalid`.
 */
export async function addEvents(
  app: App,
  tenantId: Uuid,
  events: readonly EventToAdd[],
): Promise<LoggedEvent[]> {
  const logged = events.map(loggedOf)
  await app.storage.transaction((tx) => tx.eventLog.append(tenantId, logged))
  return logged
}

function loggedOf({ attributes, ...event }: EventToAdd): LoggedEvent {
  const { type } = event
  if (type === '' || type.length > typeLengthMax)
    throw refuse('back-office.event-type-invalid', { type: type.slice(0, 80) })
  const checked = checkedAttributes(attributes)
  const said = new Set(checked.map(({ name }) => name))
  const missing = eventKindOf(type)?.always.find((name: AttributeName) => !said.has(name))
  if (missing) throw refuse('back-office.event-attribute-missing', { type, attribute: missing })
  return { ...event, entryId: null, orderNumber: orderNumberOf(checked), attributes: checked }
}

function orderNumberOf(attributes: LoggedEvent['attributes']): number | null {
  const number = Number(attributes.find(({ name }) => name === 'orderNum')?.value ?? Number.NaN)
  return Number.isInteger(number) && Math.abs(number) <= orderNumberMax ? number : null
}
