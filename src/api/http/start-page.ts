import { createHash } from 'node:crypto'
import type { FastifyPluginAsync } from 'fastify'

type Words = Readonly<Record<'ru' | 'en', string>>
export type StartPageLink = { path: string; title: Words; hint: Words }
type Pin = { pin: string; name: string; role: Words }
export type StartPageOptions = {
  screens: readonly StartPageLink[]
  documents: readonly StartPageLink[]
  /** How to get in; null where nobody may be told. */
  logins: {
    apiLogin: string
    admin: { login: string; password: string }
    pins: readonly Pin[]
  } | null
}

/** `GET /`: where a newcomer finds the screens, the documents and, in a sandbox, the keys and PINs of the demo. */
export const startPagePlugin: FastifyPluginAsync<StartPageOptions> = async (server, options) => {
  const pages = { ru: render(options, 'ru'), en: render(options, 'en') }
  server.get('/', async (request, reply) => {
    const { lang } = request.query as { lang?: unknown }
    const wanted = lang === 'ru' || lang === 'en' ? lang : preferred(request.headers['accept-language'])
    return reply
      .headers({
        'content-security-policy': contentPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-cache',
        vary: 'accept-language',
      })
      .type('text/html; charset=utf-8')
      .send(pages[wanted])
  })
}

/** The first language that a browser names decides; whoever names neither reads English. */
const preferred = (header: string | undefined): 'ru' | 'en' => (/^\s*ru\b/i.test(header ?? '') ? 'ru' : 'en')

const texts = {
  lead: {
    ru: 'Открытая платформа для ресторанов, которая говорит на языках API iiko.',
    en: 'An open restaurant platform that speaks the APIs of iiko.',
  },
  screens: { ru: 'Экраны', en: 'Screens' },
  documents: { ru: 'Для программ', en: 'For programs' },
  pins: { ru: 'PIN-коды демо-ресторана', en: 'PINs of the demo restaurant' },
  keys: { ru: 'Ключи демо', en: 'Keys of the demo' },
  admin: { ru: 'Администратор', en: 'Administrator' },
  other: { ru: 'English', en: 'По-русски' },
} satisfies Record<string, Words>

function render({ screens, documents, logins }: StartPageOptions, language: 'ru' | 'en'): string {
  const say = (words: Words): string => escaped(words[language])
  const link = ({ path, title, hint }: StartPageLink): string =>
    `<li><a href="${escaped(path)}"><strong>${say(title)}</strong><span>${say(hint)}</span></a></li>`
  const section = (title: Words, content: string): string =>
    `<section><h2>${say(title)}</h2>${content}</section>`
  const links = (title: Words, list: readonly StartPageLink[]): string =>
    list.length === 0 ? '' : section(title, `<ul class="links">${list.map(link).join('')}</ul>`)
  const pin = ({ pin: digits, name, role }: Pin): string =>
    `<tr><td><code>${escaped(digits)}</code></td><td>${escaped(name)}</td><td>${say(role)}</td></tr>`
  const keys = ({ apiLogin, admin }: NonNullable<StartPageOptions['logins']>): string =>
    `<table><tr><td>apiLogin</td><td><code>${escaped(apiLogin)}</code></td></tr>
<tr><td>${say(texts.admin)}</td><td><code>${escaped(admin.login)}</code> / <code>${escaped(admin.password)}</code></td></tr></table>`
  const other = language === 'ru' ? 'en' : 'ru'
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trapeza</title><style>${style}</style>
</head>
<body>
<header><h1>Trapeza</h1><p>${say(texts.lead)}</p><a href="?lang=${other}" lang="${other}">${say(texts.other)}</a></header>
<main>
${links(texts.screens, screens)}
${links(texts.documents, documents)}
${logins ? section(texts.pins, `<table>${logins.pins.map(pin).join('')}</table>`) : ''}
${logins ? section(texts.keys, keys(logins)) : ''}
</main>
</body>
</html>
`
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char)

const style = `
:root { color-scheme: light dark; --bg: #e7ecea; --card: #fff; --line: #c9d4d0; --ink: #13211c; --quiet: #55655f; --brand: #0b5d46 }
@media (prefers-color-scheme: dark) {
  :root { --bg: #0e1412; --card: #19211e; --line: #303d38; --ink: #e9f0ed; --quiet: #9aaba4; --brand: #0b3328 }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.4 'Golos Text', system-ui, sans-serif }
header { padding: 40px max(24px, calc(50vw - 480px)); background: var(--brand); color: #fff }
header h1 { margin: 0; font-size: 40px; letter-spacing: -.02em }
header p { margin: 4px 0 12px; font-size: 18px }
header a { display: inline-block; min-height: 44px; color: #fff; line-height: 44px }
main { display: grid; padding: 24px max(24px, calc(50vw - 480px)); gap: 24px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)) }
h2 { margin: 0 0 8px; font-size: 18px }
ul { display: grid; padding: 0; margin: 0; gap: 8px; list-style: none }
.links a { display: grid; min-height: 64px; align-content: center; padding: 10px 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: inherit; text-decoration: none }
.links span { color: var(--quiet) }
table { width: 100%; border-collapse: collapse; background: var(--card) }
td { padding: 10px 12px; border: 1px solid var(--line); overflow-wrap: anywhere }
code { font-size: 1em }
:focus-visible { outline: 3px solid #52cda2; outline-offset: 2px }
`

const contentPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')
