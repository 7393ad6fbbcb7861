/** What a hub decides about which node of a till is its main one (ADR 32). */
import type { Uuid } from '../../../kernel/ids.ts'
import type { App, TillPlace } from '../../ports.ts'

type Greeting = { nodeId: Uuid; epoch?: number; isNew?: boolean }

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
 * that its standby has everything. From the answer on the hub refuses the old main till.
 */
export async function claimReign(
  app: App,
  till: TillPlace,
  { nodeId, epoch, isByRight, isMainHeard }: Claim,
): Promise<{ epoch: number; refusal: ClaimRefusal | null }> {
  return app.storage.transaction(async ({ standbys }) => {
    const reign = await standbys.reign(till)
    const known = reign?.epoch ?? 0
    // Asked again: the answer was lost.
    if (reign?.nodeId === nodeId && known > epoch) return { epoch: known, refusal: null }
    if (known > epoch) return { epoch: known, refusal: 'superseded' }
    if (!isByRight && isMainHeard) return { epoch: known, refusal: 'main-lives' }
    if (!isByRight && reign?.isAlone) return { epoch: known, refusal: 'main-was-alone' }
    const next = Math.max(known, epoch) + 1
    await standbys.saveReign(till, { epoch: next, nodeId, isAlone: false, since: app.clock.now() })
    return { epoch: next, refusal: null }
  })
}
