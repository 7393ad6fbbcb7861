import type { App } from '../../app/ports.ts'
import type { ConsoleRoute } from './route.ts'

const messagesMax = 100

/** Messages to guests: in a sandbox nobody sends them, so this is where they are read. */
export const outboxRoutes = ({ app }: { app: App }): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/outbox',
    text: { en: 'messages to guests, the latest first', ru: 'сообщения гостям, последние сначала' },
    async handle() {
      const { tenants, messageOutbox } = app.storage.now
      const known = await tenants.list()
      const boxes = await Promise.all(known.map(({ id }) => messageOutbox.latest(id, messagesMax)))
      const messages = boxes.flat().sort((a, b) => b.at - a.at)
      return messages.slice(0, messagesMax).map(({ at, ...message }) => ({
        at: new Date(at).toISOString(),
        ...message,
      }))
    },
  },
]
