import { expect, test } from 'vitest'
import type { CloudOrder, WebhookEventType } from '../../../app/ports.ts'
import { aContact, aPlacedOrder, noon } from '../../../domain/orders/testing/a-till.ts'
import { aCatalog } from '../../../domain/reference/testing/a-catalog.ts'
import { anId, ids } from '../../../domain/reference/testing/catalog-ids.ts'
import { createValidators } from '../validation.ts'
import { type CloudEvent, renderWebhookEvent } from './webhook-events.ts'

const validators = createValidators()
const [correlationId, eventId, entityId] = [0x9101, 0x9102, 0x9103].map(anId) as [string, string, string]

const anEvent = (eventType: WebhookEventType, subject: CloudEvent['subject']): CloudEvent => ({
  tenantId: ids.tenant,
  organizationId: ids.organization,
  id: eventId,
  loginId: anId(0x9104),
  entityId,
  eventType,
  correlationId,
  at: noon,
  subject,
  seq: 1n,
  state: 'waiting',
  attempts: 0,
  nextAttemptAt: noon,
  lastError: null,
})

const state = aPlacedOrder({
  externalData: [
    { key: 'a', value: '1', isPublic: false },
    { key: 'b', value: '2', isPublic: false },
  ],
})
const anOrder: CloudOrder = {
  tenantId: ids.tenant,
  organizationId: ids.organization,
  id: ids.order,
  terminalGroupId: ids.terminalGroup,
  loginId: null,
  sourceKey: null,
  externalNumber: null,
  creationStatus: 'Success',
  error: null,
  revision: BigInt(noon) * 1000n,
  receivedAt: noon,
  receivedFromFrontAt: noon,
  contactId: ids.contact,
  trackingLink: null,
  state,
}

const rendered = (eventType: WebhookEventType, subject: CloudEvent['subject']) =>
  renderWebhookEvent(anEvent(eventType, subject), {
    catalog: aCatalog(),
    contacts: new Map([[ids.contact, aContact()]]),
  })

const envelope = {
  eventTime: '2026-03-13 09:00:00.000',
  organizationId: ids.organization,
  correlationId,
}

test('an update carries the order as by_id shows it, with the external data of the filter', () => {
  const event = rendered('DeliveryOrderUpdate', { kind: 'delivery', order: anOrder, externalDataKeys: ['b'] })
  expect(event).toMatchObject({
    eventType: 'DeliveryOrderUpdate',
    ...envelope,
    eventInfo: {
      id: ids.order,
      creationStatus: 'Success',
      order: {
        phone: '+79005550101',
        whenCreated: '2026-03-13 12:00:00.000',
        externalData: [{ key: 'b', value: '2' }],
      },
    },
  })
  expect(validators.named('WebhookEvent', JSON.parse(JSON.stringify(event)))).toEqual([])
})

test('an error carries the reason', () => {
  const error = { code: 'till.timeout', params: {} } as const
  const order: CloudOrder = { ...anOrder, creationStatus: 'Error', error, state: null }
  const event = rendered('DeliveryOrderError', { kind: 'delivery', order, externalDataKeys: [] })
  expect(event).toMatchObject({
    eventType: 'DeliveryOrderError',
    ...envelope,
    eventInfo: { creationStatus: 'Error', errorInfo: { code: 'Common' }, order: null },
  })
  expect(validators.named('WebhookEvent', event)).toEqual([])
})

test('a stop list says only which group is to be read again', () => {
  const event = rendered('StopListUpdate', {
    kind: 'stopList',
    terminalGroupId: ids.terminalGroup,
    isFull: false,
  })
  expect(event).toEqual({
    eventType: 'StopListUpdate',
    ...envelope,
    eventInfo: { terminalGroupsStopListsUpdates: [{ id: ids.terminalGroup, isFull: false }] },
  })
  expect(validators.named('WebhookEvent', event)).toEqual([])
})

test('a personal shift, with a role and without', () => {
  for (const roleId of [anId(0x9105), null]) {
    const subject = { employeeId: ids.courier, roleId, opened: true, terminalGroupId: ids.terminalGroup }
    const event = rendered('PersonalShift', { kind: 'personalShift', ...subject })
    expect(event).toEqual({
      eventType: 'PersonalShift',
      ...envelope,
      eventInfo: { id: ids.courier, roleId, opened: true, terminalGroupId: ids.terminalGroup },
    })
    expect(validators.named('WebhookEvent', event)).toEqual([])
  }
})

test('what the kitchen did says only which order is to be read again', () => {
  const subject = { kind: 'kitchen', orderId: ids.order, terminalGroupId: ids.terminalGroup } as const
  expect(rendered('KitchenOrderUpdate', subject)).toEqual({
    eventType: 'KitchenOrderUpdate',
    ...envelope,
    eventInfo: { id: ids.order, terminalGroupId: ids.terminalGroup },
  })
})

test.each([
  ['NomenclatureUpdate', 'nomenclature'],
  ['BusinessHoursAndMappingUpdate', 'restrictions'],
] as const)('%s says nothing more', (eventType, kind) => {
  expect(rendered(eventType, { kind })).toEqual({ eventType, ...envelope, eventInfo: {} })
})
