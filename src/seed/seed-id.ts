import { derivedId } from '../kernel/derived-id.ts'
import type { Uuid } from '../kernel/ids.ts'

/** The id of a thing of a seed: clients of the sandbox may keep it. */
export const seedId = (text: string): Uuid => derivedId(text)
