import { CommandRefused } from './add-till.ts'
import type { Print } from './print.ts'

type Seats = {
  module: string
  holders: { holder: string; since: number; until: number | null }[]
  taken: number
  freed: number
  refused: number
  lastRefusal: { holder: string; at: number } | null
}
type Chain = { name: string; modules: { name: string; seats: number | null }[]; seats: Seats[] }

export type SeatsQuestion = {
  /** Address of the running node. */
  at: string
  /** Of an administrator; absent: the node is a sandbox, which tells everybody on its machine. */
  login?: string
  password?: string
}

/**
 * `trapeza licences seats`: asks a running node who has seats of which module now (plugins, devices behind them, boards,
 * sessions), and how many were taken, freed and refused since it was started. Throws {@link CommandRefused}.
 */
export async function showSeats(question: SeatsQuestion, print: Print): Promise<void> {
  const chains = question.login === undefined ? await askSandbox(question) : [await askAdmin(question)]
  for (const { name, modules, seats } of chains) {
    print(name)
    if (seats.length === 0) print('  nobody has asked for a seat')
    for (const one of seats) {
      const limit = modules.find((module) => module.name === one.module)?.seats ?? null
      const counts = `taken ${one.taken}, freed ${one.freed}, refused ${one.refused}`
      print(`  ${one.module}  ${one.holders.length} of ${limit ?? 'any number'} in use; ${counts}`)
      for (const { holder, since, until } of one.holders)
        print(
          `    ${holder}  since ${iso(since)}${until === null ? '' : `, until ${iso(until)} unless renewed`}`,
        )
      if (one.lastRefusal) print(`    refused last: ${one.lastRefusal.holder}  ${iso(one.lastRefusal.at)}`)
    }
  }
}

const iso = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')

async function askSandbox({ at }: SeatsQuestion): Promise<Chain[]> {
  const answer = await ask(new URL('/__/licences', at))
  if (answer.status === 404)
    throw new CommandRefused(`${at} is no sandbox: say --login and TRAPEZA_PASSWORD of an administrator`)
  return (await read<{ chains: Chain[] }>(answer)).chains
}

async function askAdmin({ at, login, password = '' }: SeatsQuestion): Promise<Chain> {
  // What only a caller that is no page of another site can send.
  const own = { 'x-trapeza-admin': '1' }
  const entered = await ask(new URL('/admin/api/login', at), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...own },
    body: JSON.stringify({ login, password }),
  })
  const { chain } = await read<{ chain: string }>(entered)
  const headers = {
    cookie: entered.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
    ...own,
  }
  const told = await read<Omit<Chain, 'name'>>(await ask(new URL('/admin/api/licences', at), { headers }))
  await ask(new URL('/admin/api/logout', at), { method: 'POST', headers })
  return { name: chain, ...told }
}

async function ask(url: URL, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch {
    throw new CommandRefused(`nothing answers at ${url.origin}`)
  }
}

async function read<T>(answer: Response): Promise<T> {
  const text = await answer.text()
  if (!answer.ok) throw new CommandRefused(`HTTP ${answer.status} from ${answer.url}: ${text.slice(0, 300)}`)
  return JSON.parse(text) as T
}
