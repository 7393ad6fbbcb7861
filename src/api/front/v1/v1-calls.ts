import type { FastifyReply, FastifyRequest } from 'fastify'
import { decodeBody, parseJson } from '../../http/json-body.ts'
import { badArgument } from '../faults.ts'

export type Params = Readonly<Record<string, string>>

export function queryOf({ url = '' }: { url?: string | undefined }): URLSearchParams {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}

/** The JSON object of a body; refuses what is none. */
export function objectOf({ body }: FastifyRequest): Readonly<Record<string, unknown>> {
  const value = Buffer.isBuffer(body) ? parseJson(decodeBody(body), { depthMax: 16 }) : undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badArgument('The body must be a JSON object')
  return value as Readonly<Record<string, unknown>>
}

export const sendJson = (reply: FastifyReply, value: unknown): FastifyReply =>
  reply.type('application/json; charset=utf-8').send(JSON.stringify(value))

/** `true` or `false`; absent: false. */
export function flagOf(query: URLSearchParams, name: string): boolean {
  const text = query.get(name)
  if (text === null || text === 'false') return false
  if (text === 'true') return true
  throw badArgument(`${name} must be true or false`)
}

/** Names with commas between them; absent: null. */
export function namesOf<Name extends string>(
  query: URLSearchParams,
  name: string,
  known: readonly Name[],
): ReadonlySet<Name> | null {
  const text = query.get(name)
  if (text === null) return null
  const found = text.split(',').map((one) => known.find((each) => each === one.trim()))
  if (found.every((one): one is Name => one !== undefined)) return new Set(found)
  throw badArgument(`${name} must be of ${known.join(', ')}`)
}
