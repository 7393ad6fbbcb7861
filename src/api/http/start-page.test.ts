import fastify from 'fastify'
import { expect, test } from 'vitest'
import { type StartPageOptions, startPagePlugin } from './start-page.ts'

const words = (text: string) => ({ ru: `${text} по-русски`, en: `${text} in English` })
const options: StartPageOptions = {
  screens: [{ path: '/pos/', title: words('till'), hint: words('hint') }],
  documents: [],
  logins: {
    apiLogin: 'de300000',
    admin: { login: 'boss', password: 'secret' },
    pins: [{ pin: '1111', name: 'A <b>', role: words('manager') }],
  },
}

async function ask(path: string, language: string, given = options) {
  const server = fastify()
  await server.register(startPagePlugin, given)
  const answer = await server.inject({ path, headers: { 'accept-language': language } })
  await server.close()
  return answer
}

test('the browser’s language decides, and a link may choose the other one', async () => {
  expect((await ask('/', 'ru-RU,ru;q=0.9')).body).toContain('till по-русски')
  expect((await ask('/', 'de-DE')).body).toContain('till in English')
  expect((await ask('/?lang=en', 'ru-RU')).body).toContain('till in English')
})

test('a sandbox tells its PINs and its key; nobody else does', async () => {
  const inSandbox = await ask('/', 'en')
  expect(inSandbox.body).toContain('<code>1111</code>')
  expect(inSandbox.body).toContain('A &lt;b&gt;')
  const elsewhere = await ask('/', 'en', { ...options, logins: null })
  expect(elsewhere.body).not.toContain('1111')
  expect(elsewhere.body).not.toContain('de300000')
  expect(elsewhere.body).not.toContain('secret')
})

test('its own style is the only one that it lets in', async () => {
  const { headers } = await ask('/', 'en')
  expect(headers['content-security-policy']).toMatch(/default-src 'none'; style-src 'sha256-/)
})
