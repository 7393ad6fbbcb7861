import type { Employee } from '../generated/types.ts'
import type { Caller, Handlers } from '../operation.ts'
import { found, itemsOf, matching } from './scope.ts'

/** Suppliers are people of the one directory that employees are in too (server-api §8, §9). */
const suppliersOf = (caller: Caller) =>
  itemsOf(caller, 'counteragent')
    .filter(({ body }) => body.isSupplier)
    .map(({ id, isDeleted, revision, body }) => ({
      isDeleted,
      revision,
      onWire: {
        id,
        code: body.code,
        name: body.name,
        login: '',
        rolesIds: [],
        roleCodes: [],
        phone: body.phone,
        email: body.email,
        taxpayerIdNumber: body.taxpayerIdNumber,
        departmentCodes: [],
        responsibilityDepartmentCodes: [],
        deleted: isDeleted,
        supplier: true,
        employee: false,
        client: body.isClient,
      },
    }))

const onWire = (people: readonly { onWire: Employee }[]): Employee[] => people.map((one) => one.onWire)

/** What each parameter of a search looks into. */
const searched: Record<string, (person: Employee) => readonly string[]> = {
  name: ({ name }) => [name],
  code: ({ code }) => [code],
  phone: ({ phone = '' }) => [phone],
  cellPhone: ({ cellPhone = '' }) => [cellPhone],
  firstName: ({ firstName = '' }) => [firstName],
  middleName: ({ middleName = '' }) => [middleName],
  lastName: ({ lastName = '' }) => [lastName],
  email: ({ email = '' }) => [email],
  cardNumber: ({ cardNumber = '' }) => [cardNumber],
  taxpayerIdNumber: ({ taxpayerIdNumber = '' }) => [taxpayerIdNumber],
}

/** Suppliers (server-api §8). */
export const supplierHandlers: Handlers = {
  'GET /suppliers': async ({ caller, query }) => onWire(matching(suppliersOf(caller), query)),
  'GET /suppliers/search': async ({ caller, query }) =>
    found(onWire(matching(suppliersOf(caller), {})), query, searched),
}
