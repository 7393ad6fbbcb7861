import type { FastifyPluginAsync } from 'fastify'
import ledgerFile from '../../../spec/parity-biz.json' with { type: 'json' }
import { type ParityEntry, type ParityRow, renderParity } from '../http/parity-page.ts'
import { type BizKey, type BizOperation, operations } from './operations/table.ts'

/** How near each operation is to the real service: `spec/parity-biz.json`, kept by `scripts/parity.ts`. */
const parityLedger = ledgerFile as Record<BizKey, ParityEntry>

function rowOf(key: BizKey): ParityRow {
  const { methods, path, isAtRoot, source }: BizOperation = operations[key]
  return {
    ...parityLedger[key],
    summary: `biz-card-api ${source}`,
    method: methods.join(' '),
    route: `${isAtRoot ? '' : '/api/0'}/${path}`,
    group: path.split('/')[0] ?? '',
  }
}

/** `GET /docs/parity/biz`. */
export const bizParityPage: FastifyPluginAsync = async (server) => {
  let page: string | undefined
  server.get('/docs/parity/biz', async (_request, reply) => {
    page ??= renderParity('iiko.biz API', (Object.keys(operations) as BizKey[]).map(rowOf))
    return reply.type('text/html; charset=utf-8').send(page)
  })
}
