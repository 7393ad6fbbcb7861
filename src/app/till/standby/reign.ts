/** What a hub decides about which node of a till is its main one (ADR 32). */
import type { Uuid } from '../../../kernel/ids.ts'
import type { App, TillPlace } from '../../ports.ts'

type Greeting = { nodeId: Uuid; epoch?: number; isNew?: boolean }
type StandbyGreeting = Pick<Greeting, 'nodeId' | 'epoch'> & { declinesFor?: Uuid }

/**
 * A main till greets the hub. One of an older reign is not welcome: `epoch` is the one that reigns. A node that has never
 * played the till (its machine was replaced) begins a reign of its own; so does one of two that persons have promoted in the
 * same count while nobody heard the other. `epoch` is then what it counts from.
 */
export async function greetMain(
  app: App,
  till: TillPlace,
  { nodeId, epoch = 0, isNew = false }: Greeting,
): Promise<{ isWelcome: boolean; epoch: number | null }> {
  return app.storage.transaction(async (tx) => {
    const { standbys } = tx
    const reign = await standbys.reign(till)
    const begin = (counted: number): Promise<void> =>
      standbys.saveReign(till, { epoch: counted, nodeId, isAlone: false, since: app.clock.now() })
    if (!reign || epoch > reign.epoch) {
      await begin(epoch)
      return { isWelcome: true, epoch: null }
    }
    // How its reign is counted was said to it and got lost.
    if (epoch < reign.epoch && !isNew && nodeId === reign.nodeId)
      return { isWelcome: true, epoch: reign.epoch }
    if (epoch < reign.epoch && !isNew) return { isWelcome: false, epoch: reign.epoch }
    if (nodeId === reign.nodeId && epoch === reign.epoch) return { isWelcome: true, epoch: null }
    // Of the first reign there was no pair, and nobody has to be kept out.
    const counted = reign.epoch > 0 && nodeId !== reign.nodeId ? reign.epoch + 1 : reign.epoch
    await begin(counted)
    return { isWelcome: true, epoch: counted > epoch ? counted : null }
  })
}

/**
 * A standby greets the hub. A reign that was given to it and that it did not begin before it died goes back to the main till
 * that it follows, which may have worked on; the standby says so itself, since only it knows (`declinesFor`).
 */
export async function greetStandby(
  app: App,
  till: TillPlace,
  { nodeId, epoch = 0, declinesFor }: StandbyGreeting,
): Promise<void> {
  if (!declinesFor) return
  await app.storage.transaction(async ({ standbys }) => {
    const reign = await standbys.reign(till)
    if (reign?.nodeId !== nodeId || reign.epoch <= epoch) return
    await standbys.saveReign(till, { epoch, nodeId: declinesFor, isAlone: true, since: app.clock.now() })
  })
}

/** The main till says whether it works without its standby; false: it reigns no longer. */
export async function tellAlone(app: App, till: TillPlace, nodeId: Uuid, isAlone: boolean): Promise<boolean> {
  return app.storage.transaction(async ({ standbys }) => {
    const reign = await standbys.reign(till)
    if (!reign || reign.nodeId !== nodeId) return false
    if (reign.isAlone !== isAlone)
      await standbys.saveReign(till, { ...reign, isAlone, since: app.clock.now() })
    return true
  })
}

export type ClaimRefusal = 'main-lives' | 'main-was-alone' | 'superseded'
type Claim = {
  nodeId: Uuid
  /** The reign that the claimant knows. */
  epoch: number
  /** A person with the right promotes it: the hub need not agree that the main till is gone. */
  isByRight: boolean
  isMainHeard: boolean
}

/**
 * A standby asks to reign. By itself it may only when the hub does not hear the main till either and that till said last
 * that its standby has everything, or when the hub takes it for the main till anyway. A person may have a node reign that
 * was superseded, as long as whoever did it is not heard. From the answer on the hub refuses the old main till.
 */
export async function claimReign(
  app: App,
  till: TillPlace,
  { nodeId, epoch, isByRight, isMainHeard }: Claim,
): Promise<{ epoch: number; refusal: ClaimRefusal | null }> {
  return app.storage.transaction(async ({ standbys }) => {
    const reign = await standbys.reign(till)
    const known = reign?.epoch ?? 0
    const isOwn = reign?.nodeId === nodeId
    // Asked again: the answer was lost.
    if (isOwn && known > epoch) return { epoch: known, refusal: null }
    if (known > epoch && (isMainHeard || !isByRight)) return { epoch: known, refusal: 'superseded' }
    if (!isByRight && isMainHeard) return { epoch: known, refusal: 'main-lives' }
    if (!isByRight && reign?.isAlone && !isOwn) return { epoch: known, refusal: 'main-was-alone' }
    const next = Math.max(known, epoch) + 1
    await standbys.saveReign(till, { epoch: next, nodeId, isAlone: false, since: app.clock.now() })
    return { epoch: next, refusal: null }
  })
}
