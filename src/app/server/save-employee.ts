/** Employees written by the back office: the book that tills have, and the personal file that they have not. */
import { isDeepStrictEqual } from 'node:util'
import type { BookItem, Employee } from '../../domain/reference/books.ts'
import type { Catalog } from '../../domain/reference/catalog.ts'
import { emptyFile, type PersonnelFile } from '../../domain/staff/records.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { refuse } from '../../kernel/refusals.ts'
import { hashPassword } from '../admin/password.ts'
import { saveBooks } from '../books/save-books.ts'
import type { App, BackOfficeLogin, Tx } from '../ports.ts'
import { hashCard } from '../till/card.ts'
import { hashPin } from '../till/pin.ts'
import { digestOfPassword, isLogin } from './back-office-logins.ts'
import type { BackOfficeScope } from './save-item.ts'

type Item = BookItem<'employee'>
type Texts = Pick<Employee, 'code' | 'name' | 'firstName' | 'lastName'>

/** What is written of an employee; what is absent is kept by a change and reset by a whole writing. */
export type EmployeeInput = { [Key in keyof Texts]?: string | undefined } & {
  middleName?: string | undefined
  email?: string | undefined
  /** Of the mobile phone. */
  phone?: string | undefined
  /** Empty: no login any more. */
  login?: string | undefined
  password?: string | undefined
  pin?: string | undefined
  /** What a reader types of their card. */
  card?: string | undefined
  mainRoleId?: Uuid | undefined
  mainRoleCode?: string | undefined
  roleIds?: Uuid[] | undefined
  roleCodes?: string[] | undefined
  departmentCodes?: string[] | undefined
  responsibleCodes?: string[] | undefined
  preferredCode?: string | undefined
  isDeleted?: boolean | undefined
  file: Partial<PersonnelFile>
}

export type SavedEmployee = { item: Item; isNew: boolean }

const pinPattern = /^\d{4,12}$/

/**
 * Writes an employee; `isWhole` resets what is not said, all but PIN and password, which nobody can read to say them
 * again (server-api §9.1). `home`: the restaurant whose server it is, whose new people work there. A repeat changes
 * nothing. Refuses names, codes, PINs and logins that are empty or taken, and unknown roles and departments.
 */
export async function saveEmployee(
  app: App,
  scope: BackOfficeScope,
  asked: { id: Uuid; home: Uuid | null; isWhole: boolean; input: EmployeeInput },
): Promise<SavedEmployee> {
  const { id, isWhole, input } = asked
  const { tenantId } = scope
  const catalog = await app.catalog(tenantId)
  const before = catalog.find('employee', id)
  const kept = await app.storage.now.staffRecords.find(tenantId, 'personnelFile', id)
  const base = isWhole || !kept ? emptyFile : kept.body
  const file = { ...base, ...input.file, ...placesOf(catalog, input, base) }
  const body = await bodyOf(catalog, before, asked)
  const isDeleted = input.isDeleted ?? (isWhole ? false : (before?.isDeleted ?? false))
  const login = await loginOf(app, tenantId, asked)
  const isSame =
    before !== undefined &&
    before.isDeleted === isDeleted &&
    isDeepStrictEqual({ ...before.body }, body) &&
    isDeepStrictEqual(kept?.body ?? emptyFile, file)
  if (before && isSame && login === undefined) return { item: before, isNew: false }
  const item = {
    book: 'employee' as const,
    id,
    organizationId: before?.organizationId ?? null,
    isDeleted,
    body,
  }
  const at = app.clock.now()
  await saveBooks(app, tenantId, [item], scope.actor, {
    together: async (tx, revision) => {
      const record = {
        kind: 'personnelFile' as const,
        id,
        ownerId: id,
        from: at,
        to: null,
        isDeleted,
        revision,
      }
      await tx.staffRecords.save(tenantId, [{ ...record, body: file }])
      await keepLogin(tx, { tenantId, employeeId: id, login: isDeleted ? null : login, at })
    },
  })
  const item_ = (await app.catalog(tenantId)).find('employee', id)
  if (!item_) throw new Error(`employee ${id} was saved and is not there`)
  return { item: item_, isNew: before === undefined }
}

