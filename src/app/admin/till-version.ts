import type { Uuid } from '../../kernel/ids.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App } from '../ports.ts'
import type { AdminScope } from './audit.ts'
import { notFound, refuseProblems } from './problems.ts'

/**
 * Says which version of the front a terminal group has; operations and fields that are newer answer
 * `IikoFrontTooOldVersion` (cloud-api §0.3.13, Appendix B). `where`: code or id of a group of the chain.
 */
export async function setTillVersion(
  app: App,
  { tenantId, actor }: AdminScope,
  where: string,
  posVersion: string,
): Promise<{ id: Uuid; name: string }> {
  const isVersion = /^\d{1,5}(?:\.\d{1,5}){0,3}$/.test(posVersion)
  const text = { ru: 'нужны числа через точку: 9.4.6', en: 'numbers with dots are expected: 9.4.6' }
  refuseProblems(isVersion ? [] : [{ field: 'posVersion', text }])
  const catalog = await app.catalog(tenantId)
  const group = catalog
    .all('terminalGroup')
    .find(({ id, isDeleted, body }) => !isDeleted && (body.code === where || id === where.toLowerCase()))
  if (!group)
    throw notFound({ ru: `Группы терминалов ${where} нет`, en: `There is no terminal group ${where}` })
  const { id, organizationId, body } = group
  if (body.posVersion !== posVersion) {
    const item = { book: 'terminalGroup' as const, id, organizationId, isDeleted: false }
    await saveBooks(app, tenantId, [{ ...item, body: { ...body, posVersion } }], actor)
  }
  return { id, name: body.name }
}
