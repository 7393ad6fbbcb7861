/** How near each operation of a family is to the real service, as a page; its ledger is kept by `scripts/parity.ts`. */

/** 0 routed, 1 on schema, 2 keeps state, 3 equals a published or recorded example, 4 proven with a public client. */
export type ParityLevel = 0 | 1 | 2 | 3 | 4

/**
 * A recorded answer; a sample copied from the page of the published reference; or the sample that the page draws from
 * the published document for every operation.
 */
export type ParityExample = 'recorded' | 'page' | 'document'

export type ParityEntry = {
  status: 'built' | 'pending'
  level: ParityLevel
  /** Of level 3: the example that it equals. */
  example?: ParityExample
  /** Files of the tests that prove the level. */
  tests: string[]
  /** Choices that nobody could verify, and what differs on purpose. */
  notes?: string[]
}

export type ParityRow = ParityEntry & {
  /** Heading under which it stands. */
  group: string
  method: string
  route: string
  summary: string
}

const levelNames: Record<ParityLevel, string> = {
  0: 'routed',
  1: 'schema',
  2: 'stateful',
  3: 'equals an example',
  4: 'public client',
}

const exampleNames: Record<ParityExample, string> = {
  recorded: 'recorded',
  page: 'sample of the page',
  document: 'sample of the document',
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

function lineOf({ summary, method, route, status, level, example, tests, notes = [] }: ParityRow): string {
  const cells = [
    `<code>${method} ${escaped(route)}</code><br><small>${escaped(summary)}</small>`,
    `<span class="${status}">${status}</span>`,
    `${level} <small>${levelNames[level]}${example ? ` (${exampleNames[example]})` : ''}</small>`,
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

/** The whole ledger of a family as HTML; `family` is its name to people. */
export function renderParity(family: string, rows: readonly ParityRow[]): string {
  const groups = new Map<string, ParityRow[]>()
  for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row])
  const built = rows.filter(({ status }) => status === 'built').length
  const tables = [...groups].map(
    ([group, members]) => `<h2>${escaped(group)}</h2>
<table><thead><tr><th>Operation</th><th>Status</th><th>Level</th><th>Proven by</th><th>Notes</th></tr></thead>
<tbody>${members.map(lineOf).join('\n')}</tbody></table>`,
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${family} parity</title><style>${style}</style></head>
<body><h1>${family} parity</h1>
<p>${built} of ${rows.length} operations are built; the others answer 501 in the error body of their family.</p>
${tables.join('\n')}
</body></html>`
}
