import type { FastifyPluginAsync } from 'fastify'
import ledgerFile from '../../../spec/parity.json' with { type: 'json' }
import { type CloudPath, type OperationInfo, operations } from './generated/operations.ts'

/** 0 routed, 1 on schema, 2 keeps state, 3 equals a published or recorded example, 4 proven with a public client. */
export type ParityLevel = 0 | 1 | 2 | 3 | 4

export type ParityEntry = {
  status: 'built' | 'pending'
  level: ParityLevel
  /** Files of the tests that prove the level. */
  tests: string[]
  /** Choices that nobody could verify, and what differs on purpose. */
  notes?: string[]
}

export type ParityLedger = Record<CloudPath, ParityEntry>

/** How near each operation is to the real service: `spec/parity.json`, kept by `scripts/parity.ts`. */
const parityLedger = ledgerFile as ParityLedger

const levelNames: Record<ParityLevel, string> = {
  0: 'routed',
  1: 'schema',
  2: 'stateful',
  3: 'equals an example',
  4: 'public client',
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

const rowOf = (path: CloudPath): string => {
  const { summary, method, path: route }: OperationInfo = operations[path]
  const { status, level, tests, notes = [] } = parityLedger[path]
  const cells = [
    `<code>${method} ${escaped(route)}</code><br><small>${escaped(summary)}</small>`,
    `<span class="${status}">${status}</span>`,
    `${level} <small>${levelNames[level]}</small>`,
    tests.map((test) => `<code>${escaped(test)}</code>`).join('<br>'),
    notes.map(escaped).join('<br>'),
  ]
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

const style = `
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 78rem; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem }
th, td { border-bottom: 1px solid #8884; padding: .4rem .6rem; text-align: left; vertical-align: top }
code { font-size: .9em } .built { color: #16803c } .pending { color: #8a6d1d }`

/** The whole ledger as a page. */
function renderParity(): string {
  const paths = Object.keys(operations) as CloudPath[]
  const groups = new Map<string, CloudPath[]>()
  for (const path of paths)
    groups.set(operations[path].group, [...(groups.get(operations[path].group) ?? []), path])
  const built = paths.filter((path) => parityLedger[path].status === 'built').length
  const tables = [...groups].map(
    ([group, members]) => `<h2>${escaped(group)}</h2>
<table><thead><tr><th>Operation</th><th>Status</th><th>Level</th><th>Proven by</th><th>Notes</th></tr></thead>
<tbody>${members.map(rowOf).join('\n')}</tbody></table>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>iikoCloud API parity</title><style>${style}</style></head>
<body><h1>iikoCloud API parity</h1>
<p>${built} of ${paths.length} operations are built; the others answer 501 in the error body of their family.</p>
${tables.join('\n')}
</body></html>`
}

/** `GET /docs/parity`. */
export const parityPage: FastifyPluginAsync = async (server) => {
  let page: string | undefined
  server.get('/docs/parity', async (_request, reply) => {
    page ??= renderParity()
    return reply.type('text/html; charset=utf-8').send(page)
  })
}
