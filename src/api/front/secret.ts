import type { IncomingHttpHeaders } from 'node:http'

/** What a client shows of its session: a header, or the query for what cannot set headers, or the cookie of old boards. */
export function secretOf(headers: IncomingHttpHeaders, query: URLSearchParams): string {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
  const shown = bearer ?? query.get('access_token')
  return shown ?? keyOf(headers, query)
}

/** The key of the REST server: in the query, else as a cookie (front-api §7.1). */
export function keyOf({ cookie = '' }: IncomingHttpHeaders, query: URLSearchParams): string {
  const key = query.get('key') ?? /(?:^|;\s*)key=([^;\s]*)/.exec(cookie)?.[1] ?? ''
  return key.toLowerCase()
}
