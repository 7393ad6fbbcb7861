/** Pages about the SDK for plugins: each operation, hook and exception has one, and each example. */
import { escaped, inLine, renderMarkdown } from './markdown.ts'
import type { DocumentedDeclaration, DocumentedOperation, PluginDocs } from './plugin-docs.ts'

const base = '/docs/plugins'

const style = `<style>
:root { color-scheme: light dark }
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem }
code, pre { font: 14px/1.45 ui-monospace, monospace }
pre { overflow-x: auto; padding: .8rem 1rem; border: 1px solid #8884; border-radius: 6px }
table { border-collapse: collapse; margin-bottom: 1.5rem; width: 100% }
th, td { border-bottom: 1px solid #8884; padding: .35rem .6rem; text-align: left; vertical-align: top }
nav { margin-bottom: 1.5rem } nav a { margin-right: 1rem }
.built { color: light-dark(#16803c, #6fd598) } .pending { color: light-dark(#7a5f12, #e3bd5b) }
</style>`

const places: readonly (readonly [string, string])[] = [
  [`${base}/`, 'Guide'],
  [`${base}/operations/`, 'Operations'],
  [`${base}/hooks/`, 'Hooks and streams'],
  [`${base}/exceptions/`, 'Exceptions'],
  [`${base}/types/`, 'Types'],
  [`${base}/rights/`, 'Rights'],
  [`${base}/examples/`, 'Examples'],
]

const framed = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>${style}</head>
<body><nav>${places.map(([path, words]) => `<a href="${path}">${words}</a>`).join('')}</nav>
<main>${body}</main></body></html>
`

const link = (kind: string, name: string): string =>
  `<a href="${base}/${kind}/${encodeURIComponent(name)}"><code>${escaped(name)}</code></a>`
const stateOf = ({ state, reason }: { state: string; reason: string | null }): string =>
  `<span class="${state}">${state}</span>${reason ? `: ${escaped(reason)}` : ''}`
const row = (...texts: string[]): string => `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`
const table = (heads: readonly string[], rows: readonly string[]): string =>
  `<table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${rows.join('\n')}</tbody></table>`
const said = (words: string | null): string => (words ? `<p>${inLine(words)}</p>` : '')

/** Every page by its address, made when it is asked for. */
export function pluginPages(docs: PluginDocs): ReadonlyMap<string, () => string> {
  const named = new Map([...docs.declarations, ...docs.types].map((one) => [one.name, one]))
  /** TypeScript in which the names that have a page are links to it. */
  const code = (text: string): string =>
    `<pre><code>${escaped(text).replace(/\b[A-Z]\w+\b/g, (name) =>
      named.has(name) ? `<a href="${base}/types/${name}">${name}</a>` : name,
    )}</code></pre>`
  const pages: [string, () => string][] = [
    [`${base}/`, () => framed('Plugins', renderMarkdown(docs.guide))],
    [`${base}/operations/`, () => framed('Operations', operationsPage(docs))],
    [`${base}/hooks/`, () => framed('Hooks and streams', hooksPage(docs))],
    [`${base}/exceptions/`, () => framed('Exceptions', exceptionsPage(docs))],
    [`${base}/types/`, () => framed('Types', typesPage(docs))],
    [`${base}/rights/`, () => framed('Rights', rightsPage(docs))],
    [`${base}/examples/`, () => framed('Examples', examplesPage(docs))],
    ...docs.operations.map((one): [string, () => string] => [
      `${base}/operations/${one.name}`,
      () => framed(one.name, operationPage(one, code)),
    ]),
    ...docs.hooks.map((one): [string, () => string] => [
      `${base}/hooks/${one.name}`,
      () => framed(one.name, hookPage(one, code)),
    ]),
    ...docs.exceptions.map((one): [string, () => string] => [
      `${base}/exceptions/${one.name}`,
      () => framed(one.name, exceptionPage(one)),
    ]),
    ...[...named.values()].map((one): [string, () => string] => [
      `${base}/types/${one.name}`,
      () => framed(one.name, typePage(one, code)),
    ]),
    ...docs.examples.map((one): [string, () => string] => [
      `${base}/examples/${one.name}`,
      () => framed(one.name, `${renderMarkdown(one.page)}<h2>plugin.json</h2>${code(one.manifest)}`),
    ]),
  ]
  return new Map(pages)
}

type Code = (text: string) => string

function operationsPage({ operations }: PluginDocs): string {
  const groups = [...new Set(operations.map(({ group }) => group))]
  const built = operations.filter(({ state }) => state === 'built').length
  const tables = groups.map((group) => {
    const members = operations.filter((one) => one.group === group)
    const rows = members.map((one) => row(link('operations', one.name), one.needs ?? '', stateOf(one)))
    return `<h2>${escaped(group)}</h2>${table(['Operation', 'Permission', 'State'], rows)}`
  })
  return `<h1>Operations</h1><p>${built} of ${operations.length} names are built; the others reject with
