/** Plans of revenue and saved reports, as an office keeps them (server-api §19.2, §21.3). */
import type { Book, Books, IncomePlan, OlapPreset } from '../../domain/reference/books.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App, NewBookItem } from '../ports.ts'
import type { AdminScope } from './audit.ts'
import { AdminProblem, type FieldProblem, notFound, refuseProblems } from './problems.ts'

const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/

/** Saves the plan of a restaurant's month under its id; another plan of the same month is a conflict. */
export async function saveIncomePlan(
  app: App,
  scope: AdminScope,
  id: Uuid,
  organizationId: Uuid,
  plan: IncomePlan,
): Promise<void> {
  const catalog = await app.catalog(scope.tenantId)
  if (!catalog.living('organization', organizationId))
    throw notFound({ ru: `Ресторана ${organizationId} нет`, en: `There is no restaurant ${organizationId}` })
  refuseProblems(problemsOf(plan))
  const other = catalog
    .all('incomePlan')
    .find(
      (one) =>
        !one.isDeleted &&
        one.id !== id &&
        one.organizationId === organizationId &&
        one.body.month === plan.month,
    )
  if (other)
    throw new AdminProblem('conflict', {
      ru: `План на ${plan.month} уже есть: ${other.id}`,
      en: `There is a plan for ${plan.month} already: ${other.id}`,
    })
  await save(app, scope, { book: 'incomePlan', id, organizationId, isDeleted: false, body: plan })
}

function problemsOf({ month, days }: IncomePlan): FieldProblem[] {
  if (!monthPattern.test(month))
    return [
      { field: 'month', text: { ru: 'ожидается месяц вида 2031-03', en: 'a month as 2031-03 is expected' } },
    ]
  const seen = new Set<string>()
  return days.flatMap(({ date }, index) => {
    const isReal = date.startsWith(`${month}-`) && !Number.isNaN(Date.parse(`${date}T00:00:00Z`))
    const isSame = new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10) === date
    const isGood = isReal && isSame && !seen.has(date)
    seen.add(date)
    const text = { ru: 'ожидается день этого месяца, один раз', en: 'a day of this month is expected, once' }
    return isGood ? [] : [{ field: `days[${index}].date`, text }]
  })
}

/** Saves a report that the whole chain sees. */
export const saveOlapPreset = (app: App, scope: AdminScope, id: Uuid, preset: OlapPreset): Promise<void> =>
  save(app, scope, { book: 'olapPreset', id, organizationId: null, isDeleted: false, body: preset })

/** Takes a plan or a saved report out of its book; what is not there is not found. */
export async function removeReportItem<B extends Extract<Book, 'incomePlan' | 'olapPreset'>>(
  app: App,
  scope: AdminScope,
  book: B,
  id: Uuid,
): Promise<void> {
  const item = (await app.catalog(scope.tenantId)).living(book, id)
  if (!item) throw notFound({ ru: `Записи ${id} нет`, en: `There is no ${id}` })
  const body = item.body as Books[B]
  await save(app, scope, {
    book,
    id,
    organizationId: item.organizationId,
    isDeleted: true,
    body,
  } as NewBookItem)
}

const save = (app: App, { tenantId, actor }: AdminScope, item: NewBookItem): Promise<void> =>
  saveBooks(app, tenantId, [item], actor)
