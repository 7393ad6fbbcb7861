import {
  bool,
  choice,
  day,
  decimal,
  type Group,
  int,
  json,
  list,
  type Members,
  noted,
  nothing,
  nullable,
  type Operation,
  optional,
  otherwise,
  repeated,
  revisionFrom,
  siblings,
  text,
  type,
  uuid,
  withoutDeleted,
  xml,
} from '../describe.ts'

const told = (summary: string, source: string) => ({ summary, source, known: 'documented' as const })
const fromWadl = (summary: string) => ({ summary, source: '§9.2', known: 'wadl' as const })
/** iiko does not say which right; what somebody may do and earns is not for everybody to write. */
const right = 'B_ADM' as const

const scheduleKind = choice('SESSION', 'HOURS', 'FIXED')
const role = xml('role', type('EmployeeRole'))
const roles = xml('employeeRoles', list(type('EmployeeRole'), 'role'))
const salary = xml('salary', type('Salary'))
const salaries = xml('salaries', list(type('Salary'), 'salary'))

const written = { code: optional(text), name: optional(text) }
const pay = {
  paymentPerHour: optional(decimal),
  steadySalary: noted('Read only', optional(decimal)),
  scheduleType: optional(scheduleKind),
}

const roleOperations: Record<string, Operation> = {
  'GET /employees/roles': {
    ...told('Roles', '§9.2'),
    query: { includeDeleted: withoutDeleted, revisionFrom },
    answer: roles,
  },
  'GET /employees/roles/byCode/{code}': { ...fromWadl('One role by its code'), answer: role },
  'GET /employees/roles/byId/{id}': { ...fromWadl('One role'), answer: role },
  'GET /employees/roles/search': {
    ...fromWadl('Roles by regular expressions'),
    query: { includeDeleted: withoutDeleted, code: optional(text), name: optional(text) },
    answer: roles,
  },
  'PUT /employees/roles/byCode/{code}': {
    ...fromWadl('Writes a role by its code; the one in the body wins'),
    right,
    body: xml('role', type('RoleWritten')),
    answer: role,
  },
  'PUT /employees/roles/byId/{id}': {
    ...fromWadl('Writes a role whole: what is not sent is reset'),
    right,
    body: xml('role', type('RoleWritten')),
    answer: role,
  },
  'POST /employees/roles/byId/{id}': {
    ...fromWadl('Changes what a form names of a role'),
    right,
    query: { ...written, ...pay },
    answer: role,
  },
  'DELETE /employees/roles/byId/{id}': { ...fromWadl('Deletes a role'), right, answer: nothing },
}

const salaryOperations: Record<string, Operation> = {
  'GET /employees/salary': {
    ...told('Salaries of the present', '§9.3'),
    query: { revisionFrom },
    answer: salaries,
  },
  'GET /employees/salary/byId/{employeeId}': { ...told('Salaries of an employee', '§9.3'), answer: salaries },
  'GET /employees/salary/byId/{employeeId}/{date}': {
    ...told('The salary of an employee on a day', '§9.3'),
    answer: salary,
  },
  'POST /employees/salary/byId/{employeeId}/{date}': {
    ...told('Sets a salary from a day on', '§9.3'),
    right,
    since: '4.0',
    query: { payment: decimal },
    answer: salary,
  },
}

const period: Members = {
  from: day,
  to: noted('Inclusive', day),
  withPaymentDetails: otherwise(false, bool),
  revisionFrom,
}

/** The addresses that schedules and attendances have alike. */
function byPerson(what: string, path: string, one: string, record: string): Record<string, Operation> {
  const source = one === 'schedule' ? '§9.4' : '§9.5'
  const listed = (of: string): Operation => ({
    ...told(`${what}${of}`, source),
    query: period,
    answer: xml(`${one}s`, list(type(record), one)),
  })
  const single = xml(one, type(record))
  const saved = (summary: string): Operation => ({
    ...told(`${what}: ${summary}`, source),
    right,
    body: xml(one, type(`${record}Written`)),
    answer: single,
  })
  return {
    [`GET ${path}`]: listed(' of a period'),
    [`GET ${path}/byEmployee/{employeeId}`]: listed(' of one employee'),
    [`GET ${path}/byDepartment/{departmentCode}`]: listed(' of a department by its code'),
    [`GET ${path}/byDepartment/{departmentCode}/byEmployee/{employeeId}`]: listed(
      ' of one employee in a department by its code',
    ),
    [`GET ${path}/department/{departmentId}`]: listed(' of a department by its id'),
    [`GET ${path}/department/{departmentId}/byEmployee/{employeeId}`]: listed(
      ' of one employee in a department by its id',
    ),
    [`POST ${path}/create`]: saved('a new one'),
    [`POST ${path}/update`]: saved('changes one'),
    [`DELETE ${path}/byId/{id}`]: {
      ...told(`${what}: deletes one`, source),
      right,
      since: '5.0',
      answer: single,
    },
  }
}

