import type { FastifyReply } from 'fastify'
import type { Language } from '../../kernel/refusals.ts'
import type { Fields } from './fields.ts'
import type { Words } from './problems.ts'

/** A call of the control plane. */
export type ConsoleCall = {
  params: Readonly<Record<string, string>>
  query: Readonly<Record<string, string | undefined>>
  /** Members of the body; a call without a body has none. */
  fields: Fields
  language: Language
  reply: FastifyReply
}

export type ConsoleRoute = {
  method: 'GET' | 'POST' | 'DELETE'
  /** Below `/__`. */
  path: string
  text: Words
  handle(call: ConsoleCall): Promise<unknown>
}
