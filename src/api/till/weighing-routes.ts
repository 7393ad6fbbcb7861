import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuse } from '../../kernel/refusals.ts'
import type { PlayedTill } from './played-till.ts'

type Enter = (request: FastifyRequest) => Promise<{ played: PlayedTill }>

/** The scales of a till: whether they stand there, and what lies on them in kilograms (front-api §2.16.5). */
export function weighingRoutes(server: FastifyInstance, root: string, enter: Enter): void {
  server.get(`${root}/scales`, async (request) => {
    const { scales } = (await enter(request)).played
    return { isInstalled: scales?.isInstalled ?? false }
  })
  server.get(`${root}/scales/weight`, async (request) => {
    const { scales } = (await enter(request)).played
    if (!scales) throw refuse('scales.none')
    return { weight: Number(await scales.measure()) / 1000 }
  })
}