const teamLists = { includeDeleted: withoutDeleted, revisionFrom }
const teams = xml('waiterTeams', list(type('WaiterTeam'), 'waiterTeam'))
const team = xml('waiterTeam', type('WaiterTeam'))
const teamBody = xml('waiterTeam', type('WaiterTeamWritten'))
const assignments = xml('waiterTeamAssignments', type('WaiterTeamAssignments'))
const ofTeams = (summary: string): Operation => ({ ...told(summary, '§9.7'), since: '8.1' })

const teamOperations: Record<string, Operation> = {
  'GET /employees/waiterTeams': { ...ofTeams('Teams of waiters'), query: teamLists, answer: teams },
  ...siblings('GET', '/employees/waiterTeams/byDepartment', ['{departmentId}'], () => ({
    ...ofTeams('Teams of waiters of a department'),
    query: teamLists,
    answer: teams,
  })),
  'GET /employees/waiterTeams/byCode/{code}': {
    ...ofTeams('Teams of waiters by code'),
    query: { includeDeleted: withoutDeleted },
    answer: teams,
  },
  'GET /employees/waiterTeams/byId/{id}': { ...ofTeams('One team of waiters'), answer: team },
  'GET /employees/waiterTeams/search': {
    ...ofTeams('Teams of waiters by regular expressions'),
    query: { includeDeleted: withoutDeleted, name: optional(text), code: optional(text) },
    answer: teams,
  },
  'GET /employees/waiterTeams/assignments': {
    ...ofTeams('Who is in which team'),
    query: { revisionFrom },
    answer: xml('waiterTeamAssignmentsList', list(type('WaiterTeamAssignments'), 'waiterTeamAssignments')),
  },
  'GET /employees/waiterTeams/assignments/byDepartment/{departmentId}': {
    ...ofTeams('Who is in which team of a department'),
    answer: assignments,
  },
  'PUT /employees/waiterTeams/assignments': {
    ...ofTeams('Puts employees into teams'),
    right,
    body: xml('waiterTeamAssignments', type('WaiterTeamAssignmentsWritten')),
    answer: assignments,
  },
  'PUT /employees/waiterTeams/byCode/{code}': {
    ...ofTeams('Writes a new team'),
    right,
    body: teamBody,
    answer: team,
  },
  'PUT /employees/waiterTeams/byId/{id}': {
    ...ofTeams('Writes a team whole'),
    right,
    body: teamBody,
    answer: team,
  },
  'POST /employees/waiterTeams/byId/{id}': {
    ...ofTeams('Changes a team by a form'),
    right,
    query: written,
    answer: team,
  },
  'DELETE /employees/waiterTeams/byId/{id}': { ...ofTeams('Deletes a team'), right, answer: nothing },
}

const moments = { dateFrom: text, dateTo: optional(text) }

