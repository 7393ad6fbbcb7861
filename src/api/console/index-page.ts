import type { Language } from '../../kernel/refusals.ts'
import type { ConsoleRoute } from './route.ts'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

const style = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse; width: 100% } td { border-bottom: 1px solid #8884; padding: .4rem .6rem; vertical-align: top }
code { font-size: .95em } pre { background: #8882; padding: .8rem; overflow-x: auto }`

const words = {
  title: { en: 'Trapeza: control plane of the sandbox', ru: 'Трапеза: пульт песочницы' },
  example: { en: 'An order that is closed in one breath', ru: 'Заказ, закрытый на одном дыхании' },
} as const

/** `GET /__/`: everything that is there, each line with what it does. */
export function indexPage(routes: readonly ConsoleRoute[], language: Language, baseUrl: string): string {
  const rows = routes.map(({ method, path, text }) => {
    const address = `/__${path}`
    const isLink = method === 'GET' && !path.includes(':')
    const shown = `<code>${escaped(address.replaceAll(/:(\w+)/g, '{$1}'))}</code>`
    const cell = isLink ? `<a href="${escaped(address)}">${shown}</a>` : shown
    return `<tr><td><code>${method}</code></td><td>${cell}</td><td>${escaped(text[language])}</td></tr>`
  })
  const example = `curl -X POST ${baseUrl}/__/till/pokrovka/script -d '{"preset": "happy"}'
curl -X POST ${baseUrl}/__/clock -d '{"advance": "PT40M"}'`
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title[language]}</title><style>${style}</style></head>
<body><h1>${words.title[language]}</h1>
<table>${rows.join('\n')}</table>
<h2>${words.example[language]}</h2>
<pre>${escaped(example)}</pre>
</body></html>`
}
