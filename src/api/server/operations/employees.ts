import { deleteEmployee, type EmployeeInput, saveEmployee } from '../../../app/server/save-employee.ts'
import type { BookItem } from '../../../domain/reference/books.ts'
import { worksAt } from '../../../domain/reference/staff.ts'
import { emptyFile, type PersonnelFile } from '../../../domain/staff/records.ts'
import { isUuid, type Uuid } from '../../../kernel/ids.ts'
import { conflict, malformed, notFound } from '../errors.ts'
import type { Employee, ExternalData } from '../generated/types.ts'
import { AnswerWith, type Call, type Caller, type Handlers } from '../operation.ts'
import { readXml } from '../wire/read-xml.ts'
import { readMoment, staffMoment, zoneOf } from './moments.ts'
import { found, matching } from './scope.ts'
import { scopeOf } from './writing.ts'

type Item = BookItem<'employee'>
/** A person with what lies beside the book. */
type Person = { item: Item; isDeleted: boolean; revision: bigint; wire: Employee }

/** On a restaurant's server only those who work there are known; the chain knows all (server-api §9.1, §26.11). */
export const staffOf = ({ catalog, organizationId }: Caller): Item[] =>
  catalog.all('employee').filter((item) => organizationId === null || worksAt(item, organizationId))

/** A department by its code, among those that the server is of; 409 for a code that none has (server-api §9.4). */
export function departmentByCode({ catalog, organizationId }: Caller, code: string): Uuid {
  const item = catalog.all('organization').find((one) => !one.isDeleted && one.body.code === code)
  if (!item || (organizationId !== null && item.id !== organizationId))
    throw conflict(`Department with code ${code} not found`)
  return item.id
}

const codesOf = ({ catalog }: Caller, ids: readonly Uuid[]): string[] =>
  ids.flatMap((id) => catalog.find('organization', id)?.body.code ?? [])

/** None at all where somebody works in all departments. */
function departmentCodesOf(caller: Caller, { body }: Item): string[] {
  const all = caller.catalog.all('organization').filter(({ isDeleted }) => !isDeleted)
  return all.every(({ id }) => body.organizationIds.includes(id)) ? [] : codesOf(caller, body.organizationIds)
}

const filled = (text: string | undefined | null): string | undefined => (text ? text : undefined)

/** How a person is written; PIN and password never are. */
function onWire(caller: Caller, item: Item, file: PersonnelFile, login: string | undefined): Employee {
  const { body } = item
  const zone = zoneOf(caller)
  const moment = (at: number | null) => (at === null ? undefined : staffMoment(at, zone))
  const roles = body.roleIds.flatMap((id) => caller.catalog.find('role', id) ?? [])
  const preferred = file.preferredOrganizationId
  const members = {
    login,
    mainRoleId: body.roleIds[0],
    mainRoleCode: roles[0]?.body.code,
    phone: filled(file.phone),
    cellPhone: filled(body.phone),
    firstName: body.firstName,
    middleName: filled(body.middleName),
    lastName: body.lastName,
    birthday: moment(file.birthday),
    email: filled(body.email),
    address: filled(file.address),
    hireDate: moment(file.hireDate),
    hireDocumentNumber: filled(file.hireDocumentNumber),
    fireDate: moment(file.fireDate),
    note: filled(file.note),
    cardNumber: file.cardNumber,
    taxpayerIdNumber: filled(file.taxpayerIdNumber),
    snils: filled(file.snils),
    gln: filled(file.gln),
    activationDate: moment(file.activationDate),
    deactivationDate: moment(file.deactivationDate),
    preferredDepartmentCode: preferred === null ? undefined : codesOf(caller, [preferred])[0],
  }
  const said = Object.entries(members).filter(([, value]) => value !== undefined)
  return {
    id: item.id,
    code: body.code,
    name: body.name,
    ...(Object.fromEntries(said) as Partial<Employee>),
    rolesIds: body.roleIds,
    roleCodes: roles.map((role) => role.body.code),
    departmentCodes: departmentCodesOf(caller, item),
    responsibilityDepartmentCodes: codesOf(caller, file.responsibleOrganizationIds ?? []),
    deleted: item.isDeleted,
    supplier: file.isSupplier,
    employee: file.isEmployee,
    client: file.isClient,
    ...(file.externalData.length === 0 ? {} : { publicExternalData: externalOnWire(file) }),
  }
}

