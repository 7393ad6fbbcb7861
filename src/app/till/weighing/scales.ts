import type { Quantity } from '../../../kernel/exact.ts'

/** Scales that stand at a till (front-api §2.16.5, `IScale`). */
export type Scales = {
  /** False: none stand there. */
  readonly isInstalled: boolean
  /**
   * What lies on them, in thousandths of a kilogram. Refuses `scales.none`, `scales.unplugged`, `scales.unstable` while the
   * weight still moves, and `scales.empty`.
   */
  measure(): Promise<Quantity>
}
