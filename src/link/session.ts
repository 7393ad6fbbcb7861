import type { App, EntryFilter, SequencedEntry, Tx } from '../app/ports.ts'
import { type AsideNote, takeAside } from '../app/till/standby/set-aside.ts'
import { setAsideKind } from '../app/till/standby/set-aside-kind.ts'
import type { Uuid } from '../kernel/ids.ts'
import type { Carrier } from './carrier.ts'
import { contactIdsOf } from './contacts.ts'
import { guestsIn, keepGuests } from './guests.ts'
import { type Frame, writeFrame } from './protocol.ts'

export type OwnEntries = Omit<EntryFilter, 'origin'> & { origin?: EntryFilter['origin'] }

type SessionOptions = {
  app: App
  carrier: Carrier
  /** Name of the cursor that says how much of the peer's journal is here. */
  peer: string
  /** Which entries the peer gets: some of this node, or those that are read for it. */
  outgoing: OwnEntries | { tenantId: Uuid; read: (after: bigint, limit: number) => Promise<SequencedEntry[]> }
  /** Entries beyond this position wait; null: none has to. */
  holdAfter?: () => bigint | null
  /** The peer has more than before. */
  onConfirmed?: () => void
  report: (error: unknown) => void
  resendMs: number
}

const batch = 200

/** Both directions of one connection: sends what the peer lacks, takes over what the peer sends. */
export class LinkSession {
  readonly #options: SessionOptions
  #acked = 0n
  #sent = 0n
  #isSending = false
  #again = false
  #isClosed = false
  #resendTimer: NodeJS.Timeout | undefined
  #receiving: Promise<void> = Promise.resolve()
  #waiters: { position: bigint; resolve: (isDelivered: boolean) => void }[] = []

  constructor(options: SessionOptions) {
    this.#options = options
    options.carrier.onClose(() => this.close())
  }

  /** Begins to send after the position that the peer says it has; a `resume` frame does the same. */
  start(peerHas: bigint): void {
    this.#acked = peerHas
    this.#sent = peerHas
    this.kick()
  }

  /** Something may wait to be sent. One batch is under way at a time. */
  kick(): void {
    if (this.#isClosed) return
    if (this.#isSending || this.#sent > this.#acked) {
      this.#again = true
      return
    }
    this.#isSending = true
    this.#again = false
    this.#sendNext()
      .catch(this.#options.report)
      .finally(() => {
        this.#isSending = false
        if (this.#again && this.#sent === this.#acked) this.kick()
      })
  }

  /** The position up to which the peer has everything. */
  get acked(): bigint {
    return this.#acked
  }

  /** Resolves with true when the peer has what stands at or before a position; with false when the line is lost first. */
  delivered(position: bigint): Promise<boolean> {
    if (this.#isClosed) return Promise.resolve(false)
    if (this.#acked >= position) return Promise.resolve(true)
    return new Promise((resolve) => {
      this.#waiters.push({ position, resolve })
      this.kick()
    })
  }

  handle(frame: Frame): void {
    if (frame.type === 'ack') this.#confirm(frame.position)
    if (frame.type === 'resume') this.#rewind(frame.position)
    if (frame.type === 'entries') {
      this.#receiving = this.#receiving.then(() => this.#receive(frame)).catch(this.#options.report)
    }
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#resendTimer)
    for (const { resolve } of this.#waiters.splice(0)) resolve(false)
  }

  /** Resolves when frames that came so far are dealt with. */
  async settled(): Promise<void> {
    await this.#receiving
  }

  async #sendNext(): Promise<void> {
    const { app, carrier, outgoing, holdAfter } = this.#options
    const after = this.#acked
    const early = [...this.#waiters]
    const held = holdAfter?.() ?? null
    const found =
      'read' in outgoing
        ? await outgoing.read(after, batch)
        : await app.storage.now.links.entriesFor({ origin: 'here', ...outgoing }, after, batch)
    // Nothing of what they wait for concerns the peer.
    if (found.length === 0) this.#tell(early)
    const entries = held === null ? found : found.filter(({ position }) => position <= held)
    const last = entries[entries.length - 1]
    if (!last || this.#isClosed) return
    const ids = entries.flatMap(contactIdsOf)
    const contacts = ids.length > 0 ? await app.storage.now.contacts.load(outgoing.tenantId, ids) : new Map()
    const known = [...contacts].map(([id, contact]) => ({ id, contact }))
    const guests = 'read' in outgoing ? await guestsIn(app, outgoing.tenantId, entries) : []
    this.#sent = last.position
    carrier.send(
      writeFrame({
        ...{ type: 'entries', after, last: last.position, entries, contacts: known },
        ...(guests.length > 0 ? { guests } : {}),
      }),
    )
    this.#resendTimer = setTimeout(() => this.#rewind(this.#acked), this.#options.resendMs)
  }

  #confirm(position: bigint): void {
    if (position <= this.#acked) return
    clearTimeout(this.#resendTimer)
    this.#acked = position
    if (this.#sent < position) this.#sent = position
    this.#tell(this.#waiters.filter((one) => one.position <= position))
    this.#options.onConfirmed?.()
    this.kick()
  }

  #tell(waiters: readonly { resolve: (isDelivered: boolean) => void }[]): void {
    this.#waiters = this.#waiters.filter((one) => !waiters.includes(one))
    for (const { resolve } of waiters) resolve(true)
  }

  /** Sends again from what the peer has. */
  #rewind(position: bigint): void {
    if (this.#isClosed) return
    clearTimeout(this.#resendTimer)
    this.#acked = position
    this.#sent = position
    this.kick()
  }

  /** Takes entries over and moves the cursor in one transaction; says what is here now. */
  async #receive(frame: Extract<Frame, { type: 'entries' }>): Promise<void> {
    const { app, carrier, peer, outgoing } = this.#options
    if (this.#isClosed) return
    const reply = await app.storage.transaction(async (tx): Promise<Frame> => {
      const have = await tx.links.cursor(peer)
      if (frame.after > have) return { type: 'resume', position: have }
      const fresh = frame.entries.filter((entry) => entry.position > have)
      if (fresh.length === 0) return { type: 'ack', position: have }
      await takeOver(app, tx, outgoing.tenantId, fresh, frame.contacts)
      await keepGuests(tx, outgoing.tenantId, frame.guests ?? [])
      await tx.links.moveCursor(peer, frame.last)
      return { type: 'ack', position: frame.last }
    })
    app.wake()
    carrier.send(writeFrame(reply))
  }
}

async function takeOver(
  app: App,
  tx: Tx,
  tenantId: Uuid,
  entries: readonly SequencedEntry[],
  contacts: Extract<Frame, { type: 'entries' }>['contacts'],
): Promise<void> {
  if (contacts.length > 0) await tx.contacts.save(tenantId, contacts)
  const ours = entries.filter((entry) => entry.tenantId === tenantId)
  await tx.journal.takeOver(ours)
  for (const { kind, organizationId, terminalGroupId, payload } of ours)
    if (kind === setAsideKind && organizationId && terminalGroupId)
      await takeAside(app, tx, { tenantId, organizationId, terminalGroupId }, payload as AsideNote)
}
