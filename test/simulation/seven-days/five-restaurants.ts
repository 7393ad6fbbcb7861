import { type DemoChain, demoChain } from '../../../src/seed/demo/index.ts'
import { outletId } from '../../../src/seed/demo/outlets.ts'
import { seedId } from '../../../src/seed/seed-id.ts'

/** A restaurant of the demo chain once more, under ids of its own, by another clock. */
type Twin = { of: string; key: string; code: string; timeZone: string; dayStartMinutes: number }

const twins: readonly Twin[] = [
  { of: outletId('pokrovka'), key: 'quay', code: '4', timeZone: 'Asia/Vladivostok', dayStartMinutes: 240 },
  { of: outletId('malysheva'), key: 'fort', code: '5', timeZone: 'Europe/Kaliningrad', dayStartMinutes: 0 },
]

type Item = DemoChain['items'][number]

/** Ids that only the restaurant's own items have: theirs, and those of their tables. */
function ownIds(items: readonly Item[]): Set<string> {
  const ids = new Set<string>()
  for (const item of items) {
    ids.add(item.id)
    if (item.book === 'restaurantSection')
      for (const { id, posId } of item.body.tables) for (const one of [id, posId]) ids.add(one)
  }
  return ids
}

/** The value with ids exchanged. */
function renamed<T>(value: T, nameOf: (id: string) => string): T {
  if (typeof value === 'string') return nameOf(value) as T
  if (Array.isArray(value)) return value.map((one) => renamed(one, nameOf)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, nameOf)])) as T
}

/** Shared lists that name the restaurant or what is its own name the twin's, too. */
function widened<T>(value: T, twinOf: ReadonlyMap<string, string>): T {
  if (Array.isArray(value)) {
    const more = value.flatMap((one) => (typeof one === 'string' ? (twinOf.get(one) ?? []) : []))
    return [...value.map((one) => widened(one, twinOf)), ...more] as T
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, widened(one, twinOf)])) as T
}

function withTwin(chain: DemoChain, { of, key, code, timeZone, dayStartMinutes }: Twin): DemoChain {
  const own = chain.items.filter(({ organizationId }) => organizationId === of)
  const twinOf = new Map([...ownIds(own)].map((id) => [id, seedId(`seven-days/${key}/${id}`)]))
  const nameOf = (id: string): string => twinOf.get(id) ?? id
  const twin = own.map((item): Item => {
    const copy = renamed(item, nameOf)
    if (copy.book === 'organization')
      return {
        ...copy,
        body: {
          ...copy.body,
          ...{
            name: `${copy.body.name} (${key})`,
            code,
            timeZone,
            accountingDayStartMinutes: dayStartMinutes,
          },
        },
      }
    if (copy.book === 'terminalGroup')
      return { ...copy, body: { ...copy.body, code: `${key}-${copy.body.code}`, timeZone } }
    return copy
  })
  const shared = chain.items.map((item) =>
    own.includes(item) ? item : { ...item, body: widened(item.body, twinOf) },
  )
  return {
    ...chain,
    items: [...(shared as Item[]), ...twin],
    documents: [
      ...chain.documents,
      ...chain.documents
        .filter(({ organizationId }) => organizationId === of)
        .map((document) => ({
          ...renamed(document, nameOf),
          id: seedId(`seven-days/${key}/${document.id}`),
        })),
    ],
    apiKeys: chain.apiKeys.map((one) => ({ ...one, organizationIds: widened(one.organizationIds, twinOf) })),
  }
}

/** Five restaurants by four clocks whose accounting days begin at three hours. Nothing has run out. */
export function fiveRestaurants(): DemoChain {
  const demo = demoChain()
  // The bookkeeper of the proof keeps no cash book; what this week does with goods is its own.
  const documents = demo.documents.filter(({ content }) => content.kind === 'incomingInvoice')
  const chain = twins.reduce(withTwin, { ...demo, documents })
  return { ...chain, stopList: [], cashMoves: [] }
}
