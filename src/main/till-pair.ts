import type { Standing } from '../app/ports.ts'
import { bookKinds, followMain, standbyFollower } from '../app/till/standby/follow-main.ts'
import {
  areBooksWhole,
  becomeMain,
  becomeStandby,
  epochHeard,
  gatherBooks,
  keepPartner,
  standingOf,
  TillHeld,
  unpaired,
} from '../app/till/standby/standing.ts'
import type { Till } from '../app/till/till-command.ts'
import type { FollowerSpec } from '../journal/followers.ts'
import type { Carrier } from '../link/carrier.ts'
import { PairDoor, type Paired, PairLine } from '../link/pair.ts'
import type { LinkSpoke, SpokeOfPair } from '../link/spoke.ts'
import type { LinkTiming } from '../link/timing.ts'
import { inTurn } from './in-turn.ts'
import type { Log } from './log.ts'
import type { Node } from './node.ts'

export type PairTiming = LinkTiming & {
  /** A standby that does not confirm within this is let go. */
  ackMsMax: number
  /** So long the main till may be gone before its standby asks the hub to take over. */
  takeoverMs: number
  /** At its start a till waits so long for the other node's word. */
  probeMs: number
}

export type PairOptions = {
  node: Node
  log: Log
  timing: PairTiming
  /** Base address of the main till, for a node that was started as its standby. */
  standbyOf: string | null
  /** Base address of this node, once it is known. */
  ownUrl: () => string | null
  dial: (baseUrl: string) => Promise<Carrier>
}

/** How a till stands with its other node, as screens and monitoring show it. */
export type PairView = {
  /** `waiting`: it does not know yet, or it was superseded and has not met the new main till. */
  role: 'main' | 'standby' | 'waiting'
  epoch: number
  /** Of a main till, its standby; of a standby, how it follows. `none`: there is no other node. */
  standby: 'none' | 'in-sync' | 'catching-up' | 'away'
  partnerUrl: string | null
}

export type Promotion = {
  refusal: 'main-lives' | 'main-was-alone' | 'superseded' | 'not-standby' | 'hub-away' | null
}

/**
 * The pair that two nodes of one till are (ADR 32): which of them plays, that the standby has what screens hear of, who
 * takes over and who has been superseded.
 */
export class TillPair {
  readonly #options: PairOptions
  readonly #door: PairDoor
  readonly #line: PairLine
  #spoke: LinkSpoke | null = null
  #standing: Standing = unpaired
  #till: Till | null = null
  #role: PairView['role'] = 'waiting'
  #promoting: Promise<Promotion> | null = null
  #takeover: NodeJS.Timeout | undefined
  /** Since this node started it was in touch with the main till that it follows. */
  #hasFollowed = false
  #isStopped = false
  /** One change of roles at a time. */
  readonly #inTurn = inTurn()

