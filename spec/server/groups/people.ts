import {
  bool,
  decimal,
  type Group,
  list,
  noted,
  nothing,
  optional,
  repeated,
  revisionFrom,
  russianDay,
  text,
  type,
  uuid,
  withoutDeleted,
  xml,
} from '../describe.ts'

const employees = xml('employees', list(type('Employee'), 'employee'))
const one = xml('employee', type('Employee'))
const find = optional(text)

/** Single texts by which an employee is written, as XML or as a form; dates are among them (server-api §9.1). */
const writtenTexts = Object.fromEntries(
  (
    'code name login password mainRoleCode phone cellPhone firstName middleName lastName birthday email address ' +
    'hireDate hireDocumentNumber fireDate note cardNumber pinCode taxpayerIdNumber snils gln activationDate ' +
    'deactivationDate preferredDepartmentCode'
  )
    .split(' ')
    .map((name) => [name, optional(text)]),
)

const read = (summary: string, source: string) => ({ summary, source, known: 'documented' as const })
/** iiko does not say which right; roles and logins are rights themselves, so nobody without B_ADM gives them. */
const write = (summary: string) => ({ ...read(summary, '§9.1'), right: 'B_ADM' as const })

/** Whom the chain buys from (server-api §8). They are people of the one directory. */
export const suppliers: Group = {
  area: 'Suppliers',
  operations: {
    'GET /suppliers': {
      ...read('Suppliers', '§8'),
      since: '3.9',
      query: { includeDeleted: withoutDeleted, revisionFrom },
      answer: employees,
    },
    'GET /suppliers/search': {
      ...read('Suppliers by regular expressions, all of which must be found', '§8'),
      since: '3.9',
      query: {
        name: find,
        code: find,
        phone: find,
        cellPhone: find,
        firstName: find,
        middleName: find,
        lastName: find,
        email: find,
        cardNumber: find,
        taxpayerIdNumber: find,
      },
      answer: employees,
    },
    'GET /suppliers/{code}/pricelist': {
      ...read('The price list of a supplier, by its code or id', '§8'),
      since: '3.9',
      query: { date: noted('The day the list is in force; absent: the latest list', optional(russianDay)) },
      answer: xml(
        'supplierPriceListItemDtoes',
        list(type('SupplierPriceListItem'), 'supplierPriceListItemDto'),
      ),
    },
  },
  types: {
    SupplierPriceListItem: {
      nativeProduct: uuid,
      nativeProductCode: optional(text),
      nativeProductNum: text,
      nativeProductName: text,
      supplierProduct: optional(uuid),
      supplierProductCode: optional(text),
      supplierProductNum: optional(text),
      supplierProductName: optional(text),
      costPrice: decimal,
      allowablePriceDeviation: noted('Percent', decimal),
      container: optional(type('PriceListContainer')),
    },
    PriceListContainer: {
      id: uuid,
      name: text,
      count: noted('Main units in it', decimal),
      containerWeight: decimal,
      fullContainerWeight: decimal,
      backwardRecalculation: bool,
      deleted: bool,
      useInFront: bool,
    },
  },
}

/** Persons of all kinds (server-api §9.1). */
export const employeesGroup: Group = {
  area: 'Employees',
  operations: {
    'GET /employees': {
      ...read('Employees, suppliers and whoever else works with the chain', '§9.1'),
      since: '4.0',
      query: { includeDeleted: withoutDeleted, revisionFrom },
      answer: employees,
    },
    'GET /employees/byDepartment/{code}': {
      ...read('Employees of a department by its code', '§9.1'),
      since: '4.0',
      query: { includeDeleted: withoutDeleted },
      answer: employees,
    },
    'GET /employees/byId/{id}': {
      ...read('One employee', '§9.1'),
      since: '4.0',
      answer: one,
    },
    'GET /employees/byCode/{code}': {
      ...read('One employee by the number', '§9.1'),
      since: '4.0',
      query: { includeDeleted: withoutDeleted },
      answer: one,
    },
    'GET /employees/search': {
      ...read('Employees by regular expressions, all of which must be found', '§9.1'),
      since: '4.0',
      query: {
        includeDeleted: withoutDeleted,
        address: find,
        cardNumber: find,
        cellPhone: find,
        client: find,
        code: find,
        email: find,
        employee: find,
        firstName: find,
        lastName: find,
        login: find,
        mainRoleCode: find,
        middleName: find,
        name: find,
        note: find,
        phone: find,
        supplier: find,
      },
      answer: employees,
    },
    'PUT /employees/byId/{id}': {
      ...write('Writes an employee whole: what is not sent is reset'),
      since: '4.0',
      body: xml('employee', type('EmployeeWritten')),
      answer: one,
    },
    'PUT /employees/byCode/{code}': {
      ...write('Writes an employee by the number; the one in the body wins'),
      body: xml('employee', type('EmployeeWritten')),
      answer: one,
    },
    'POST /employees/byId/{id}': {
      ...write('Changes what a form names of an employee'),
      since: '4.0',
      query: {
        ...writtenTexts,
        mainRoleId: optional(uuid),
        rolesIds: optional(list(uuid)),
        roleCodes: optional(list(text)),
        departmentCodes: optional(list(text)),
        responsibilityDepartmentCodes: optional(list(text)),
        supplier: optional(bool),
        employee: optional(bool),
        client: optional(bool),
        publicExternalData: noted('An XML fragment of entries', optional(text)),
        externalData: noted('The same by its older name', optional(text)),
      },
      answer: one,
    },
    'DELETE /employees/byId/{id}': {
      ...write('Deletes an employee; nothing happens to one that is deleted'),
      since: '4.0',
      answer: nothing,
    },
  },
  types: {
    Employee: {
      id: uuid,
      code: text,
      name: text,
      login: optional(text),
      mainRoleId: optional(uuid),
      rolesIds: repeated(uuid),
      mainRoleCode: optional(text),
      roleCodes: repeated(text),
      phone: optional(text),
      cellPhone: optional(text),
      firstName: optional(text),
      middleName: optional(text),
      lastName: optional(text),
      birthday: optional(text),
      email: optional(text),
      address: optional(text),
      hireDate: optional(text),
      hireDocumentNumber: optional(text),
      fireDate: optional(text),
      note: optional(text),
      cardNumber: optional(text),
      taxpayerIdNumber: optional(text),
      snils: optional(text),
      gln: optional(text),
      activationDate: optional(text),
      deactivationDate: optional(text),
      preferredDepartmentCode: optional(text),
      departmentCodes: noted('None: all', repeated(text)),
      responsibilityDepartmentCodes: noted('None: all', repeated(text)),
      deleted: bool,
      supplier: bool,
      employee: bool,
      client: bool,
      publicExternalData: optional(list(type('ExternalData'), 'entry')),
    },
    EmployeeWritten: {
      id: optional(uuid),
      ...writtenTexts,
      mainRoleId: optional(uuid),
      rolesIds: optional(repeated(uuid)),
      roleCodes: optional(repeated(text)),
      departmentCodes: noted('None: all', optional(repeated(text))),
      responsibilityDepartmentCodes: noted('None: all', optional(repeated(text))),
      deleted: optional(bool),
      supplier: optional(bool),
      employee: optional(bool),
      client: optional(bool),
      publicExternalData: optional(list(type('ExternalData'), 'entry')),
    },
    ExternalData: { key: text, value: optional(text) },
  },
}
