import type { FastifyReply } from 'fastify'
import type { Operator } from '../../../app/call-centre/operator.ts'
import type { App } from '../../../app/ports.ts'
import { type EventStream, serveEvents } from '../../http/event-stream.ts'
import type { CallCentreServices } from './call.ts'
import { phoneCallView } from './calls.ts'

type News = { app: App; services: CallCentreServices; operator: Operator; login: string }

/** Changes that come together are told together. */
const pauseMs = 200

/** Calls that ring for an operator, and a word each time that orders have changed: the page asks for them then. */
export const serveNews = (reply: FastifyReply, { app, services, operator, login }: News): Promise<void> =>
  serveEvents(reply, {
    report: services.report,
    async open(stream) {
      const { phoneCalls } = services
      const tellCalls = (): void => {
        const mine = phoneCalls
          .of(operator.tenantId, app.clock.now())
          .filter(({ operatorLogin, answeredBy }) =>
            answeredBy === null
              ? operatorLogin === null || operatorLogin.toLowerCase() === login.toLowerCase()
              : answeredBy === operator.employee.id,
          )
        stream.send('calls', JSON.stringify({ calls: mine.map(phoneCallView) }))
      }
      tellCalls()
      const stops = [
        phoneCalls.listen((tenantId) => tenantId === operator.tenantId && tellCalls()),
        await tellOrders(stream, app, services),
      ]
      return () => stops.forEach((stop) => void stop())
    },
  })

/** The first word says that nothing can be missed from now on. */
async function tellOrders(stream: EventStream, app: App, services: CallCentreServices): Promise<() => void> {
  let told: bigint | null = null
  let timer: NodeJS.Timeout | undefined
  const tell = async (): Promise<void> => {
    timer = undefined
    const revision = await app.storage.now.cloudOrders.lastRevision()
    if (revision === told) return
    told = revision
    stream.send('orders', JSON.stringify({ revision: String(revision), now: app.clock.now() }))
  }
  const stop = services.onChanged(() => {
    timer ??= setTimeout(() => void tell().catch(services.report), pauseMs)
  })
  await tell()
  return () => {
    stop()
    clearTimeout(timer)
  }
}
