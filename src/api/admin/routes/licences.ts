import { removeLicence, setLicence } from '../../../app/admin/licences.ts'
import { type AdminCall, isoOrNull, type Route } from '../call.ts'
import { Form } from '../form.ts'

const seatLimits = { min: 0, max: 1_000_000 }

export const licenceRoutes: readonly Route[] = [
  { method: 'GET', path: '/licences', needs: 'viewer', handle: licencesView },
  {
    method: 'PUT',
    path: '/licences',
    needs: 'owner',
    async handle(call) {
      const form = new Form(call.body)
      const licence = {
        module: form.text('module').trim(),
        seats: form.wholeOrNull('seats', seatLimits),
        expiresAt: form.instantOrNull('expiresAt'),
      }
      form.done()
      await setLicence(call.app, call.scope, licence)
      call.services.licences.forget(call.scope.tenantId)
      return licencesView(call)
    },
  },
  {
    method: 'DELETE',
    path: '/licences/:module',
    needs: 'owner',
    async handle(call) {
      await removeLicence(call.app, call.scope, call.params['module'] ?? '')
      call.services.licences.forget(call.scope.tenantId)
      return licencesView(call)
    },
  },
]

async function licencesView({ app, scope, services }: AdminCall) {
  const { mode, packages, state, seats } = services.licences
  const [modules, licences] = await Promise.all([
    state(scope.tenantId),
    app.storage.now.licences.of(scope.tenantId),
  ])
  const dated = <T extends { expiresAt: number | null }>(one: T) => ({
    ...one,
    expiresAt: isoOrNull(one.expiresAt),
  })
  const told = { modules: modules.map(dated), licences: licences.map(dated) }
  return { mode, packages, ...told, seats: seats(scope.tenantId) }
}