/** Deletes an employee, who can no longer log in; one that is deleted stays so. Refuses an unknown one. */
export async function deleteEmployee(app: App, scope: BackOfficeScope, id: Uuid): Promise<void> {
  const { tenantId, actor } = scope
  const before = (await app.catalog(tenantId)).find('employee', id)
  if (!before) throw refuse('back-office.entity-unknown', { entity: 'User', id })
  if (before.isDeleted) return
  await saveBooks(app, tenantId, [{ ...before, isDeleted: true }], actor, {
    together: (tx) => tx.backOfficeLogins.remove(tenantId, id),
  })
}

function departmentOf(catalog: Catalog, code: string): Uuid {
  const found = catalog.all('organization').find((one) => !one.isDeleted && one.body.code === code)
  if (!found) throw refuse('back-office.department-unknown', { code })
  return found.id
}

/** Departments by their codes; none at all means all of the chain (server-api §9.1). */
function departmentsOf(catalog: Catalog, codes: readonly string[]): Uuid[] | null {
  const said = codes.filter((code) => code !== '')
  return said.length === 0 ? null : [...new Set(said.map((code) => departmentOf(catalog, code)))]
}

function placesOf(
  catalog: Catalog,
  { responsibleCodes, preferredCode }: EmployeeInput,
  base: PersonnelFile,
): Pick<PersonnelFile, 'responsibleOrganizationIds' | 'preferredOrganizationId'> {
  return {
    responsibleOrganizationIds:
      responsibleCodes === undefined
        ? base.responsibleOrganizationIds
        : departmentsOf(catalog, responsibleCodes),
    preferredOrganizationId:
      preferredCode === undefined
        ? base.preferredOrganizationId
        : preferredCode === ''
          ? null
          : departmentOf(catalog, preferredCode),
  }
}

function roleByCode(catalog: Catalog, code: string): Uuid {
  const role = catalog.all('role').find((one) => !one.isDeleted && one.body.code === code)
  if (!role) throw refuse('back-office.role-unknown', { code })
  return role.id
}

function roleById(catalog: Catalog, id: Uuid): Uuid {
  if (!catalog.living('role', id)) throw refuse('back-office.role-unknown', { code: id })
  return id
}

/** Roles by ids and codes together, the main one first; null where nothing was said of them. */
function rolesOf(catalog: Catalog, input: EmployeeInput): Uuid[] | null {
  const { mainRoleId, mainRoleCode, roleIds, roleCodes } = input
  if ([mainRoleId, mainRoleCode, roleIds, roleCodes].every((one) => one === undefined)) return null
  const main = mainRoleId ?? (mainRoleCode ? roleByCode(catalog, mainRoleCode) : null)
  const said = [
    ...(main ? [roleById(catalog, main)] : []),
    ...(roleIds ?? []).map((id) => roleById(catalog, id)),
    ...(roleCodes ?? []).filter((code) => code !== '').map((code) => roleByCode(catalog, code)),
  ]
  return [...new Set(said)]
}

/** New couriers and operators are told by their colleagues: the wire has no word for them. */
function kindOf(catalog: Catalog, [mainRoleId]: readonly Uuid[]): Pick<Employee, 'isCourier' | 'isOperator'> {
  const colleagues = catalog
    .all('employee')
    .filter(({ isDeleted, body }) => !isDeleted && mainRoleId && body.roleIds[0] === mainRoleId)
  return {
    isCourier: colleagues.some(({ body }) => body.isCourier),
    isOperator: colleagues.some(({ body }) => body.isOperator),
  }
}

function nameOf({ name, firstName, lastName }: Omit<Texts, 'code'>): string {
  const said = name?.trim() || [lastName, firstName].filter(Boolean).join(' ').trim()
  if (said === '') throw refuse('back-office.employee-name-empty')
  return said
}

function freeCode(catalog: Catalog, id: Uuid, code: string): string {
  const isTaken =
    code !== '' &&
    catalog.all('employee').some((one) => !one.isDeleted && one.id !== id && one.body.code === code)
  if (isTaken) throw refuse('back-office.employee-code-taken', { code })
  return code
}

