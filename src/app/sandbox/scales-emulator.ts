import type { Quantity } from '../../kernel/exact.ts'
import { refuse } from '../../kernel/refusals.ts'
import type { Scales } from '../till/weighing/scales.ts'

export const scalesStates = ['stable', 'unstable', 'unplugged'] as const
type ScalesState = (typeof scalesStates)[number]

type Setting = {
  isInstalled: boolean
  state: ScalesState /** Thousandths of a kilogram. */
  weight: Quantity
}
const unboxed: Setting = { isInstalled: false, state: 'stable', weight: 0n }

/** Scales of a sandbox: somebody says what lies on them. */
export class ScalesEmulator implements Scales {
  #setting: Setting = unboxed

  get setting(): Readonly<Setting> {
    return this.#setting
  }
  get isInstalled(): boolean {
    return this.#setting.isInstalled
  }

  /** What is not given stays as it is. */
  set(change: Partial<Setting>): void {
    this.#setting = { ...this.#setting, ...change }
  }

  clear(): void {
    this.#setting = unboxed
  }

  async measure(): Promise<Quantity> {
    const { isInstalled, state, weight } = this.#setting
    if (!isInstalled) throw refuse('scales.none')
    if (state !== 'stable') throw refuse(`scales.${state}`)
    if (weight <= 0n) throw refuse('scales.empty')
    return weight
  }
}
