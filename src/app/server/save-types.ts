/** Types of shifts and of tips, made, changed, deleted and restored by the back office (server-api §7.7, §7.8). */
import type { BookItem, Books, ScheduleType, TipsType } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { saveDecided } from '../books/save-books.ts'
import type { App } from '../ports.ts'
import type { BackOfficeScope } from './save-item.ts'

type Kind = 'scheduleType' | 'tipsType'

/** The class that texts of iiko would name. */
const entities: Record<Kind, string> = { scheduleType: 'ScheduleType', tipsType: 'TipsType' }

function itemOf<K extends Kind>(catalog: Catalog, book: K, id: Uuid): BookItem<K> {
  const item = catalog.find(book, id)
  if (!item) throw refuse('back-office.entity-unknown', { entity: entities[book], id })
  return item
}

/** Writes one item as `decide` makes it of the present books; what is so already is not written again. */
async function written<K extends Kind>(
  app: App,
  { tenantId, actor }: BackOfficeScope,
  book: K,
  decide: (catalog: Catalog) => Omit<BookItem<K>, 'revision' | 'book'>,
): Promise<BookItem<K>> {
  let id: Uuid = ''
  await saveDecided(app, tenantId, actor, (catalog) => {
    const item = decide(catalog)
    id = item.id
    return [{ ...item, book }]
  })
  return itemOf(await app.catalog(tenantId), book, id)
}

const nameOf = (said: string | undefined, before: string | undefined): string => {
  const name = (said ?? before ?? '').trim()
  if (name === '') throw refuse('back-office.name-empty')
  return name
}

/** The English twin was of the old name. */
const twinOf = <K extends Kind>(name: string, before: Books[K] | undefined) =>
  before?.nameEn !== undefined && before.name === name ? { nameEn: before.nameEn } : {}

const dayMinutes = 1440

/**
 * Writes a type of shift: a new one where `id` is null. What is not said stays, or is empty. Refuses an unknown id, an empty
 * name, a code that another one has, and a length beyond a day.
 */
export const saveShiftType = (
  app: App,
  scope: BackOfficeScope,
  id: Uuid | null,
  input: Partial<Omit<ScheduleType, 'nameEn'>>,
): Promise<BookItem<'scheduleType'>> => {
  const newId = app.random.uuid()
  return written(app, scope, 'scheduleType', (catalog) => {
    const before = id === null ? undefined : itemOf(catalog, 'scheduleType', id)
    const blank = { code: '', comment: '', startMinutes: 0, lengthMinutes: 0, isOvertime: false }
    const name = nameOf(input.name, before?.body.name)
    const body = { ...blank, ...before?.body, ...input, name }
    const { nameEn: _, ...plain } = body as ScheduleType
    const isTaken = catalog
      .all('scheduleType')
      .some((one) => !one.isDeleted && one.id !== id && body.code !== '' && one.body.code === body.code)
    if (isTaken) throw refuse('back-office.code-taken', { code: body.code })
    if (body.lengthMinutes < 1 || body.lengthMinutes > dayMinutes)
      throw refuse('back-office.shift-length-invalid')
    if ((body.tariff ?? 0n) < 0n) throw refuse('back-office.payment-negative')
    return {
      id: id ?? newId,
      organizationId: before?.organizationId ?? null,
      isDeleted: before?.isDeleted ?? false,
      body: { ...plain, ...twinOf<'scheduleType'>(name, before?.body) },
    }
  })
}

/** Writes a type of tips: a new one where `id` is null. Refuses an unknown id, name, department or payment type. */
export const saveTipsType = (
  app: App,
  scope: BackOfficeScope,
  id: Uuid | null,
  input: Partial<Omit<TipsType, 'nameEn'>>,
): Promise<BookItem<'tipsType'>> => {
  const newId = app.random.uuid()
  return written(app, scope, 'tipsType', (catalog) => {
    const before = id === null ? undefined : itemOf(catalog, 'tipsType', id)
    const name = nameOf(input.name, before?.body.name)
    for (const one of input.organizationIds ?? [])
      if (!catalog.living('organization', one)) throw refuse('back-office.department-unknown', { code: one })
    for (const one of input.paymentTypeIds ?? [])
      if (!catalog.living('paymentType', one)) throw refuse('back-office.type-unknown', { code: one })
    const blank = { organizationIds: [], serviceTypes: [], paymentTypeIds: [] }
    const { nameEn: _, ...plain } = { ...blank, ...before?.body, ...input, name } as TipsType
    return {
      id: id ?? newId,
      organizationId: before?.organizationId ?? null,
      isDeleted: before?.isDeleted ?? false,
      body: { ...plain, ...twinOf<'tipsType'>(name, before?.body) },
    }
  })
}

/** Deletes or restores one; refuses an unknown one, and one that is so already. */
export const setDeleted = <K extends Kind>(
  app: App,
  scope: BackOfficeScope,
  book: K,
  { id, isDeleted }: { id: Uuid; isDeleted: boolean },
): Promise<BookItem<K>> =>
  written(app, scope, book, (catalog) => {
    const item = itemOf(catalog, book, id)
    const entity = entities[book]
    if (item.isDeleted === isDeleted)
      throw refuse(isDeleted ? 'back-office.entity-deleted' : 'back-office.entity-not-deleted', {
        entity,
        id,
      })
    return { ...item, isDeleted }
  })