async function pinHashOf(catalog: Catalog, id: Uuid, pin: string): Promise<string | null> {
  if (pin === '') return null
  if (!pinPattern.test(pin)) throw refuse('back-office.pin-invalid')
  const pinHash = await hashPin(catalog.tenantId, pin)
  const isTaken = catalog
    .all('employee')
    .some((one) => !one.isDeleted && one.id !== id && one.body.pinHash === pinHash)
  if (isTaken) throw refuse('back-office.pin-taken')
  return pinHash
}

const optionalText = <Key extends string>(key: Key, text: string | undefined) =>
  (text ? { [key]: text } : {}) as { [K in Key]?: string }

async function bodyOf(
  catalog: Catalog,
  before: Item | undefined,
  { id, home, isWhole, input }: { id: Uuid; home: Uuid | null; isWhole: boolean; input: EmployeeInput },
): Promise<Employee> {
  const base = isWhole ? undefined : before?.body
  const firstName = input.firstName ?? base?.firstName ?? ''
  const lastName = input.lastName ?? base?.lastName ?? ''
  const roleIds = rolesOf(catalog, input) ?? base?.roleIds ?? []
  const everywhere = catalog.all('organization').flatMap((one) => (one.isDeleted ? [] : [one.id]))
  const said = input.departmentCodes ? (departmentsOf(catalog, input.departmentCodes) ?? everywhere) : null
  const { isCourier, isOperator } = before?.body ?? kindOf(catalog, roleIds)
  return {
    name: nameOf({ name: input.name ?? base?.name ?? '', firstName, lastName }),
    code: freeCode(catalog, id, input.code ?? base?.code ?? ''),
    firstName,
    ...optionalText('middleName', input.middleName ?? base?.middleName),
    lastName,
    phone: (input.phone ?? base?.phone) || null,
    ...optionalText('email', input.email ?? base?.email),
    roleIds,
    isCourier,
    isOperator,
    pinHash:
      input.pin === undefined ? (before?.body.pinHash ?? null) : await pinHashOf(catalog, id, input.pin),
    ...(await cardOf(catalog.tenantId, before?.body, input.card)),
    organizationIds: said ?? base?.organizationIds ?? (home === null ? everywhere : [home]),
  }
}

/** A card that nothing is said of stays; an empty one is taken away. */
async function cardOf(
  tenantId: Uuid,
  before: Employee | undefined,
  card: string | undefined,
): Promise<Pick<Employee, 'cardHash'>> {
  if (card === undefined) return before?.cardHash ? { cardHash: before.cardHash } : {}
  return card === '' ? {} : { cardHash: await hashCard(tenantId, card) }
}

/** The login to be kept: null removes it, undefined leaves it as it is. */
async function loginOf(
  app: App,
  tenantId: Uuid,
  { id, isWhole, input }: { id: Uuid; isWhole: boolean; input: EmployeeInput },
): Promise<Pick<BackOfficeLogin, 'login' | 'passwordHash'> | null | undefined> {
  const kept = (await app.storage.now.backOfficeLogins.list(tenantId)).find((one) => one.employeeId === id)
  const login = input.login?.trim() ?? (isWhole ? '' : (kept?.login ?? ''))
  if (login === '') return kept ? null : undefined
  if (login === kept?.login && !input.password) return undefined
  if (!isLogin(login)) throw refuse('back-office.login-invalid', { login: login.slice(0, 80) })
  const taken = await app.storage.now.backOfficeLogins.byLogin(login)
  if (taken && taken.employeeId !== id) throw refuse('back-office.login-taken', { login })
  if (kept && !input.password) return { login, passwordHash: kept.passwordHash }
  // Without a password nobody can enter by this login until one is set.
  const password = input.password || app.random.uuid()
  return { login, passwordHash: await hashPassword(app.random, digestOfPassword(password)) }
}

async function keepLogin(
  tx: Tx,
  kept: {
    tenantId: Uuid
    employeeId: Uuid
    login: Pick<BackOfficeLogin, 'login' | 'passwordHash'> | null | undefined
    at: number
  },
): Promise<void> {
  const { tenantId, employeeId, login, at } = kept
  if (login === undefined) return
  if (login === null) return tx.backOfficeLogins.remove(tenantId, employeeId)
  return tx.backOfficeLogins.save({ tenantId, employeeId, ...login }, at)
}
