import { deleteQuickMenu, saveQuickMenu } from '../../../app/server/save-quick-menu.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { malformed } from '../errors.ts'
import type { QuickMenu, QuickMenuDraft } from '../generated/types.ts'
import type { Call, CallContext, Handlers } from '../operation.ts'
import { itemsOf, matching, setOf } from './scope.ts'
import { idOfUpdate } from './staff-times.ts'
import { scopeOf } from './writing.ts'

const onWire = ({ id, organizationId, isDeleted, body }: BookItem<'quickMenu'>): QuickMenu => ({
  id,
  deleted: isDeleted,
  dependsOnWeekDay: body.isByWeekday,
  departmentId: organizationId ?? '',
  sectionId: body.sectionId,
  pageNames: body.pageNames,
  labels: body.labels.map(({ day, page, x, y, entityId, entityType }) => ({
    day,
    page,
    x,
    y,
    entityId,
    entityType,
  })),
})

/** The word `null` means the menu of the whole department. */
const sectionOf = (text: string): Uuid | null => {
  if (text === 'null' || text === '') return null
  if (isUuid(text)) return text.toLowerCase()
  throw malformed(`Wrong value of 'sectionId': an id or null is expected, not '${text.slice(0, 80)}'`)
}

async function list({
  caller,
  query,
}: Call<'GET /v2/entities/quickLabels/list' | 'POST /v2/entities/quickLabels/list'>): Promise<QuickMenu[]> {
  const [ids, departments] = [setOf(query.id), setOf(query.departmentId)]
  const sections = setOf(query.sectionId?.map(sectionOf))
  return matching(itemsOf(caller, 'quickMenu'), query)
    .filter(
      ({ id, organizationId, body }) =>
        (!ids || ids.has(id)) &&
        (!departments || departments.has(organizationId ?? '')) &&
        (!sections || sections.has(body.sectionId)),
    )
    .map(onWire)
}

const scope = (call: CallContext) => ({ ...scopeOf(call), home: call.caller.organizationId })

const save = async (call: CallContext & { body: QuickMenuDraft }, id: Uuid | null): Promise<QuickMenu> => {
  const { dependsOnWeekDay, departmentId, sectionId, pageNames, labels } = call.body
  const menu = {
    isByWeekday: dependsOnWeekDay ?? false,
    sectionId: sectionId ?? null,
    pageNames,
    labels: labels.map(({ day, page, x, y, entityId }) => ({ day: day ?? null, page, x, y, entityId })),
  }
  return onWire(await saveQuickMenu(call.app, scope(call), id, { organizationId: departmentId, menu }))
}

/** Quick menus: what a till's buttons open (server-api §14). */
export const quickMenuHandlers: Handlers = {
  'GET /v2/entities/quickLabels/list': list,
  'POST /v2/entities/quickLabels/list': list,
  'POST /v2/entities/quickLabels/save': (call) => save(call, null),
  'POST /v2/entities/quickLabels/update': async (call) => save(call, idOfUpdate(call.body.id ?? undefined)),
  'POST /v2/entities/quickLabels/delete': async (call) =>
    onWire(await deleteQuickMenu(call.app, scope(call), call.body.id)),
}
