import type { Route } from '../call.ts'

export const administratorRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/administrators',
    needs: 'viewer',
    /** Who may open this page, and what they may do; they are made and changed by commands only. */
    async handle({ app, scope }) {
      const accounts = await app.storage.now.admins.list(scope.tenantId)
      return { administrators: accounts.map(({ login, role }) => ({ login, role })) }
    },
  },
]