const externalOnWire = ({ externalData }: PersonnelFile): ExternalData[] =>
  externalData.map(({ key, value }) => (value === null ? { key } : { key, value }))

/** All that a server knows of, with their files and logins. */
async function people(
  { app, caller }: Pick<Call, 'app' | 'caller'>,
  items = staffOf(caller),
): Promise<Person[]> {
  const { tenantId } = caller
  const files = await app.storage.now.staffRecords.list(tenantId, 'personnelFile')
  const logins = await app.storage.now.backOfficeLogins.list(tenantId)
  const fileOf = new Map(files.map(({ id, body }) => [id, body]))
  const loginOf = new Map(logins.map(({ employeeId, login }) => [employeeId, login]))
  return items.map((item) => ({
    item,
    isDeleted: item.isDeleted,
    revision: item.revision,
    wire: onWire(caller, item, fileOf.get(item.id) ?? emptyFile, loginOf.get(item.id)),
  }))
}

const wires = (persons: readonly Person[]): Employee[] => persons.map(({ wire }) => wire)

/** The employee of an address; 404 in iiko's words for a stranger (server-api §9.1). */
export function employeeById(caller: Caller, id: string): Item {
  const item = staffOf(caller).find((one) => one.id === id.toLowerCase())
  if (!item) throw notFound('User', id)
  return item
}

async function oneWire(call: Pick<Call, 'app' | 'caller'>, item: Item): Promise<Employee> {
  const [person] = await people(call, [item])
  if (!person) throw notFound('User', item.id)
  return person.wire
}

type Written = Omit<
  NonNullable<Call<'PUT /employees/byId/{id}'>['body']>,
  'publicExternalData' | 'id' | 'rolesIds'
> & { rolesIds?: Uuid[] | undefined; publicExternalData?: ExternalData[] | undefined }

const textMembers = [
  'phone',
  'address',
  'note',
  'cardNumber',
  'taxpayerIdNumber',
  'snils',
  'gln',
  'hireDocumentNumber',
] as const
const dateMembers = ['birthday', 'hireDate', 'fireDate', 'activationDate', 'deactivationDate'] as const

/** The personal file as far as it was said; an empty date is none. */
function fileOf(caller: Caller, written: Written): Partial<PersonnelFile> {
  const file: Partial<PersonnelFile> = {}
  for (const name of textMembers) if (written[name] !== undefined) file[name] = written[name]
  for (const name of dateMembers) {
    const said = written[name]
    if (said !== undefined) file[name] = said.trim() === '' ? null : readMoment(said, zoneOf(caller))
  }
  if (written.supplier !== undefined) file.isSupplier = written.supplier
  if (written.employee !== undefined) file.isEmployee = written.employee
  if (written.client !== undefined) file.isClient = written.client
  if (written.publicExternalData)
    file.externalData = written.publicExternalData.map(({ key, value }) => ({ key, value: value ?? null }))
  return file
}

const inputOf = (caller: Caller, written: Written): EmployeeInput => ({
  code: written.code?.trim(),
  name: written.name,
  firstName: written.firstName,
  middleName: written.middleName,
  lastName: written.lastName,
  email: written.email,
  phone: written.cellPhone,
  login: written.login,
  password: written.password,
  pin: written.pinCode?.trim(),
  card: written.cardNumber?.trim(),
  mainRoleId: written.mainRoleId,
  mainRoleCode: written.mainRoleCode,
  roleIds: written.rolesIds,
  roleCodes: written.roleCodes,
  departmentCodes: written.departmentCodes,
  responsibleCodes: written.responsibilityDepartmentCodes,
  preferredCode: written.preferredDepartmentCode,
  isDeleted: written.deleted,
  file: fileOf(caller, written),
})

/** The XML fragment of a form: entries below a root of any name (server-api §9.1). */
function externalOfForm(fragment: string | undefined): ExternalData[] | undefined {
  if (fragment === undefined) return undefined
  if (fragment.trim() === '') return []
  return readXml(fragment).children.map((entry) => {
    const textOf = (name: string) => entry.children.find((child) => child.name === name)?.text
    const key = textOf('key')
    if (!key) throw malformed("Argument for @NotNull parameter 'publicExternalData.key' must not be null")
    const value = textOf('value')
    return value === undefined ? { key } : { key, value }
  })
}

