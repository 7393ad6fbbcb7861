/**
 * What goes over the line between the host and one plugin (front-api §10.4). Both ends number their own calls; a result,
 * an error and a cancel carry the number of the call that they belong to.
 */
export type Frame = {
  id: number
  kind: 'call' | 'result' | 'error' | 'event' | 'cancel' | 'release'
  /** Who is asked: `operations`, `hooks`, a scope's handle (`scope:7:vm`), a callback of the plugin. */
  target: string
  method: string
  /** Of a call and an event the arguments, of a result the value, of an error its written form; tagged (`tagged.ts`). */
  args: unknown
  /** Milliseconds that the caller waits from now on; null: as long as it takes. */
  deadline: number | null
  /** What a hook, its calls and their lines in the logs have in common. */
  traceId: string | null
}

/** One end of the line. */
export type Port = {
  send(frame: Frame): void
  onFrame(listener: (frame: unknown) => void): void
}

const kinds: ReadonlySet<unknown> = new Set(['call', 'result', 'error', 'event', 'cancel', 'release'])

/** Whether something that came over the line can be a frame: a plugin may send what it likes. */
export function isFrame(value: unknown): value is Frame {
  if (typeof value !== 'object' || value === null) return false
  const { id, kind, target, method } = value as Partial<Record<keyof Frame, unknown>>
  return (
    typeof id === 'number' &&
    Number.isSafeInteger(id) &&
    kinds.has(kind) &&
    typeof target === 'string' &&
    typeof method === 'string'
  )
}
