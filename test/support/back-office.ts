import { createHash } from 'node:crypto'
import { readXml, type XmlElement } from '../../src/api/server/wire/read-xml.ts'
import type { Answer, TestServer } from './start-server.ts'

export const digestOf = (password: string): string => createHash('sha1').update(password).digest('hex')

type Json = any // any: a test looks where it likes

/** An XML answer as a test looks at it: texts of leaves, objects of the rest; a name that is repeated becomes a list. */
function plainXml(element: XmlElement): Json {
  if (element.children.length === 0) return element.text
  const record: Record<string, Json> = {}
  for (const child of element.children) {
    const value = plainXml(child)
    if (!(child.name in record)) record[child.name] = value
    else record[child.name] = [record[child.name], value].flat()
  }
  return record
}

export type XmlAnswer = Answer & { xml: Json; root: string }

/** One child or many: XML does not tell. */
export const listIn = (value: Json): Json[] => (value === undefined || value === '' ? [] : [value].flat())

export type BackOffice = {
  token: string
  prefix: string
  /** `/resto/api` and the token are put before and behind it. */
  get(path: string, headers?: Record<string, string>): Promise<XmlAnswer>
  postJson(path: string, body: unknown, headers?: Record<string, string>): Promise<XmlAnswer>
  postForm(path: string, form: string | Record<string, string>): Promise<XmlAnswer>
  postXml(path: string, xml: string, contentType?: string): Promise<XmlAnswer>
  putXml(path: string, xml: string): Promise<XmlAnswer>
  delete(path: string): Promise<XmlAnswer>
}

export async function fetched(url: string, init: RequestInit = {}): Promise<XmlAnswer> {
  const response = await fetch(url, init)
  const text = await response.text()
  const type = response.headers.get('content-type') ?? ''
  const element = type.includes('xml') ? readXml(text) : null
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: type.includes('json') ? JSON.parse(text) : undefined,
    root: element?.name ?? '',
    xml: element ? plainXml(element) : undefined,
  }
}

/** Logs in to a server: the chain's, or a restaurant's by `prefix`. */
export async function openBackOffice(
  { baseUrl, credentials }: Pick<TestServer, 'baseUrl' | 'credentials'>,
  { login = credentials.server.login, password = credentials.server.password, prefix = '/resto' } = {},
): Promise<BackOffice> {
  const query = new URLSearchParams({ login, pass: digestOf(password) })
  const opened = await fetched(`${baseUrl}${prefix}/api/auth?${query}`)
  if (opened.status !== 200) throw new Error(`no session: ${opened.status} ${opened.text}`)
  const token = opened.text
  const url = (path: string) => `${baseUrl}${prefix}/api${path}${path.includes('?') ? '&' : '?'}key=${token}`
  const post = (path: string, body: string, contentType: string, headers = {}) =>
    fetched(url(path), { method: 'POST', body, headers: { 'content-type': contentType, ...headers } })
  return {
    token,
    prefix,
    get: (path, headers = {}) => fetched(url(path), { headers }),
    postJson: (path, body, headers) =>
      post(path, typeof body === 'string' ? body : JSON.stringify(body), 'application/json', headers),
    postForm: (path, form) =>
      post(
        path,
        typeof form === 'string' ? form : new URLSearchParams(form).toString(),
        'application/x-www-form-urlencoded',
      ),
    postXml: (path, xml, contentType = 'application/xml') => post(path, xml, contentType),
    putXml: (path, xml) =>
      fetched(url(path), { method: 'PUT', body: xml, headers: { 'content-type': 'application/xml' } }),
    delete: (path) => fetched(url(path), { method: 'DELETE' }),
  }
}
