/** Pictures of the two delivery schemes, drawn from the lines that the program itself goes by (src/link/lines.ts). */
import { lines, tillLine } from '../../src/link/lines.ts'
import type { Role } from '../../src/link/roles.ts'

export type Hop = {
  from: Role
  to: Role
  /** Who dials. */
  dials: Role
  /** What goes down to the till on it, and what comes back. */
  down: string[]
  up: string[]
}

type Way = 'up' | 'down'
type AnyLine = Record<'orders' | 'deeds' | 'books', Way> & { dials: Role; calls: Way | null }

function hopOf(line: AnyLine, isDialled: Role): Hop {
  const { dials, orders } = line
  const names = ['calls', 'orders', 'deeds', 'books'] as const
  const going = (isWithOrders: boolean): string[] =>
    names.filter((name) => line[name] !== null && (line[name] === orders) === isWithOrders)
  return {
    ...(orders === 'down' ? { from: isDialled, to: dials } : { from: dials, to: isDialled }),
    dials,
    down: going(true),
    up: going(false),
  }
}

const tillHop = (isDialled: Role): Hop => hopOf(tillLine, isDialled)

/** The way of an order through the legacy scheme: from line to line until one ends at a server that tills dial. */
export function legacyHops(): Hop[] {
  const between = Object.values(lines).map((line) => hopOf(line, line.isDialled))
  const hops: Hop[] = []
  for (let at: Role | undefined = 'cloud'; at; ) {
    const next = between.find(({ from }) => from === at)
    if (next) hops.push(next)
    at = next?.to
  }
  const last = hops.at(-1)?.to
  return last && tillLine.isDialled.includes(last) ? [...hops, tillHop(last)] : hops
}

/** The cloud's scheme: the till dials the cloud itself. */
export const cloudHops = (): Hop[] => [tillHop('cloud')]

type Scheme = { door: string; hops: readonly Hop[]; names: Partial<Record<Role, string>> }

const schemes: Readonly<Record<string, Scheme>> = {
  legacy: {
    door: 'HTTPS /api/0, token of 15 minutes in the query',
    hops: legacyHops(),
    names: {
      cloud: 'portal of iiko.biz',
      server: "restaurant's server",
      till: 'till of the delivery terminal',
    },
  },
  cloud: {
    door: 'HTTPS /api/1 and /api/2, token in the header',
    hops: cloudHops(),
    names: { cloud: 'iikoCloud', till: 'main till of the terminal group' },
  },
}
const usualNames: Record<Role, string> = {
  cloud: 'cloud',
  callcentre: "call centre's server",
  chain: 'chain',
  server: 'server',
  till: 'till',
}
const logs: Partial<Record<string, string>> = {
  'legacy callcentre': 'Server/logs/JMS.log',
  'legacy chain': 'Server/logs/JMS.log',
  'legacy server': 'Server/logs/JMS.log',
  'legacy till': 'CashServer/Logs/plugin-Resto.Front.Api.Delivery.log',
  'cloud cloud': 'Server/logs/JMS.log, Server/Tomcat9/logs/rms-integration.log',
  'cloud till': 'CashServer/Logs/plugin-Resto.Front.Api.iikoTransport.log',
}

/** One scheme from its client down to the till. */
export function drawScheme(id: string): string {
  const scheme = schemes[id]
  if (!scheme) throw new Error(`there is no scheme ${id}`)
  const place = (role: Role): string => {
    const log = logs[`${id} ${role}`]
    return `${scheme.names[role] ?? usualNames[role]} (--roles ${role})${log ? `   log: ${log}` : ''}`
  }
  const [first] = scheme.hops
  const drawn = scheme.hops.flatMap(({ to, dials, down, up }) => [
    '      │ ▲',
    `      │ │   down: ${down.join(', ')}; up: ${up.join(', ')}; ${usualNames[dials]} dials`,
    '      ▼ │',
    place(to),
  ])
  const head = ['site, app, aggregator', '      │', `      │     ${scheme.door}`, '      ▼']
  return [...head, ...(first ? [place(first.from)] : []), ...drawn].join('\n')
}

const marked = /<!-- scheme (\w+) -->[\s\S]*?<!-- end -->/g

/** The text with each picture drawn anew between its marks. */
export const withPictures = (text: string): string =>
  text.replace(
    marked,
    (_, id: string) => `<!-- scheme ${id} -->\n\n\`\`\`text\n${drawScheme(id)}\n\`\`\`\n\n<!-- end -->`,
  )
