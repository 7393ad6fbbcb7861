import type { DemoChain } from '../../src/seed/demo/index.ts'
import { demoChain } from '../../src/seed/demo/index.ts'

type Json = any // any: whatever a seed or a body holds

const uuidPattern = /\b([0-9a-f]{8})(-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\b/g

/** The id that the other chain has for the same thing. */
export const otherIds = (text: string): string =>
  text.replace(
    uuidPattern,
    (_, head: string, tail: string) =>
      ((Number.parseInt(head, 16) ^ 0x5a5a5a5a) >>> 0).toString(16).padStart(8, '0') + tail,
  )

/** What only the other chain's guests are called and reached by. */
export const marks = ['Zarathustra', 'Zenobia', '+7911555', '+7912000', 'zeno.example']
const markOf: Record<string, string> = {
  Anna: 'Zarathustra',
  Vera: 'Zenobia',
  '+7900555': '+7911555',
  '+7902000': '+7912000',
  'guest.example': 'zeno.example',
}
const marked = (text: string): string =>
  Object.entries(markOf).reduce((said, [ours, theirs]) => said.replaceAll(ours, theirs), text)

/** A seed or a body as the other chain would have it: its own ids, its own guests. */
export function theirs(value: Json): Json {
  if (typeof value === 'string') return marked(otherIds(value))
  if (Array.isArray(value)) return value.map(theirs)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [otherIds(key), theirs(inner)]))
}

/** The demo chain once more, for somebody else: alike in everything but ids and guests. */
export function otherChain(): DemoChain {
  const chain: DemoChain = theirs(demoChain())
  // Who comes in by a name alone is unique in the whole system.
  return { ...chain, tenant: { ...chain.tenant, name: 'Zeno' }, admins: [], backOfficeLogins: [] }
}
