import { registerApplication, removeApplication, rotateSecret } from '../../../app/admin/applications.ts'
import type { Route } from '../call.ts'
import { Form } from '../form.ts'
import { idOf } from './keys.ts'

export const applicationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/applications',
    needs: 'viewer',
    handle: async ({ app, scope }) => ({
      applications: await app.storage.now.keys.apps(scope.tenantId),
    }),
  },
  {
    method: 'POST',
    path: '/applications',
    needs: 'owner',
    async handle({ app, scope, body }) {
      const form = new Form(body)
      const name = form.text('name').trim()
      form.done()
      return registerApplication(app, scope, name)
    },
  },
  {
    method: 'POST',
    path: '/applications/:id/rotate',
    needs: 'owner',
    handle: ({ app, scope, params }) => rotateSecret(app, scope, idOf(params)),
  },
  {
    method: 'DELETE',
    path: '/applications/:id',
    needs: 'owner',
    async handle({ app, scope, params }) {
      await removeApplication(app, scope, idOf(params))
      return { ok: true }
    },
  },
]
