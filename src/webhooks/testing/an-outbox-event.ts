import type { OutboxEvent } from '../../app/ports.ts'

/** An event that was queued at the moment 0 and waits for its first attempt. */
export const anOutboxEvent = (changes: Partial<OutboxEvent> = {}): OutboxEvent => ({
  tenantId: 't',
  organizationId: 'o',
  id: 'e',
  loginId: 'l',
  entityId: 'x',
  eventType: 'NomenclatureUpdate',
  correlationId: 'c',
  at: 0,
  subject: { kind: 'nomenclature' },
  seq: 1n,
  state: 'waiting',
  attempts: 0,
  queuedAt: 0,
  nextAttemptAt: 0,
  lastError: null,
  settledAt: null,
  ...changes,
})
