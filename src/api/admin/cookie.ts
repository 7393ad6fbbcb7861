import type { FastifyReply, FastifyRequest } from 'fastify'

/** Whose session it is: browsers keep it under this name and show it below this path only. */
export type PageCookie = { name: string; path: string }
const ofAdmin: PageCookie = { name: 'trapeza-admin', path: '/admin' }

/** The session token of a request; empty when there is none. */
export function sessionCookie(request: FastifyRequest, { name } = ofAdmin): string {
  const header = request.headers.cookie ?? ''
  for (const part of header.split(';')) {
    const [key = '', value = ''] = part.trim().split('=')
    if (key === name && /^[\w-]{43}$/.test(value)) return value
  }
  return ''
}

/** Kept from scripts and from requests that other sites start. */
export function setSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  seconds: number,
  { name, path } = ofAdmin,
): void {
  const secure = request.protocol === 'https' ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `${name}=${token}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure}`,
  )
}

/** The header that only a script of the page itself can send. */
const pageHeader = 'x-trapeza-admin'

/** Does a changing request come from the page? Another site can send neither the header nor our origin. */
export function isFromPage(request: FastifyRequest): boolean {
  if (request.headers[pageHeader] !== '1') return false
  const { origin } = request.headers
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === request.host)
}
