import { Counter, Histogram, Registry } from 'prom-client'

const latencyBuckets = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]

/** Counts of calls, by family: a path of a stranger never becomes a label. */
export class HttpMetrics {
  readonly registry = new Registry()
  readonly #requests = new Counter({
    name: 'trapeza_http_requests_total',
    help: 'Answered requests',
    labelNames: ['family', 'status'] as const,
    registers: [this.registry],
  })
  readonly #seconds = new Histogram({
    name: 'trapeza_http_request_duration_seconds',
    help: 'From the first byte of a request to the last byte of its answer',
    labelNames: ['family'] as const,
    buckets: latencyBuckets,
    registers: [this.registry],
  })

  count(family: string, status: number, milliseconds: number): void {
    this.#requests.inc({ family, status: String(status) })
    this.#seconds.observe({ family }, milliseconds / 1000)
  }
}
