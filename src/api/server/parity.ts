import type { FastifyPluginAsync } from 'fastify'
import ledgerFile from '../../../spec/parity-server.json' with { type: 'json' }
import { type ParityEntry, type ParityRow, renderParity } from '../http/parity-page.ts'
import { operations, type ServerKey } from './generated/operations.ts'

/** How near each operation is to the real service: `spec/parity-server.json`, kept by `scripts/parity.ts`. */
const parityLedger = ledgerFile as Record<ServerKey, ParityEntry>

const rowOf = (key: ServerKey): ParityRow => {
  const { summary, method, path, area, isOutside } = operations[key]
  return { ...parityLedger[key], summary, method, route: `${isOutside ? '' : '/api'}${path}`, group: area }
}

/** `GET /docs/parity/server`. */
export const serverParityPage: FastifyPluginAsync = async (server) => {
  let page: string | undefined
  server.get('/docs/parity/server', async (_request, reply) => {
    page ??= renderParity('iikoServer API', (Object.keys(operations) as ServerKey[]).map(rowOf))
    return reply.type('text/html; charset=utf-8').send(page)
  })
}