const types: Record<string, Members> = {
  EmployeeRole: {
    id: uuid,
    code: text,
    name: text,
    paymentPerHour: decimal,
    steadySalary: decimal,
    scheduleType: scheduleKind,
    deleted: bool,
  },
  RoleWritten: { id: optional(uuid), ...written, ...pay, deleted: optional(bool) },
  Salary: { ...moments, employeeId: uuid, payment: decimal },
  ScheduleType: {
    code: text,
    comment: optional(text),
    id: uuid,
    lengthMinutes: int,
    name: text,
    overtime: bool,
    startTime: noted('HH:mm of the day', text),
    tariff: optional(decimal),
  },
  AttendanceType: {
    code: text,
    comment: optional(text),
    id: uuid,
    name: text,
    payRate: decimal,
    status: noted('Counts as work', bool),
  },
  PaymentDetails: {
    salaryDepartmentId: uuid,
    salaryDepartmentName: text,
    regularPayedMinutes: int,
    regularPaymentSum: decimal,
    overtimePayedMinutes: int,
    overtimePaymentSum: decimal,
    otherPaymentsSum: decimal,
  },
  Schedule: {
    id: uuid,
    employeeId: uuid,
    roleId: uuid,
    nonPaidMinutes: int,
    scheduleTypeId: optional(uuid),
    scheduleTypeCode: optional(text),
    ...moments,
    departmentId: uuid,
    departmentName: text,
    paymentDetails: optional(type('PaymentDetails')),
  },
  ScheduleWritten: {
    id: optional(uuid),
    employeeId: uuid,
    roleId: uuid,
    nonPaidMinutes: optional(int),
    scheduleTypeId: optional(uuid),
    scheduleTypeCode: optional(text),
    dateFrom: text,
    dateTo: text,
    departmentId: optional(uuid),
  },
  Attendance: {
    id: uuid,
    employeeId: uuid,
    roleId: optional(uuid),
    ...moments,
    attendanceTypeId: optional(uuid),
    attendanceType: optional(text),
    comment: optional(text),
    departmentId: uuid,
    departmentName: text,
    paymentDetails: optional(type('PaymentDetails')),
    personalDateFrom: optional(text),
    personalDateTo: optional(text),
    created: optional(text),
    modified: optional(text),
    userModified: optional(uuid),
  },
  AttendanceWritten: {
    id: optional(uuid),
    employeeId: uuid,
    roleId: optional(uuid),
    ...moments,
    attendanceTypeId: optional(uuid),
    attendanceType: optional(text),
    comment: optional(text),
    departmentId: optional(uuid),
    personalDateFrom: optional(text),
    personalDateTo: optional(text),
  },
  Availability: { employeeId: uuid, dateFrom: text, dateTo: text },
  WaiterTeam: { id: uuid, code: text, name: text, deleted: bool, departmentId: uuid },
  WaiterTeamWritten: {
    id: optional(uuid),
    ...written,
    deleted: optional(bool),
    departmentId: noted('Not looked at: teams are of the server that they are written on', optional(uuid)),
  },
  WaiterTeamAssignment: { employeeId: uuid, teamId: optional(uuid) },
  WaiterTeamAssignments: {
    id: uuid,
    assignment: repeated(type('WaiterTeamAssignment')),
    departmentId: uuid,
  },
  WaiterTeamAssignmentsWritten: {
    id: optional(uuid),
    assignment: optional(repeated(type('WaiterTeamAssignment'))),
    departmentId: optional(uuid),
  },
  Payroll: {
    id: uuid,
    dateFrom: text,
    dateTo: text,
    department: uuid,
    documentNumber: text,
    status: choice('NEW', 'PROCESSED', 'DELETED'),
    comment: nullable(text),
  },
}

/** What belongs to employees: roles, salary, schedules, attendances, teams, payrolls (server-api §9.2–9.8). */
export const staffing: Group = {
  area: 'Staffing',
  operations: {
    ...roleOperations,
    ...salaryOperations,
    'GET /employees/schedule/types': {
      ...told('Types of shifts', '§9.4'),
      since: '2.5',
      answer: xml('scheduleTypes', list(type('ScheduleType'), 'scheduleType')),
    },
    ...byPerson('Scheduled shifts', '/employees/schedule', 'schedule', 'Schedule'),
    'GET /employees/attendance/types': {
      ...told('Types of attendances', '§9.5'),
      since: '2.5',
      query: { includeDeleted: withoutDeleted, revisionFrom },
      answer: xml('attendanceTypes', list(type('AttendanceType'), 'attendanceType')),
    },
    ...byPerson('Attendances', '/employees/attendance', 'attendance', 'Attendance'),
    'GET /employees/availability/list': {
      ...told('When employees can work', '§9.6'),
      since: '5.0',
      query: {
        from: day,
        to: noted('Exclusive', day),
        department: optional(list(uuid)),
        role: optional(list(uuid)),
        user: optional(list(uuid)),
      },
      answer: xml('availabilities', list(type('Availability'), 'availability')),
    },
    ...teamOperations,
    'GET /v2/payrolls/list': {
      ...told('Payrolls', '§9.8'),
      since: '6.0',
      query: {
        dateFrom: day,
        dateTo: noted('Inclusive', day),
        department: uuid,
        includeDeleted: withoutDeleted,
        revisionFrom,
      },
      answer: json(list(type('Payroll'))),
    },
  },
  types,
}
