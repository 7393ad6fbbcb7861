/** JSON-RPC 2.0: calls, notifications and batches, whatever carries them. */
import { BadJson, parseJson } from '../../http/json-body.ts'

export type RpcId = string | number | null
export type RpcParams = readonly unknown[] | Readonly<Record<string, unknown>>
export type RpcError = { code: number; message: string; data?: unknown }
/** What a method throws to be answered with an error of its own. */
export class RpcFault extends Error {
  readonly error: RpcError

  constructor(code: number, message: string, data?: unknown) {
    super(message)
    this.error = { code, message, ...(data === undefined ? {} : { data }) }
  }
}
/** Codes of the specification. */
export const rpcCodes = {
  parse: -32700,
  invalidRequest: -32600,
  unknownMethod: -32601,
  invalidParams: -32602,
  internal: -32603,
} as const

export type RpcCall = { method: string; params: RpcParams | undefined }
/** Does a call; throws {@link RpcFault}. What else it throws is told to `report` and to nobody outside. */
export type RpcHandler = (call: RpcCall) => Promise<unknown>
type Options = { handle: RpcHandler; report: (error: unknown) => void }

const depthMax = 32
/** More calls than this at once are refused as a whole. */
const batchMax = 100

/** The answer to a text that came; null when nothing in it wants one. Calls of a batch are done one after the other. */
export async function answerRpc(text: string, options: Options): Promise<string | null> {
  let asked: unknown
  try {
    asked = parseJson(text, { depthMax })
  } catch (error) {
    if (!(error instanceof BadJson)) throw error
    return JSON.stringify(failure(null, { code: rpcCodes.parse, message: `Parse error: ${error.message}` }))
  }
  if (!Array.isArray(asked)) {
    const answer = await answerOne(asked, options)
    return answer && JSON.stringify(answer)
  }
  if (asked.length === 0 || asked.length > batchMax)
    return JSON.stringify(failure(null, invalid(`a batch has from 1 to ${batchMax} calls`)))
  const answers: object[] = []
  for (const one of asked) {
    const answer = await answerOne(one, options)
    if (answer) answers.push(answer)
  }
  return answers.length > 0 ? JSON.stringify(answers) : null
}

async function answerOne(asked: unknown, { handle, report }: Options): Promise<object | null> {
  const read = readCall(asked)
  if ('trouble' in read) return failure(read.id, invalid(read.trouble))
  const { id, call } = read
  try {
    const result = await handle(call)
    return id === undefined ? null : { jsonrpc: '2.0', result: result ?? null, id }
  } catch (error) {
    const known = error instanceof RpcFault ? error.error : null
    if (!known) report(error)
    // Nobody waits for the answer to a notification, not even for a bad one.
    if (id === undefined) return null
    return failure(id, known ?? { code: rpcCodes.internal, message: 'Internal error' })
  }
}

const failure = (id: RpcId, error: RpcError): object => ({ jsonrpc: '2.0', error, id })
const invalid = (why: string): RpcError => ({
  code: rpcCodes.invalidRequest,
  message: `Invalid Request: ${why}`,
})

type Read = { id: RpcId | undefined; call: RpcCall } | { id: RpcId; trouble: string }

function readCall(asked: unknown): Read {
  if (typeof asked !== 'object' || asked === null || Array.isArray(asked))
    return { id: null, trouble: 'a call is an object' }
  const { jsonrpc, method, params, id } = asked as Record<string, unknown>
  const isId = id === null || typeof id === 'string' || (typeof id === 'number' && Number.isFinite(id))
  const known: RpcId = isId ? (id as RpcId) : null
  if (id !== undefined && !isId) return { id: null, trouble: 'id must be a text, a number or null' }
  if (jsonrpc !== '2.0') return { id: known, trouble: 'jsonrpc must be "2.0"' }
  if (typeof method !== 'string') return { id: known, trouble: 'method must be a text' }
  if (params !== undefined && (typeof params !== 'object' || params === null))
    return { id: known, trouble: 'params must be an array or an object' }
  return { id: 'id' in asked ? known : undefined, call: { method, params: params as RpcParams | undefined } }
}

/** What a server tells by itself. */
export const rpcNotification = (method: string, params: unknown): string =>
  JSON.stringify({ jsonrpc: '2.0', method, params })