  constructor(options: PairOptions) {
    this.#options = options
    const { app } = options.node
    const common = {
      app,
      timing: options.timing,
      report: (error: unknown) => this.#report(error),
      till: () => this.#till,
      standing: async () => this.#shown(),
    }
    this.#door = new PairDoor({
      ...common,
      onCaller: (caller) => this.#called(caller),
      onChange: () => this.#standbyChanged(),
      onHas: () => this.#spoke?.kick(),
      place: () => options.node.followers.place(),
    })
    this.#line = new PairLine({
      ...common,
      dial: () => this.#dial(),
      url: options.ownUrl,
      onPaired: (paired) => this.#paired(paired),
      onChange: () => this.#followingChanged(),
    })
    options.node.secureBy(
      () => this.secure(),
      () => this.admit(),
    )
    options.node.onPlaced(() => this.#door.kick())
  }

  /** What the spoke of this node is to ask and to tell. */
  readonly ofSpoke: SpokeOfPair = {
    standing: async () => ({
      ...this.#standing,
      declinesFor: this.#hasFollowed || this.#promoting ? null : this.#standing.following,
    }),
    onSuperseded: (epoch) => void this.superseded(epoch).catch((error) => this.#report(error)),
    onEpoch: async (epoch) => (epoch > this.#standing.epoch ? this.#save({ epoch }) : undefined),
    holdAfter: () => this.#door.standbyHas,
    isAlone: () => this.view().standby !== 'none' && !this.#door.isInSync,
  }

  get isHeld(): boolean {
    return this.#role !== 'main'
  }

  get till(): Till | null {
    return this.#till
  }

  view(): PairView {
    const { epoch, partnerUrl } = this.#standing
    const standby = this.#role === 'main' ? this.#ofDoor() : this.#line.isFollowing ? 'in-sync' : 'away'
    return { role: this.#role, epoch, standby, partnerUrl }
  }

  /** Which follower a standby needs. */
  followers(): FollowerSpec[] {
    const till = this.#till
    if (!till || this.#role !== 'standby') return []
    const { terminalGroupId } = till
    return [
      {
        name: standbyFollower(terminalGroupId),
        kinds: bookKinds,
        terminalGroupId,
        hearsCompany: true,
        handle: (tx, entries) => followMain(this.#options.node.app, tx, till, entries),
      },
    ]
  }

  /** Reads how this node stands and sets it to its work; a till that may have been superseded asks first. */
  async start(spoke: LinkSpoke): Promise<void> {
    this.#spoke = spoke
    const { node, standbyOf } = this.#options
    const kept = await node.storage.now.standbys.standing()
    this.#standing = kept ?? { ...unpaired, isStandby: standbyOf !== null }
    if (standbyOf) this.#standing = { ...this.#standing, partnerUrl: standbyOf }
    if (!kept && standbyOf) await node.storage.now.standbys.saveStanding(this.#standing)
    this.#till ??= await node.storage.now.links.identity()
    if (this.#standing.isStandby) return this.#rest()
    if (this.#standing.partnerUrl) await within(this.#line.probe(), this.#options.timing.probeMs)
    if (!this.#standing.isStandby) await this.#play()
  }

  /** The hub told which till this node belongs to. */
  async met(till: Till): Promise<void> {
    const isNew = this.#till === null
    this.#till = till
    if (isNew && this.#role !== 'main') await this.#options.node.restartTills()
    if (isNew && this.#standing.isStandby) this.#line.start()
  }

  /** The other node dialled. */
  accept(carrier: Carrier): void {
    this.#door.accept(carrier)
  }

  /** Nothing is decided by a node that does not play its till: a screen asks the other one. */
  admit(): void {
    if (this.isHeld) throw new TillHeld()
  }

  /**
   * Resolves when what this node wrote so far is at its standby; at once where nobody follows in step. A standby that is
   * too slow is let go, and the till works on alone.
   */
  async secure(): Promise<void> {
    this.admit()
    if (!this.#door.isAwaited) return
    const { node, log, timing } = this.#options
    await node.followers.place()
    const position = await node.storage.now.links.lastPosition()
    if (await within(this.#door.delivered(position), timing.ackMsMax)) return
    if (this.isHeld) throw new TillHeld()
    log('warn', 'the standby till does not answer; the till works on alone')
    this.#door.drop()
    await this.#spoke?.tell()
  }

  /** Makes this node the main till; `isByRight`: somebody with the right wants it, else the hub must agree. */
  promote(isByRight: boolean, actor: string): Promise<Promotion> {
    this.#promoting ??= this.#inTurn(() => this.#promote(isByRight, actor)).finally(() => {
      this.#promoting = null
    })
    return this.#promoting
  }

  /** Somebody knows of a later reign than this node's: it stops at once and looks for the new main till. */
  async superseded(epoch: number): Promise<void> {
    if (epoch <= this.#standing.epoch || this.#standing.isStandby) return
    await this.#inTurn(async () => {
      if (epoch <= this.#standing.epoch || this.#standing.isStandby) return
      this.#options.log('warn', 'another node is the main till now; this one becomes its standby', { epoch })
      await this.#save({ isStandby: true, following: null })
      await this.#rest()
      this.#spoke?.redial()
    })
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#takeover)
    void this.#line.stop()
    this.#door.drop()
  }

  async #promote(isByRight: boolean, actor: string): Promise<Promotion> {
    const till = this.#till
    if (!till || !this.#standing.isStandby) return { refusal: 'not-standby' }
    const { node, log } = this.#options
    const claimed = (await this.#spoke?.claim(this.#standing.epoch, isByRight)) ?? null
    if (claimed?.refusal) return { refusal: claimed.refusal }
    // Who has the right need not wait for a hub; the hub hears of the reign when it is there again.
    if (!claimed && !isByRight) return { refusal: 'hub-away' }
    clearTimeout(this.#takeover)
    try {
      // What came after its books were made would be in its journal and in no book.
      await Promise.all([this.#line.stop(), this.#spoke?.halt()])
      const epoch = claimed?.epoch ?? Math.max(this.#standing.epoch, await epochHeard(node.app, till)) + 1
      await this.#gather(till)
      // From here on its books are its own: nothing folds into them any more.
      this.#role = 'waiting'
      await node.restartTills()
      await becomeMain(node.app, till, epoch, actor)
      await this.#save({ isStandby: false, epoch, following: null })
      await this.#play()
      log('info', 'this node is the main till now', { epoch })
    } catch (error) {
      // The hub may count on it already: it looks for a main till, and finding none tries again.
      this.#line.start()
      this.#followingChanged()
      throw error
    } finally {
      this.#spoke?.resume()
    }
    return { refusal: null }
  }

  /** Its books have all that is here; a node that plays by less would lose what the rest says. */
  async #gather(till: Till): Promise<void> {
    const { node } = this.#options
    if (this.#role !== 'standby') {
      if (this.#standing.following === null && !(await gatherBooks(node.app, till))) return
      this.#role = 'standby'
      await node.restartTills()
    }
    await node.followers.settle()
    if (!(await areBooksWhole(node.app, till))) throw new Error('the books of the till are not whole yet')
  }

  #shown(): { epoch: number; isStandby: boolean; follows: string | null } {
    const { epoch, isStandby, following } = this.#standing
    return { epoch, isStandby, follows: this.#promoting ? null : following }
  }

  async #play(): Promise<void> {
    this.#role = 'main'
    await this.#options.node.holdTills(false)
    // A main till that was gone comes back without knowing.
    if (this.#standing.partnerUrl && this.#till) this.#line.start()
  }

  async #rest(): Promise<void> {
    this.#role = this.#standing.following ? 'standby' : 'waiting'
    this.#door.drop()
    await this.#options.node.holdTills(true)
    if (this.#till) this.#line.start()
  }

  /** The other node says who it is. */
  async #paired({ nodeId, epoch, isStandby, follows, yourSeq }: Paired): Promise<boolean> {
    const own = this.#standing
    if (!this.#till) return false
    if (isStandby) {
      this.#otherFollows(follows, epoch)
      return false
    }
    if (!own.isStandby) {
      await this.superseded(epoch)
      return false
    }
    if (epoch < own.epoch) return false
    const { node, log } = this.#options
    return this.#inTurn(async () => {
      if (!this.#standing.isStandby || !this.#till) return false
      const main = { nodeId, epoch, hasSeq: yourSeq }
      const { setAside } = await becomeStandby(node.app, this.#till, main)
      if (setAside > 0n)
        log('warn', 'entries of this node that the main till does not have are set aside', {
          entries: Number(setAside),
        })
      this.#standing = { ...(await standingOf(node.app)), partnerUrl: this.#standing.partnerUrl }
      this.#role = 'standby'
      await node.restartTills()
      return true
    })
  }

  /**
   * The other node follows this one, which holds itself for superseded: the hub had given it a reign that it did not begin. If
   * the hub agrees, this one goes on.
   */
  #otherFollows(follows: string | null, epoch: number): void {
    const { isStandby, following, epoch: ownEpoch } = this.#standing
    const isThis = follows === this.#options.node.app.storage.node.id
    if (isThis && isStandby && following === null && epoch === ownEpoch)
      this.promote(false, 'till').catch(this.#report)
  }

  /** Who dials knows where this node is; where they are it is told. */
  async #called({ epoch, url }: { epoch: number; url: string | null }): Promise<void> {
    if (url) {
      await keepPartner(this.#options.node.app, url)
      this.#standing = { ...this.#standing, partnerUrl: url }
    }
    await this.superseded(epoch)
  }

  #ofDoor(): PairView['standby'] {
    if (this.#door.isInSync) return 'in-sync'
    if (this.#door.isConnected) return 'catching-up'
    return this.#standing.partnerUrl ? 'away' : 'none'
  }

  #standbyChanged(): void {
    if (this.#isStopped || this.#role !== 'main') return
    const { standby } = this.view()
    this.#options.log(standby === 'in-sync' ? 'info' : 'warn', `the standby till is ${standby}`)
    // What waited for the standby may leave now.
    this.#spoke?.kick()
    this.#spoke?.tell().catch(this.#report)
  }

  #followingChanged(): void {
    clearTimeout(this.#takeover)
    this.#hasFollowed ||= this.#line.isFollowing
    if (this.#isStopped || !this.#standing.isStandby || this.#line.isFollowing) return
    this.#takeover = setTimeout(() => {
      this.promote(false, 'till')
        .then(({ refusal }) => {
          if (refusal) this.#followingChanged()
        })
        // It has seen to another try itself.
        .catch(this.#report)
    }, this.#options.timing.takeoverMs)
  }

  async #save(change: Partial<Standing>): Promise<void> {
    this.#standing = { ...this.#standing, ...change }
    await this.#options.node.storage.now.standbys.saveStanding(this.#standing)
  }

  #dial(): Promise<Carrier> {
    const { partnerUrl } = this.#standing
    // The other one dials this node already.
    if (!partnerUrl || this.#door.isConnected) return Promise.reject(new Error('nobody to dial'))
    return this.#options.dial(partnerUrl)
  }

  readonly #report = (error: unknown): void => {
    if (!this.#isStopped)
      this.#options.log('warn', 'the line to the other node of the till failed', { error: String(error) })
  }
}

/** Whether something came true in time. */
async function within(promise: Promise<boolean>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
