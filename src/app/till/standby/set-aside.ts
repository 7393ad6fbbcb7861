/**
 * What a superseded main till wrote and the new one does not have happened for nobody (ADR 32). The old one may have told
 * the cloud some of it, and the cloud tells a standby everything: so all nodes know what is set aside.
 */
import type { App, NewEntry, SetAside, Tx } from '../../ports.ts'
import type { Till } from '../till-command.ts'
import { beginBooksAnew } from './follow-main.ts'
import { setAsideKind } from './set-aside-kind.ts'

/** `countedTo`: the main till has entries of the range up to this seq, and to it they happened. */
export type AsideNote = SetAside & { countedTo?: bigint }

/**
 * The standby says what it has set aside of its own, and this main till tells it to all. What the main till has of it counts
 * nevertheless: it came by the cloud before anybody knew, and its books are made with it.
 */
export async function noteAside(app: App, till: Till, ranges: readonly SetAside[]): Promise<void> {
  const isNews = await app.storage.transaction(async (tx) => {
    const known = await tx.standbys.setAside(till)
    const fresh = ranges.filter((range) => !isKnown(range, known))
    for (const range of fresh) {
      const countedTo = await tx.standbys.lastSeqWithin(till.tenantId, range)
      const note: AsideNote = countedTo === null ? range : { ...range, countedTo }
      await keep(tx, till, note)
      await tx.journal.append([asideEntry(app, till, note)])
    }
    return fresh.length > 0
  })
  if (isNews) app.wake()
}

/** Another node told what is set aside: a standby whose books may have too much or too little of it makes them anew. */
export async function takeAside(app: App, tx: Tx, till: Till, note: AsideNote): Promise<void> {
  if (note.countedTo === undefined && isKnown(note, await tx.standbys.setAside(till))) return
  await keep(tx, till, note)
  const standing = await tx.standbys.standing()
  const isFollower = standing?.isStandby && standing.following !== null
  if (isFollower && (await tx.standbys.lastSeqWithin(till.tenantId, note)) !== null)
    await beginBooksAnew(app, tx, till)
}

async function keep(tx: Tx, till: Till, { countedTo, ...range }: AsideNote): Promise<void> {
  if (countedTo === undefined) return tx.standbys.putAside(till, range)
  await tx.standbys.dropAside(till, range)
  if (countedTo < range.upToSeq) await tx.standbys.putAside(till, { ...range, afterSeq: countedTo })
}

const isKnown = ({ origin, afterSeq, upToSeq }: SetAside, known: readonly SetAside[]): boolean =>
  known.some((one) => one.origin === origin && one.afterSeq === afterSeq && one.upToSeq >= upToSeq)

/** What this node has set aside of its own journal. */
export const ownAside = async (app: App, till: Till): Promise<SetAside[]> =>
  ownRanges(app, await app.storage.now.standbys.setAside(till))

export const ownRanges = ({ storage }: App, ranges: readonly SetAside[]): SetAside[] =>
  ranges.filter(({ origin }) => origin === storage.node.id)

export const asideEntry = (app: App, till: Till, note: AsideNote): NewEntry =>
  entryOfPair(app, till, setAsideKind, note)

/** What the pair of a till notes of itself. */
export const entryOfPair = (app: App, till: Till, kind: string, payload: object): NewEntry => ({
  ...till,
  entryId: app.random.uuid(),
  at: app.clock.now(),
  actor: 'till',
  kind,
  entity: 'terminalGroup',
  entityId: till.terminalGroupId,
  correlationId: null,
  completes: false,
  payload,
})