${link('exceptions', 'NotSupportedError')}. They are called as <code>ctx.operations.NAME({ … })</code>; in a hook or
behind a button <code>os.NAME({ … })</code> is the same, good until the call returns.</p>${tables.join('\n')}`
}

function operationPage(one: DocumentedOperation, code: Code): string {
  const { name, group, since, needs, words, args, result, action } = one
  const call = args === null ? '' : `${name}(args${/^\{\}$|^\{ \w+\?/.test(args) ? '?' : ''}: ${args})`
  const recorded = action
    ? `<h2>In an edit session</h2>${code(
        `await ctx.operations.edit((session) => ${
          action.creates ? `session.${name}({ … }))  // Stub<'${action.creates}'>` : `session.${name}({ … }))`
        }`,
      )}`
    : ''
  return `<h1>${escaped(name)}</h1>${said(words)}
<p>front-api §${escaped(group)}${since ? `, since ${escaped(since)}` : ''}. ${stateOf(one)}</p>
<p>Permission of the manifest: ${needs ? `<code>${needs}</code>` : 'none'}.
<code>credentials</code> of an employee may be among the arguments: it is done in their name, with their rights.</p>
${args === null ? '' : code(spread(`${call}: Promise<${result}>`))}${recorded}
<p>Rejects with the <a href="${base}/exceptions/">exceptions</a> of front-api §6.</p>`
}

/** A line for each argument. */
const spread = (text: string): string =>
  text.length < 90
    ? text
    : text.replace(/\{ (.*) \}(?=\))/, (_all, inner: string) => `{\n  ${inner.split('; ').join('\n  ')}\n}`)

function hooksPage({ hooks, streams }: PluginDocs): string {
  const asked = hooks.map((one) => row(link('hooks', one.name), one.kind, inLine(one.words), stateOf(one)))
  const told = streams.map((one) => row(`<code>${one.name}</code>`, stateOf(one)))
  return `<h1>Hooks</h1><p>The till stops, asks every plugin that tapped, by priority and then by name, and goes on.
A plugin vetoes by throwing ${link('exceptions', 'OperationCanceledError')}.</p>
${table(['Hook', 'Kind', 'Raised', 'State'], asked)}
<h1>Streams</h1><p>After the fact, in the order of revisions: <code>ctx.events.NAME()</code> or
<code>ctx.events.on('NAME', handler)</code>.</p>${table(['Stream', 'State'], told)}`
}

const kinds: Readonly<Record<string, string>> = {
  veto: 'It may be refused by throwing OperationCanceledError; its message is shown.',
  answer: 'What the handler returns is used.',
  observe: 'It only looks; nothing it throws stops the till.',
}
const policies: Readonly<Record<string, string>> = {
  failOpen: 'A handler that fails or is late does not stop the till.',
  failClosed: 'A handler that fails or is late stops the deed: money moves here.',
}

const hookPage = (one: PluginDocs['hooks'][number], code: Code): string => `<h1>${escaped(one.name)}</h1>
<p>${inLine(one.words)}</p><p>${stateOf(one)}</p>
<ul><li>${kinds[one.kind] ?? ''}</li><li>${policies[one.policy] ?? ''}</li>
<li>One plugin has ${one.budgetMs / 1000} seconds, without the time that its dialogs are open.</li></ul>
${code(`ctx.hooks.${one.name}.tap(async (argument: HookArgument, signal) => { … }, { priority: 100 })`)}`

const exceptionsPage = ({ exceptions }: PluginDocs): string =>
  `<h1>Exceptions</h1><p>Classes of <code>@trapeza/plugin</code>; <code>instanceof</code> works on both sides of the
line. Names of the original end in Exception.</p>
${table(
  ['Class', 'Is a', 'Means'],
  exceptions.map(({ name, parents, words, text }) =>
    row(link('exceptions', name), escaped(parents[0] ?? 'Error'), inLine(text?.en ?? words ?? '')),
  ),
)}`

const exceptionPage = ({ name, parents, words, text }: PluginDocs['exceptions'][number]): string =>
  `<h1>${escaped(name)}</h1>${said(words)}
<p>Is a ${parents.map((parent) => link('exceptions', parent)).join(', ') || '<code>Error</code>'}.
It has <code>code</code>, <code>reason</code>, <code>details</code> and <code>data</code>.</p>
${text ? `<p>${escaped(text.en)}</p><p lang="ru">${escaped(text.ru)}</p>` : ''}`

const typesPage = ({ declarations, types }: PluginDocs): string =>
  `<h1>Types</h1><h2>The SDK</h2>${table(['Type', ''], declarations.map(typeRow))}
<h2>What operations give</h2>${table(['Type', ''], types.map(typeRow))}`
const typeRow = ({ name, words }: DocumentedDeclaration): string =>
  row(link('types', name), inLine(words ?? ''))
const typePage = ({ name, file, words, text }: DocumentedDeclaration, code: Code): string =>
  `<h1>${escaped(name)}</h1>${said(words)}${code(text)}<p><small>${escaped(file)}</small></p>`

const rightsPage = ({ rights }: PluginDocs): string =>
  `<h1>Rights of employees</h1><p>Codes that <code>checkPermission</code> takes. An operation that is called with
<code>credentials</code> needs the rights that a screen would need for the same deed.</p>
${table(
  ['Code', 'Right', 'Means', ''],
  rights.map(({ code, right, text }) =>
    row(
      `<code>${code}</code>`,
      `<code>${right}</code>`,
      escaped(text.en),
      `<span lang="ru">${escaped(text.ru)}</span>`,
    ),
  ),
)}`

const examplesPage = ({ examples }: PluginDocs): string =>
  `<h1>Examples</h1><p>Each is a folder of <code>examples/</code> to read and to copy, with a test on the fake till.</p>
<ul>${examples.map(({ name }) => `<li>${link('examples', name)}</li>`).join('')}</ul>`
