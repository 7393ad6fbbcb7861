import { evolveShift } from '../../../domain/shifts/evolve-shift.ts'
import type { CashShift, ShiftEvent } from '../../../domain/shifts/shifts.ts'
import type { Tx } from '../../ports.ts'
import type { Till } from '../till-command.ts'

/** Cash shift and personal shifts of a till as its main node tells of them; saved once a batch. */
export class FollowedShifts {
  readonly #tx: Tx
  readonly #till: Till
  readonly #changed = new Map<string, CashShift>()
  #open: CashShift | null | undefined

  constructor(tx: Tx, till: Till) {
    this.#tx = tx
    this.#till = till
  }

  async hear(event: ShiftEvent): Promise<void> {
    const { tenantId, organizationId, terminalGroupId } = this.#till
    if (event.kind === 'personalShift.told') return
    if (event.kind === 'personalShift.opened')
      return this.#tx.shifts.savePersonalShift(tenantId, organizationId, terminalGroupId, event.shift)
    if (event.kind === 'personalShift.closed') {
      const open = await this.#tx.shifts.openPersonalShifts(tenantId, organizationId)
      const shift = open.find(({ id }) => id === event.shiftId)
      if (!shift) return
      const closed = { ...shift, closedAt: event.at }
      return this.#tx.shifts.savePersonalShift(tenantId, organizationId, terminalGroupId, closed)
    }
    if (event.kind === 'shift.opened') {
      await this.#tx.standbys.raiseCounter(this.#till, 'shifts', event.shift.number)
      return this.#keep(event.shift)
    }
    if (this.#open === undefined) this.#open = await this.#tx.shifts.openCashShift(tenantId, terminalGroupId)
    if (this.#open?.id !== event.shiftId) return
    const after = evolveShift(this.#open, event)
    if (after) this.#keep(after)
  }

  /** What was handed over was written beside this. */
  forget(): void {
    this.#open = undefined
  }

  async save(): Promise<void> {
    const { tenantId, organizationId, terminalGroupId } = this.#till
    // In the order in which they came: one is closed before the next is open.
    for (const shift of this.#changed.values())
      await this.#tx.shifts.saveCashShift(tenantId, organizationId, terminalGroupId, shift)
    this.#changed.clear()
  }

  #keep(shift: CashShift): void {
    this.#changed.set(shift.id, shift)
    this.#open = shift.closedAt === null ? shift : null
  }
}
