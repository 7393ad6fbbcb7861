import { ScopeExpiredError } from '../../sdk/plugin/src/wire/errors.ts'
import { Handle } from '../../sdk/plugin/src/wire/tagged.ts'

/** A thing that is lent for one call. */
export type Lent = (method: string, args: unknown[], signal: AbortSignal) => Promise<unknown>

export type Scope = {
  /** The argument that stands for a thing. */
  lend(name: string, thing: Lent): Handle
  /** Nothing of it may be used any more. */
  close(): void
}

/** Things lent to one plugin, good until the call that they were lent for has returned (front-api §10.4). */
export class Scopes {
  readonly #open = new Map<number, Map<string, Lent>>()
  #next = 1

  open(): Scope {
    const id = this.#next++
    const things = new Map<string, Lent>()
    this.#open.set(id, things)
    return {
      lend(name, thing) {
        things.set(name, thing)
        return new Handle(`scope:${id}:${name}`)
      },
      close: () => this.#open.delete(id),
    }
  }

  /** Calls a lent thing by the target that its handle has. */
  async call(target: string, method: string, args: unknown[], signal: AbortSignal): Promise<unknown> {
    const [, id, name = ''] = target.split(':')
    const thing = this.#open.get(Number(id))?.get(name)
    if (!thing) throw new ScopeExpiredError(`${name || target} was lent for a call that has returned`)
    return thing(method, args, signal)
  }
}
