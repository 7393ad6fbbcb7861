import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Ledger, LedgerRefusal } from './ledger.ts'

const statuses = { unknown: 404, 'not-enough': 402, settled: 409, 'too-much': 409 } as const
const bodyMax = 10_000

/** The ledger over HTTP, as the plugin asks it. */
export const serveLedger = (ledger: Ledger): Server =>
  createServer((request, response) => {
    answer(ledger, request).then(
      (found) => say(response, found === undefined ? 404 : 200, found ?? { problem: 'unknown' }),
      (error: unknown) =>
        error instanceof LedgerRefusal
          ? say(response, statuses[error.problem], { problem: error.problem })
          : say(response, 400, { problem: 'request' }),
    )
  })

/** Undefined: there is no such thing. Rejects with LedgerRefusal, or with what is wrong with the request. */
async function answer(ledger: Ledger, request: IncomingMessage): Promise<object | undefined> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://ledger')
  const [, root = '', id = '', deed = '', attempt = '', last = ''] = pathname.split('/')
  switch (`${request.method} ${root}${deed ? `/${deed}` : ''}${last ? `/${last}` : ''}`) {
    case 'GET guests':
      return id
        ? ledger.find({ id })
        : ledger.find({ card: searchParams.get('card'), phone: searchParams.get('phone') })
    case 'PUT charges': {
      const { guest, sum } = await readSum(request)
      ledger.charge(id, guest, sum)
      return {}
    }
    case 'POST charges/settle':
      return { isDone: ledger.settle(id) }
    case 'PUT charges/returns':
      ledger.giveBack(id, attempt, (await readSum(request)).sum)
      return {}
    case 'POST charges/returns/settle':
      return { isDone: ledger.settleBack(id, attempt) }
    case 'PUT accruals': {
      const { guest, sum } = await readSum(request)
      ledger.accrue(id, guest, sum)
      return {}
    }
    case 'DELETE accruals':
      ledger.cancelAccrual(id)
      return {}
    default:
      return undefined
  }
}

async function readSum(request: IncomingMessage): Promise<{ guest: string; sum: number }> {
  let text = ''
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > bodyMax) throw new Error('too long')
  }
  const { guest, sum } = JSON.parse(text) as { guest?: unknown; sum?: unknown }
  if (!Number.isSafeInteger(sum) || Number(sum) < 0) throw new Error('sum must be minor units')
  return { guest: String(guest ?? ''), sum: Number(sum) }
}

const say = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
