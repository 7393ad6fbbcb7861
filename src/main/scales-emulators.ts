import { ScalesEmulator } from '../app/sandbox/scales-emulator.ts'
import type { Uuid } from '../kernel/ids.ts'

/** Scales of a sandbox, one for each till. */
export class ScalesEmulators {
  readonly #scales = new Map<Uuid, ScalesEmulator>()

  of(terminalGroupId: Uuid): ScalesEmulator {
    const scales = this.#scales.get(terminalGroupId) ?? new ScalesEmulator()
    this.#scales.set(terminalGroupId, scales)
    return scales
  }

  clear(): void {
    for (const scales of this.#scales.values()) scales.clear()
  }
}
