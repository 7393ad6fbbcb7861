import type { FrontWeb } from '../front-web.ts'
import { answerRpc, RpcFault, type RpcParams, rpcCodes } from '../rpc/json-rpc.ts'
import { rpcFaultOf } from '../rpc/rpc-faults.ts'
import type { Line } from '../sockets.ts'
import { changeText, filtered, readFilter, topicsFor } from './told-changes.ts'

/** `WS /v1/stream`: `subscribe`, `unsubscribe` and `ping` by JSON-RPC, and what changes as notifications (front-api §7.6). */
export function serveStreamLine(web: FrontWeb, line: Line): void {
  let stop: (() => void) | null = null
  const end = (): void => line.close(1012, 'begin anew')
  async function subscribe(params: RpcParams | undefined): Promise<{ revision: string; begin: () => void }> {
    const { topics, filter, since } = (params ?? {}) as Readonly<Record<string, unknown>>
    const wanted = topicsFor(topics, line.session.scopes)
    const read = readFilter(filter)
    if (since !== undefined && since !== null && typeof since !== 'string')
      throw new RpcFault(rpcCodes.invalidParams, 'since must be a text')
    const from = since ? await web.cursors.read(line.played.till, since) : null
    stop?.()
    const heard = await web.hub(line.played).subscribe(
      filtered(
        {
          topics: wanted,
          hear: (change, cursor) =>
            line.send(
              `{"jsonrpc":"2.0","method":"${change.topic}.changed","params":${changeText(change, cursor)}}`,
            ),
          end,
        },
        read,
      ),
      from,
    )
    stop = heard.stop
    return { revision: heard.cursor, begin: heard.begin }
  }
  line.onClosed(() => stop?.())
  line.onText(async (text) => {
    // What is subscribed to is told after the answer.
    const begun: (() => void)[] = []
    const answer = await answerRpc(text, {
      report: web.options.report,
      async handle({ method, params }) {
        switch (method) {
          case 'ping':
            return 'pong'
          case 'unsubscribe':
            stop?.()
            stop = null
            return true
          case 'subscribe':
            try {
              const { revision, begin } = await subscribe(params)
              begun.push(begin)
              return { revision }
            } catch (error) {
              throw rpcFaultOf(error)
            }
          default:
            throw new RpcFault(rpcCodes.unknownMethod, `Method not found: ${method.slice(0, 100)}`)
        }
      },
    })
    if (answer !== null) line.send(answer)
    for (const begin of begun) begin()
  })
}
