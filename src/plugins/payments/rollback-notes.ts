import { ArgumentError } from '../../../sdk/plugin/src/wire/errors.ts'
import type { PluginDataPlace } from '../../app/plugin-ports.ts'
import type { PluginSession } from '../session.ts'
import type { PluginWorld } from '../world.ts'

/** `MaxExternalPaymentItemDataLength` (front-api §3.3). */
export const paymentDataLengthMax = 5000

const keyOf = (transactionId: string): string => `payment:${transactionId}`
const placeOf = ({ till, manifest }: PluginSession): PluginDataPlace => ({
  tenantId: till.tenantId,
  terminalGroupId: till.terminalGroupId,
  moduleId: manifest.moduleId,
})

/**
 * What a plugin writes down of an attempt before the money moves (front-api §3.5: the original writes it after success,
 * and loses it when the till dies). It lies with the module's shared data until the attempt's end stands in the journal.
 */
export class RollbackNotes {
  readonly #world: Pick<PluginWorld, 'shared' | 'now'>
  readonly #session: PluginSession

  constructor(world: Pick<PluginWorld, 'shared' | 'now'>, session: PluginSession) {
    this.#world = world
    this.#session = session
  }

  /** Resolves when it is on disk. Rejects with ArgumentError what is no text or longer than 5000 characters. */
  async keep(transactionId: string, text: unknown): Promise<void> {
    if (typeof text !== 'string' || text.length > paymentDataLengthMax)
      throw new ArgumentError(`rollback data must be a text of at most ${paymentDataLengthMax} characters`, {
        data: { argument: 'rollbackData' },
      })
    const { shared, now } = this.#world
    await shared.set(placeOf(this.#session), keyOf(transactionId), text, now())
  }

  of(transactionId: string): Promise<string | null> {
    const { shared, now } = this.#world
    return shared.get(placeOf(this.#session), keyOf(transactionId), now())
  }

  async forget(transactionId: string): Promise<void> {
    await this.#world.shared.remove(placeOf(this.#session), [keyOf(transactionId)])
  }
}
