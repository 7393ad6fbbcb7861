import type { FastifyRequest } from 'fastify'
import { ConsoleProblem } from './problems.ts'

const loopbackNames = new Set(['localhost', '[::1]'])

const hostOf = (header: string): string => header.replace(/:\d+$/, '').toLowerCase()

const isLoopbackName = (host: string): boolean => loopbackNames.has(host) || /^127(\.\d+){3}$/.test(host)

/**
 * Keeps the pages of other sites away from a control plane that needs no password: a browser says where a call comes
 * from, and a name that was bent to this machine is not one of its own names.
 */
export function refuseStrangers({ headers }: FastifyRequest, isLoopback: boolean): void {
  const { origin, host = '' } = headers
  const isForeign =
    origin !== undefined && origin.replace(/^https?:\/\//, '').toLowerCase() !== host.toLowerCase()
  if (!isForeign && (!isLoopback || isLoopbackName(hostOf(host)))) return
  throw new ConsoleProblem(403, 'foreign-origin', {
    en: 'Pages of other origins may not use the control plane',
    ru: 'Страницам с других адресов пульт недоступен',
  })
}
