import { type Faults, readFaults } from './faults.ts'
import type { ConsoleRoute } from './route.ts'

export const faultRoutes = (faults: Faults): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/faults',
    text: { en: 'what goes wrong on purpose', ru: 'что ломается нарочно' },
    handle: async () => faults.state,
  },
  {
    method: 'POST',
    path: '/faults',
    text: {
      en: 'http, webhooks, database: delay, refuse, status, drop; null switches a part off',
      ru: 'http, webhooks, database: delay, refuse, status, drop; null выключает часть',
    },
    async handle({ fields }) {
      faults.set(readFaults(fields))
      return faults.state
    },
  },
  {
    method: 'DELETE',
    path: '/faults',
    text: { en: 'nothing goes wrong any more', ru: 'больше ничего не ломается' },
    async handle() {
      faults.clear()
      return faults.state
    },
  },
]
