import type { Picture } from '../../../sdk/plugin/src/host-types.ts'

const keptMax = 1000

/** What orders looked like when they were last told, so that an event can say what is new (front-api §9.16). */
export class KnownPictures {
  readonly #kept = new Map<string, Picture>()

  /** Keeps a picture and gives the one before it; null: unknown. */
  exchange(picture: Picture): Picture | null {
    const before = this.#kept.get(picture.id) ?? null
    this.#kept.delete(picture.id)
    this.#kept.set(picture.id, picture)
    if (this.#kept.size > keptMax) {
      const [oldest] = this.#kept.keys()
      if (oldest !== undefined) this.#kept.delete(oldest)
    }
    return before
  }
}

/** Members that differ, the revision aside: it always does. */
export const changedFields = (before: Picture, after: Picture): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => name !== 'revision')
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .sort()
