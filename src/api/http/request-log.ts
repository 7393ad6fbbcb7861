import type { FastifyBaseLogger } from 'fastify'

type Arguments = [first: unknown, ...rest: unknown[]]
type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'

/** The log of one request: made when the first line is written, since nearly no request writes any. */
export class RequestLog {
  readonly #make: () => FastifyBaseLogger
  #made: FastifyBaseLogger | null = null

  constructor(make: () => FastifyBaseLogger) {
    this.#make = make
  }

  get #log(): FastifyBaseLogger {
    this.#made ??= this.#make()
    return this.#made
  }

  get level(): FastifyBaseLogger['level'] {
    return this.#log.level
  }

  #write(level: Level, given: Arguments): void {
    ;(this.#log[level] as (...all: Arguments) => void).apply(this.#log, given)
  }

  fatal(...given: Arguments): void {
    this.#write('fatal', given)
  }
  error(...given: Arguments): void {
    this.#write('error', given)
  }
  warn(...given: Arguments): void {
    this.#write('warn', given)
  }
  info(...given: Arguments): void {
    this.#write('info', given)
  }
  debug(...given: Arguments): void {
    this.#write('debug', given)
  }
  trace(...given: Arguments): void {
    this.#write('trace', given)
  }
  silent(): void {}
  child(...given: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#log.child(...given)
  }
}
