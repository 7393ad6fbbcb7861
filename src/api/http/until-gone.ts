import type { FastifyReply } from 'fastify'

/** Tells that the client went away unanswered: what was begun for it alone may end. */
export function untilGone({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  raw.once('close', () => {
    if (!raw.writableFinished) controller.abort()
  })
  return controller.signal
}
