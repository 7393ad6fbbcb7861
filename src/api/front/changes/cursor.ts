import type { App } from '../../../app/ports.ts'
import type { Till } from '../../../app/till/till-command.ts'
import { derivedId } from '../../../kernel/derived-id.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { badArgument, FrontFault } from '../faults.ts'

/** A place in what happened at a till: `{databaseId}:{revision}` (front-api §7.6). */
export const writeCursor = (databaseId: Uuid, revision: bigint): string => `${databaseId}:${revision}`

/** Whoever is farther behind reads everything anew instead. */
const entriesBehindMax = 20_000

/** Says which database this is, and whether a place in it is one where a client may go on. */
export class Cursors {
  readonly #app: App
  readonly #known = new Map<Uuid, Promise<Uuid>>()
  #replaced = 0

  constructor(app: App) {
    this.#app = app
  }

  /** Another one whenever positions may mean other entries: after a reset, and on another node. */
  databaseId(till: Till): Promise<Uuid> {
    const known = this.#known.get(till.terminalGroupId)
    if (known) return known
    const read = this.#read(till)
    this.#known.set(till.terminalGroupId, read)
    read.catch(() => this.#known.delete(till.terminalGroupId))
    return read
  }

  async #read({ tenantId, terminalGroupId }: Till): Promise<Uuid> {
    const { node, now } = this.#app.storage
    const filter = { tenantId, terminalGroupId, origin: 'any' as const, kinds: null }
    const [first] = await now.links.entriesFor(filter, 0n, 1)
    return derivedId(`front of ${node.id} ${terminalGroupId} ${first?.entryId ?? ''} ${this.#replaced}`)
  }

  /** Where the till is now. */
  async present(till: Till): Promise<{ databaseId: Uuid; revision: bigint; text: string }> {
    const databaseId = await this.databaseId(till)
    const revision = await this.#app.storage.now.links.lastPosition()
    return { databaseId, revision, text: writeCursor(databaseId, revision) }
  }

  /** The revision of a cursor; 410 where it is of another database, of the future, or too far behind. */
  async read(till: Till, text: string): Promise<bigint> {
    const [given = '', revision = '', ...more] = text.split(':')
    if (!isUuid(given) || !/^\d{1,18}$/.test(revision) || more.length > 0)
      throw badArgument('since must be {databaseId}:{revision}, as an earlier answer gave it')
    const present = await this.present(till)
    const position = BigInt(revision)
    if (given.toLowerCase() !== present.databaseId || position > present.revision)
      throw gone('The cursor is of another database')
    if (await this.#isTooFar(till, position)) throw gone('The cursor is too far behind')
    return position
  }

  async #isTooFar({ tenantId, terminalGroupId }: Till, position: bigint): Promise<boolean> {
    const filter = { tenantId, terminalGroupId, origin: 'any' as const, kinds: null }
    return (await this.#app.storage.now.links.countAfter(filter, position)) > entriesBehindMax
  }

  /** All data was exchanged. */
  forget(): void {
    this.#replaced += 1
    this.#known.clear()
  }
}

const gone = (why: string): FrontFault =>
  new FrontFault(410, 'EntityModifiedException', `${why}: read everything anew`)
