import type { Answer, TestServer } from './start-server.ts'

/** What the admin page does over HTTP. */
export type AdminPage = {
  get(path: string): Promise<Answer>
  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer>
  cookie: string
}

const answerOf = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  return {
    status: response.status,
    // Files are none.
    json: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined,
    text,
    headers: response.headers,
  }
}

/** One request to `/admin/api` with the headers that the page sends, unless others are given. */
export async function callAdmin(
  server: TestServer,
  path: string,
  init: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const { method = 'GET', body, headers = { 'x-trapeza-admin': '1' } } = init
  const json = body === undefined ? {} : { 'content-type': 'application/json' }
  return answerOf(
    await fetch(`${server.baseUrl}/admin/api${path}`, {
      method,
      headers: { ...headers, ...json },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  )
}

/** Logs in, by default as the administrator of the demo chain. */
export async function openAdminPage(
  server: TestServer,
  login = server.credentials.admin,
): Promise<AdminPage> {
  const answer = await callAdmin(server, '/login', { method: 'POST', body: login })
  if (answer.status !== 200) throw new Error(`no login: ${answer.text}`)
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const headers = { 'x-trapeza-admin': '1', cookie }
  return {
    cookie,
    get: (path) => callAdmin(server, path, { headers }),
    send: (method, path, body) => callAdmin(server, path, { method, body, headers }),
  }
}
