import { type CloudPath, operations } from '../../src/api/cloud/generated/operations.ts'
import { type Definitions, readDefinitions } from '../../src/api/cloud/testing/sample.ts'
import { type Chance, chanceOf } from '../support/chance.ts'
import type { KnownWorld } from './known-world.ts'
import { mutateBody, mutateText, writeBody } from './mutations.ts'
import { aNearGoodDelivery } from './near-good-orders.ts'
import { SchemaValues } from './schema-values.ts'
import { built } from './verdict.ts'

/** A request as it goes over the wire; printed as JSON it can be sent again (FUZZ_REQUEST). */
export type FuzzRequest = {
  method: string
  /** As it is written into the request line. */
  url: string
  headers: Record<string, string>
  /** `base64:` in front of what is no text; null sends no body. */
  body: string | null
}

const paths = Object.keys(operations) as CloudPath[]
/** Built operations come three times as often: a pending one refuses everything alike. */
const turns = [
  ...paths,
  ...paths.filter((path) => built.has(path)),
  ...paths.filter((path) => built.has(path)),
]
/** Stands for a token that is good at the time of sending. */
export const goodToken = 'Bearer GOOD-TOKEN'

const contentTypes = [
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'nonsense',
  '*/*',
  '',
]
const authorizations = [
  '',
  'Bearer',
  'Bearer ',
  'Bearer null',
  'Basic YWRtaW46YWRtaW4=',
  'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.',
  'Bearer eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjk5OTk5OTk5OTl9.AAAA',
  `Bearer ${'a'.repeat(6000)}`,
  'Bearer de300000-0000-4000-8000-000000000001',
  'bearer bearer GOOD-TOKEN',
]
const timeouts = ['-1', '0', '1', '1e9', 'abc', '', '999999999999999999999', '15,15', ' 15 ', 'NaN', '0x10']
const languages = ['ru', 'RU-ru', '*', 'xx', '', 'ru;q=0.1, en', 'ru'.repeat(1000), '-']

type HeaderChange = [name: string, value: string]
const headerMutations: readonly ((chance: Chance) => HeaderChange)[] = [
  (chance) => ['authorization', chance.pick(authorizations)],
  (chance) => ['timeout', chance.pick(timeouts)],
  (chance) => ['accept-language', chance.pick(languages)],
  (chance) => ['content-type', chance.pick(contentTypes)],
  (chance) => ['content-encoding', chance.pick(['gzip', 'br', 'identity', 'nonsense'])],
  (chance) => ['accept', chance.pick(['text/html', 'application/xml', '', 'nonsense'])],
  (chance) => ['accept-encoding', chance.pick(['gzip', 'br', '*;q=0', 'nonsense'])],
  (chance) => ['idempotency-key', chance.pick(['', 'x', 'x'.repeat(5000)])],
  (chance) => ['x-forwarded-for', chance.pick(['::1', 'nonsense', '10.0.0.1, 10.0.0.2'])],
  (chance) => ['x-http-method-override', chance.pick(['DELETE', 'GET'])],
  (chance) => ['if-none-match', chance.pick(['*', '"x"', 'W/"'])],
  (chance) => ['range', chance.pick(['bytes=0-1', 'nonsense'])],
  (chance) => ['expect', chance.pick(['100-continue'])],
  (chance) => ['origin', chance.pick(['null', 'https://example.org'])],
]

const verbs = ['GET', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS', 'POST', 'TRACE', 'SEARCH', 'QUERY']
const urlMutations: readonly ((url: string, chance: Chance) => string)[] = [
  (url) => `${url}/`,
  (url) => `/${url}`,
  (url) => url.toUpperCase(),
  (url) => url.slice(0, -1),
  (url) => `${url}?organizationId=1&organizationId=2&__proto__[x]=1`,
  (url) => `/${url.slice(1).replaceAll('/', '%2f')}`,
  (url) => `${url}%zz`,
  (url) => `${url}%00`,
  (url) => `${url}/${'a'.repeat(5000)}`,
  (url) => `${url}/../access_token`,
  (url) => url.replace('/1/', '/2/'),
  (url) => `${url};jsessionid=1`,
  (url) => `${url}#fragment`,
  (_, chance) =>
    `/api/${chance.pick(['', '1', '1/', '1/deliveries', 'v2', '*', '1/loyalty/', 'inventory/x'])}`,
]

/** Makes the requests of a run, one after another; the same seed makes the same ones. */
export class RequestMaker {
  readonly #world: KnownWorld
  readonly #definitions: Definitions = readDefinitions('request')
  readonly #seed: number

  constructor(world: KnownWorld, seed: number) {
    this.#world = world
    this.#seed = seed
  }

  /** Request number `index`: every operation in turn, and a delivery that is near to good in between. */
  make(index: number): FuzzRequest {
    const chance = chanceOf(Math.imul(this.#seed, 0x9e3779b1) + index)
    const isDelivery = index % 4 === 3
    const turn = index - Math.floor((index + 1) / 4)
    const path = isDelivery ? '/api/1/deliveries/create' : (turns[turn % turns.length] as CloudPath)
    const request = this.#request(path, chance, isDelivery)
    this.#spoilEnvelope(request, chance)
    return request
  }

  #request(path: CloudPath, chance: Chance, isDelivery: boolean): FuzzRequest {
    const { method, path: url, name } = operations[path]
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      authorization: goodToken,
    }
    if (method === 'GET') return { method, url, headers, body: null }
    const values = new SchemaValues(this.#definitions, this.#world, chance)
    const good = isDelivery
      ? aNearGoodDelivery(this.#world, chance)
      : values.body(`${name}Body`, chance.pick([0, 0.2, 0.5, 1]))
    const changes = isDelivery ? chance.pick([0, 0, 1, 1, 2]) : chance.pick([0, 1, 1, 2, 3])
    const text = writeBody(mutateBody(good, changes, chance))
    if (!chance.often(0.08)) return { method, url, headers, body: text }
    const bytes = mutateText(text, chance)
    const isText = Buffer.from(bytes.toString('utf8'), 'utf8').equals(bytes)
    return {
      method,
      url,
      headers,
      body: isText ? bytes.toString('utf8') : `base64:${bytes.toString('base64')}`,
    }
  }

  #spoilEnvelope(request: FuzzRequest, chance: Chance): void {
    if (chance.often(0.12)) {
      const [name, value] = chance.pick(headerMutations)(chance)
      request.headers[name] = value
    }
    if (chance.often(0.03)) request.method = chance.pick(verbs)
    if (chance.often(0.03)) request.url = chance.pick(urlMutations)(request.url, chance)
  }
}