async function save(call: Call, id: Uuid, isWhole: boolean, written: Written): Promise<AnswerWith<Employee>> {
  const { app, caller } = call
  const home = caller.organizationId
  // Whoever works elsewhere is unknown to a restaurant's server and not to be changed by it.
  if (home !== null && caller.catalog.find('employee', id)) employeeById(caller, id)
  const input = inputOf(caller, written)
  const { item, isNew } = await saveEmployee(app, scopeOf(call), { id, home, isWhole, input })
  const catalog = await app.catalog(caller.tenantId)
  const wire = await oneWire({ app, caller: { ...caller, catalog } }, item)
  return new AnswerWith(wire, { status: isNew ? 201 : 200 })
}

function idOf(text: string): Uuid {
  if (!isUuid(text)) throw malformed(`Wrong value of 'id': an id is expected, not '${text.slice(0, 80)}'`)
  return text.toLowerCase()
}

const searched = {
  address: ({ wire }: Person) => [wire.address ?? ''],
  cardNumber: ({ wire }: Person) => [wire.cardNumber ?? ''],
  cellPhone: ({ wire }: Person) => [wire.cellPhone ?? ''],
  client: ({ wire }: Person) => [String(wire.client)],
  code: ({ wire }: Person) => [wire.code],
  email: ({ wire }: Person) => [wire.email ?? ''],
  employee: ({ wire }: Person) => [String(wire.employee)],
  firstName: ({ wire }: Person) => [wire.firstName ?? ''],
  lastName: ({ wire }: Person) => [wire.lastName ?? ''],
  login: ({ wire }: Person) => [wire.login ?? ''],
  mainRoleCode: ({ wire }: Person) => [wire.mainRoleCode ?? ''],
  middleName: ({ wire }: Person) => [wire.middleName ?? ''],
  name: ({ wire }: Person) => [wire.name],
  note: ({ wire }: Person) => [wire.note ?? ''],
  phone: ({ wire }: Person) => [wire.phone ?? ''],
  supplier: ({ wire }: Person) => [String(wire.supplier)],
}

/** People who work with the chain (server-api §9.1). */
export const employeeHandlers: Handlers = {
  'GET /employees': async (call) => wires(matching(await people(call as Call), call.query)),
  'GET /employees/byDepartment/{code}': async (call) => {
    const department = departmentByCode(call.caller, call.path.code)
    const items = staffOf(call.caller).filter((item) => worksAt(item, department))
    return wires(matching(await people(call as Call, items), call.query))
  },
  'GET /employees/byId/{id}': async (call) => oneWire(call as Call, employeeById(call.caller, call.path.id)),
  'GET /employees/byCode/{code}': async (call) => {
    const { caller, path, query } = call
    const item = matching(staffOf(caller), query).find(({ body }) => body.code === path.code)
    if (!item) throw notFound('User', path.code)
    return oneWire(call as Call, item)
  },
  'GET /employees/search': async (call) => {
    const persons = matching(await people(call as Call), call.query)
    return wires(found(persons, call.query, searched))
  },

  'PUT /employees/byId/{id}': async (call) => save(call as Call, idOf(call.path.id), true, call.body),
  'PUT /employees/byCode/{code}': async (call) => {
    const { caller, path, body, app } = call
    const code = body.code?.trim() || path.code
    const known = staffOf(caller).find((one) => !one.isDeleted && one.body.code === code)
    return save(call as Call, known?.id ?? body.id ?? app.random.uuid(), true, { ...body, code })
  },
  'POST /employees/byId/{id}': async (call) => {
    const { externalData, publicExternalData, ...form } = call.query
    const external = externalOfForm(publicExternalData ?? externalData)
    return save(call as Call, idOf(call.path.id), false, { ...form, publicExternalData: external })
  },
  'DELETE /employees/byId/{id}': async (call) => {
    const { id } = employeeById(call.caller, call.path.id)
    await deleteEmployee(call.app, scopeOf(call), id)
    return undefined
  },
}
