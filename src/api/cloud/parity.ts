import type { FastifyPluginAsync } from 'fastify'
import ledgerFile from '../../../spec/parity.json' with { type: 'json' }
import { type ParityEntry, type ParityRow, renderParity } from '../http/parity-page.ts'
import { type CloudPath, type OperationInfo, operations } from './generated/operations.ts'

export type ParityLedger = Record<CloudPath, ParityEntry>

/** How near each operation is to the real service: `spec/parity.json`, kept by `scripts/parity.ts`. */
const parityLedger = ledgerFile as ParityLedger

const rowOf = (path: CloudPath): ParityRow => {
  const { summary, method, path: route, group }: OperationInfo = operations[path]
  return { ...parityLedger[path], summary, method, route, group }
}

/** `GET /docs/parity`. */
export const parityPage: FastifyPluginAsync = async (server) => {
  let page: string | undefined
  server.get('/docs/parity', async (_request, reply) => {
    page ??= renderParity('iikoCloud API', (Object.keys(operations) as CloudPath[]).map(rowOf))
    return reply.type('text/html; charset=utf-8').send(page)
  })
}
