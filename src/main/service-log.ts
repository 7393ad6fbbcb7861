import pino from 'pino'
import { maskText, maskValue } from '../kernel/masking.ts'
import type { Log } from './log.ts'

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof logLevels)[number]
export type LogSettings = { level: LogLevel; format: 'json' | 'pretty' }
export type ServiceLog = pino.Logger

/**
 * The log of the service: one JSON object a line, or lines for a person, on stderr. Secrets and phone numbers are
 * hidden in all of it. Its times are those of the machine, not of a sandbox.
 */
export async function openServiceLog({ level, format }: LogSettings): Promise<ServiceLog> {
  if (format === 'json') return createServiceLog(level, pino.destination({ dest: 2, sync: true }))
  const { default: pretty } = await import('pino-pretty')
  const settings = {
    destination: 2,
    sync: true,
    colorize: process.stderr.isTTY,
    translateTime: 'SYS:HH:MM:ss',
  }
  return createServiceLog(level, pretty(settings))
}

/** The same on any stream of lines. */
export function createServiceLog(level: LogLevel, stream: pino.DestinationStream): ServiceLog {
  const settings: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: maskMembers,
    },
    serializers: {
      err: (error: unknown) => maskValue(pino.stdSerializers.err(error as Error)),
      // Of a request; bound once, so no formatter sees it.
      url: (url: unknown) => maskText(String(url)),
    },
    hooks: {
      logMethod(args, method) {
        const [first, second, ...rest] = args as unknown[]
        if (first instanceof Error && second === undefined)
          return method.apply(this, [{ err: first }, maskText(first.message)])
        const masked = [first, second, ...rest].map((one) => (typeof one === 'string' ? maskText(one) : one))
        return method.apply(this, masked as Parameters<pino.LogFn>)
      },
    },
  }
  return pino(settings, stream)
}

/** Errors are left for their serializer. */
const maskMembers = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      value instanceof Error ? value : (maskValue({ [name]: value }) as Record<string, unknown>)[name],
    ]),
  )

/** The log as the rooms below `main` know it. */
export const logOf =
  (log: ServiceLog): Log =>
  (level, text, details) =>
    details ? log[level](details, text) : log[level](text)
