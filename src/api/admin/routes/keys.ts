import type { KeyDraft } from '../../../app/admin/check-key.ts'
import { changeKey, createKey, keyOf, revokeKey, rotateKey } from '../../../app/admin/keys.ts'
import type { ApiKey, StoredEntry } from '../../../app/ports.ts'
import { type AdminCall, isoOrNull, type Route } from '../call.ts'
import { Form, isId, isText, isWhole } from '../form.ts'

const historyMax = 100

export const keyRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/keys',
    needs: 'viewer',
    async handle({ app, scope }) {
      const keys = await app.storage.now.keys.list(scope.tenantId)
      return { keys: keys.map(keyView) }
    },
  },
  {
    method: 'POST',
    path: '/keys',
    needs: 'owner',
    async handle({ app, scope, body }) {
      const { key, apiLogin } = await createKey(app, scope, readDraft(body))
      return { key: keyView(key), apiLogin }
    },
  },
  {
    method: 'GET',
    path: '/keys/:id',
    needs: 'viewer',
    async handle({ app, scope, params }) {
      const key = await keyOf(app, scope, idOf(params))
      return { key: keyView(key), history: await historyOf({ app, scope }, key.id) }
    },
  },
  {
    method: 'PUT',
    path: '/keys/:id',
    needs: 'owner',
    async handle({ app, scope, services, params, body }) {
      const key = await changeKey(app, scope, idOf(params), readDraft(body))
      if (!key.isActive) services.licences.free(scope.tenantId, key.id)
      services.keyChanged(key.id)
      return { key: keyView(key) }
    },
  },
  {
    method: 'POST',
    path: '/keys/:id/rotate',
    needs: 'owner',
    async handle({ app, scope, services, params }) {
      const { key, apiLogin } = await rotateKey(app, scope, idOf(params))
      services.keyChanged(key.id)
      return { key: keyView(key), apiLogin }
    },
  },
  {
    method: 'DELETE',
    path: '/keys/:id',
    needs: 'owner',
    async handle({ app, scope, services, params }) {
      const { id } = await revokeKey(app, scope, idOf(params))
      services.licences.free(scope.tenantId, id)
      services.keyChanged(id)
      return { ok: true }
    },
  },
]

export const idOf = (params: AdminCall['params']): string => (params['id'] ?? '').toLowerCase()

const keyView = ({ id, name, isActive, expiresAt, settings }: ApiKey) => ({
  id,
  name,
  isActive,
  expiresAt: isoOrNull(expiresAt),
  ...settings,
  allowedRights: settings.allowedRights ?? null,
})

function readDraft(body: unknown): KeyDraft {
  const form = new Form(body)
  const lower = (ids: readonly string[]): string[] => ids.map((one) => one.toLowerCase())
  const terminalGroupIds = form.listOrNull('terminalGroupIds', isId)
  const draft: KeyDraft = {
    name: form.text('name').trim(),
    isActive: form.flag('isActive'),
    expiresAt: form.instantOrNull('expiresAt'),
    settings: {
      organizationIds: lower(form.list('organizationIds', isId)),
      terminalGroupIds: terminalGroupIds && lower(terminalGroupIds),
      allowedRights: form.listOrNull('allowedRights', isText),
      deniedRights: form.list('deniedRights', isText),
      sourceKey: form.textOrNull('sourceKey'),
      externalMenuNumbers: form.list('externalMenuNumbers', isWhole),
      priceCategoryIds: lower(form.list('priceCategoryIds', isId)),
      email: form.textOrNull('email'),
    },
  }
  form.done()
  return draft
}

/** What was done to a key and by whom, newest first. */
async function historyOf({ app, scope }: Pick<AdminCall, 'app' | 'scope'>, id: string) {
  const [entries, accounts] = await Promise.all([
    app.storage.now.journal.ofEntity(scope.tenantId, id),
    app.storage.now.admins.list(scope.tenantId),
  ])
  const logins = new Map(accounts.map((account) => [`admin:${account.id}`, account.login]))
  const view = ({ at, actor, kind, organizationId, payload }: StoredEntry) => ({
    at: isoOrNull(at),
    who: logins.get(actor) ?? actor,
    kind,
    organizationId,
    fields: Object.keys(payload as object),
  })
  return entries.slice(-historyMax).reverse().map(view)
}
