import type { CashShift, PersonalShift } from '../../domain/shifts/shifts.ts'
import type { StopListItem } from '../../domain/stop-list/stop-list.ts'
import type { App, Tx } from '../ports.ts'
import type { Till } from './till-command.ts'

/** What a till of a node of its own must know of the day that another node began for it. */
export type Handover = {
  /** Last numbers given, by the name of their counter. */
  counters: { name: string; value: number }[]
  cashShift: CashShift | null
  /** Open ones of this till. */
  personalShifts: PersonalShift[]
  stopList: StopListItem[]
}

export const handedOverKind = 'till.handedOver'
/** Name of the cursor that says that a handover was taken. */
const mark = 'handover'
/** Numbers of orders begin anew each accounting day; older days are history. */
const daysKept = 3

/** The present state of a till that this node has stopped playing; null when a node of its own took it before. */
export async function handoverOf({ storage }: App, till: Till): Promise<Handover | null> {
  const { tenantId, organizationId, terminalGroupId } = till
  const { links, tillOrders, shifts, stopLists } = storage.now
  const taken = { tenantId, terminalGroupId, origin: 'elsewhere', kinds: [handedOverKind] } as const
  // A node that lost its data is given nothing: what is here is older than what it had.
  if ((await links.entriesFor(taken, 0n, 1)).length > 0) return null
  const counters = await tillOrders.counters(till)
  const ofDays = counters.filter(({ name }) => name.startsWith('orders '))
  const old = new Set(ofDays.map(({ name }) => name).slice(0, -daysKept))
  const personalShifts = await shifts.openPersonalShifts(tenantId, organizationId)
  return {
    counters: counters.filter(({ name }) => !old.has(name)),
    cashShift: await shifts.openCashShift(tenantId, terminalGroupId),
    personalShifts: personalShifts.filter((shift) => shift.terminalGroupId === terminalGroupId),
    stopList: await stopLists.atTill(tenantId, terminalGroupId),
  }
}

/** Whether this node never met its cloud: it has a handover to ask for. */
export async function wantsHandover({ storage }: App): Promise<boolean> {
  const { links } = storage.now
  return (await links.identity()) === null && (await links.cursor(mark)) === 0n
}

/** Takes a handover once, however often it comes; it is an entry of the till's journal (corrections 3). */
export async function takeHandover(app: App, till: Till, handover: Handover): Promise<void> {
  const isTaken = await app.storage.transaction(async (tx) => {
    if ((await tx.links.cursor(mark)) > 0n) return false
    await tx.links.moveCursor(mark, 1n)
    await keepHandover(tx, till, handover)
    await tx.journal.append([
      {
        ...till,
        entryId: app.random.uuid(),
        at: app.clock.now(),
        actor: 'till',
        kind: handedOverKind,
        entity: 'terminalGroup',
        entityId: till.terminalGroupId,
        correlationId: null,
        completes: false,
        payload: handover,
      },
    ])
    return true
  })
  if (isTaken) app.wake()
}

/** Writes what was handed over into the books of the till. */
export async function keepHandover(tx: Tx, till: Till, handover: Handover): Promise<void> {
  const { tenantId, organizationId, terminalGroupId } = till
  const { counters, cashShift, personalShifts, stopList } = handover
  for (const { name, value } of counters) await tx.standbys.raiseCounter(till, name, value)
  if (cashShift) await tx.shifts.saveCashShift(tenantId, organizationId, terminalGroupId, cashShift)
  for (const shift of personalShifts)
    await tx.shifts.savePersonalShift(tenantId, organizationId, terminalGroupId, shift)
  await tx.stopLists.saveAtTill(tenantId, organizationId, terminalGroupId, stopList)
}
