/** How a node of a till becomes its standby and its main one; each change is one transaction (ADR 32). */
import type { Uuid } from '../../../kernel/ids.ts'
import type { App, Standing } from '../../ports.ts'
import { takeCommands } from '../take-commands.ts'
import type { Till } from '../till-command.ts'
import { beginBooksAnew, bookKinds, standbyFollower } from './follow-main.ts'
import { asideEntry, entryOfPair, ownRanges } from './set-aside.ts'

/** A till that never was one of a pair. */
export const unpaired: Standing = { isStandby: false, epoch: 0, partnerUrl: null, following: null }

/** This node does not play its till: another one does, or it does not know yet. What was asked is not done here. */
export class TillHeld extends Error {
  override readonly name = 'TillHeld'
}

export const reignBeganKind = 'till.reignBegan'

/** `had`: how far whoever began it has the journals of all who wrote at the till. */
export type ReignBegan = { epoch: number; had: readonly { nodeId: Uuid; seq: bigint }[] }

export const standingOf = async ({ storage }: App): Promise<Standing> =>
  (await storage.now.standbys.standing()) ?? unpaired

/** Remembers where the other node of the till is reached. */
export async function keepPartner(app: App, partnerUrl: string): Promise<void> {
  const standing = await standingOf(app)
  if (standing.partnerUrl === partnerUrl) return
  await app.storage.now.standbys.saveStanding({ ...standing, partnerUrl })
}

type Main = {
  nodeId: string
  epoch: number
  /** The last entry of this node that the main till has. */
  hasSeq: bigint
}

/**
 * This node follows another main till from now on. What it wrote itself and the other does not have is set aside, and its
 * books begin anew, as the fold of what the main till has. Nothing happens when it follows that reign already.
 */
export async function becomeStandby(app: App, till: Till, main: Main): Promise<{ setAside: bigint }> {
  const own = app.storage.node.id
  const setAside = await app.storage.transaction(async (tx) => {
    const standing = (await tx.standbys.standing()) ?? unpaired
    const { isStandby, epoch, following } = standing
    if (isStandby && following === main.nodeId && epoch === main.epoch) return 0n
    const lastSeq = await tx.standbys.lastSeq(till.tenantId, own)
    const count = lastSeq > main.hasSeq ? lastSeq - main.hasSeq : 0n
    if (count > 0n)
      await tx.standbys.putAside(till, {
        origin: own,
        afterSeq: main.hasSeq,
        upToSeq: lastSeq,
        epoch: main.epoch,
        at: app.clock.now(),
      })
    await beginBooksAnew(app, tx, till)
    await tx.links.moveCursor(cursorOf(main.nodeId), 0n)
    await tx.standbys.saveStanding({
      ...standing,
      isStandby: true,
      epoch: main.epoch,
      following: main.nodeId,
    })
    return count
  })
  // Catalogs stay; what is kept of the journal's tail may not hold any more.
  app.wake()
  return { setAside }
}

/**
 * A node that is to reign without having followed anybody makes its books of what is here of others: of a main till that it
 * never met, or of the one that superseded it and then was gone. What it wrote itself and that one did not have is set
 * aside. False: nothing is here of others, its books are whole as they are.
 */
export async function gatherBooks(app: App, till: Till): Promise<boolean> {
  const own = app.storage.node.id
  const isGathered = await app.storage.transaction(async (tx) => {
    const heard = await tx.standbys.heardReign(till, own, [...bookKinds, reignBeganKind])
    if (!heard) return false
    const { hadOfThis, epoch } = heard
    const lastSeq = await tx.standbys.lastSeq(till.tenantId, own)
    if (hadOfThis !== null && lastSeq > hadOfThis)
      await tx.standbys.putAside(till, {
        ...{ origin: own, afterSeq: hadOfThis, upToSeq: lastSeq },
        ...{ epoch, at: app.clock.now() },
      })
    await beginBooksAnew(app, tx, till)
    return true
  })
  app.wake()
  return isGathered
}

/** Whether the books of a node that follows, or gathers them, have everything that is here of the till. */
export const areBooksWhole = ({ storage }: App, till: Till): Promise<boolean> =>
  storage.now.standbys.isFolded(till, standbyFollower(till.terminalGroupId), bookKinds)

/** The latest reign of another node that this one knows of, though it did not follow it; 0: of none. */
export async function epochHeard({ storage }: App, till: Till): Promise<number> {
  return (await storage.now.standbys.heardReign(till, storage.node.id, [reignBeganKind]))?.epoch ?? 0
}

/** Name of the cursor that says how much of a main till's journal is here. */
export const cursorOf = (nodeId: string): string => `main till ${nodeId}`

/**
 * This node is the main till from now on, in a reign of its own: an entry says so, its entries are numbered above all
 * others, and it decides the commands that nobody has answered. `actor`: who promoted it.
 */
export async function becomeMain(app: App, till: Till, epoch: number, actor: string): Promise<void> {
  await app.storage.transaction(async (tx) => {
    const standing = (await tx.standbys.standing()) ?? unpaired
    if (!standing.isStandby && standing.epoch >= epoch) return
    await tx.standbys.saveStanding({ ...standing, isStandby: false, epoch, following: null })
    await tx.standbys.raiseSeq(till.tenantId)
    const reign: ReignBegan = { epoch, had: await tx.standbys.lastSeqs(till) }
    const aside = ownRanges(app, await tx.standbys.setAside(till))
    await tx.journal.append([
      { ...entryOfPair(app, till, reignBeganKind, reign), actor },
      ...aside.map((range) => asideEntry(app, till, range)),
    ])
    // What came before is done, and printed by the old main till's printers. Asked first: what gets its place meanwhile is
    // among the unanswered and is heard again, instead of neither.
    const last = await tx.links.lastPosition()
    const unanswered = await tx.standbys.unanswered(till)
    for (const deed of ['takes commands', 'prints', 'has cheques printed'])
      await tx.standbys.placeFollower(`till ${till.terminalGroupId} ${deed}`, last, app.clock.now())
    if (unanswered.length > 0) await takeCommands(app, tx, till, unanswered)
  })
  app.wake()
}
