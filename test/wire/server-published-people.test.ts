import { afterAll, beforeAll, expect } from 'vitest'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { peopleSamples as samples } from '../support/server-samples/people.ts'
import { startServer, type TestServer } from '../support/start-server.ts'
import { holdAgainstSamples, unverified } from './server-published-driver.ts'

let server: TestServer
let office: BackOffice
const petra = 'a1000000-0000-4000-8000-000000000001'
let scheduleId: string
let attendanceId: string

const idOf = (book: string, code: string): string =>
  server.chain.items.find((item) => item.book === book && (item.body as { code?: string }).code === code)
    ?.id ?? ''

const written = () => `<employee><code>204</code><name>Petra Lind</name><login>petra</login>
  <mainRoleCode>WAIT</mainRoleCode><roleCodes>WAIT</roleCodes><roleCodes>CASH</roleCodes>
  <phone>+46800000001</phone><cellPhone>+46700000001</cellPhone><firstName>Petra</firstName>
  <middleName>Maria</middleName><lastName>Lind</lastName><birthday>2000-02-06T00:00:00+03:00</birthday>
  <email>petra@inn.example</email><address>Harbour Street 4</address><hireDate>2030-02-01</hireDate>
  <hireDocumentNumber>H-12</hireDocumentNumber><fireDate>2040-02-01</fireDate><note>speaks Swedish</note>
  <cardNumber>card-17</cardNumber><taxpayerIdNumber>inn</taxpayerIdNumber><snils>snils</snils><gln>gln</gln>
  <activationDate>2030-02-01</activationDate><deactivationDate>2040-02-01</deactivationDate>
  <preferredDepartmentCode>2</preferredDepartmentCode><departmentCodes>2</departmentCodes>
  <responsibilityDepartmentCodes>2</responsibilityDepartmentCodes>
  <publicExternalData><entry><key>badge</key><value>17</value></entry></publicExternalData>
</employee>`
const schedule = (
  id = '',
) => `<schedule>${id}<employeeId>${petra}</employeeId><roleId>${idOf('role', 'WAIT')}</roleId>
  <nonPaidMinutes>30</nonPaidMinutes><scheduleTypeCode>Д</scheduleTypeCode>
  <dateFrom>2031-03-04T09:00:00+03:00</dateFrom><dateTo>2031-03-04T21:00:00+03:00</dateTo></schedule>`
const attendance = (id = '') => `<attendance>${id}<employeeId>${petra}</employeeId>
  <roleId>${idOf('role', 'WAIT')}</roleId><dateFrom>2031-03-04T09:00:00+03:00</dateFrom>
  <dateTo>2031-03-04T17:30:00+03:00</dateTo><attendanceType>${work()}</attendanceType><comment>swapped</comment>
  <personalDateFrom>2031-03-04T08:57:00+03:00</personalDateFrom>
  <personalDateTo>2031-03-04T17:33:00+03:00</personalDateTo></attendance>`
/** The code of the type that counts as work. */
const work = (): string =>
  server.chain.items.flatMap((item) =>
    item.book === 'attendanceType' && item.body.isWork ? [item.body.code] : [],
  )[0] ?? ''

beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
  const created = await office.putXml(`/employees/byId/${petra}`, written())
  expect(created.status, created.text).toBe(201)
  await office.postForm(`/employees/roles/byId/${idOf('role', 'WAIT')}`, {
    paymentPerHour: '300',
    scheduleType: 'HOURS',
  })
  for (const day of ['2031-02-01', '2031-03-01'])
    await office.postForm(`/employees/salary/byId/${petra}/${day}`, { payment: '2400' })
  scheduleId = (await office.postXml('/employees/schedule/create', schedule())).xml.id
  attendanceId = (await office.postXml('/employees/attendance/create', attendance())).xml.id
})
afterAll(() => server.close())

const march = 'from=2031-03-01&to=2031-03-31&withPaymentDetails=true'
const times = (path: string, of = '') => office.get(`/employees/${path}${of}?${march}`)
const department = () => idOf('organization', '2')

const schedules = (of: () => string) => ({ sample: samples.schedules, ask: () => times('schedule', of()) })
const attendances = (of: () => string) => ({
  sample: samples.attendances,
  ask: () => times('attendance', of()),
})

holdAgainstSamples({
  'GET /employees': { sample: samples.employees, ask: () => office.get('/employees') },
  'GET /employees/byDepartment/{code}': {
    sample: samples.employees,
    ask: () => office.get('/employees/byDepartment/2'),
  },
  'GET /employees/byId/{id}': { sample: samples.employee, ask: () => office.get(`/employees/byId/${petra}`) },
  'GET /employees/byCode/{code}': {
    sample: samples.employee,
    ask: () => office.get('/employees/byCode/204'),
  },
  'GET /employees/search': {
    sample: samples.employees,
    ask: () => office.get('/employees/search?name=Petra'),
  },
  'PUT /employees/byId/{id}': {
    sample: samples.employee,
    ask: () => office.putXml(`/employees/byId/${petra}`, written()),
  },
  'PUT /employees/byCode/{code}': {
    sample: samples.employee,
    ask: () =>
      office.putXml('/employees/byCode/205', written().replace('204', '205').replaceAll('petra', 'petra2')),
  },
  'POST /employees/byId/{id}': {
    sample: samples.employee,
    ask: () => office.postForm(`/employees/byId/${petra}`, { note: 'speaks Finnish' }),
  },
  'DELETE /employees/byId/{id}': {
    sample: /^$/,
    ask: async () => {
      const { xml } = await office.putXml(
        '/employees/byCode/206',
        '<employee><code>206</code><name>B</name></employee>',
      )
      return office.delete(`/employees/byId/${xml.id}`)
    },
  },
  'GET /employees/roles': { sample: samples.roles, ask: () => office.get('/employees/roles') },
  'GET /employees/salary': unverified({
    sample: samples.salaries,
    ask: () => office.get('/employees/salary'),
  }),
  'GET /employees/salary/byId/{employeeId}/{date}': {
    sample: samples.salary,
    ask: () => office.get(`/employees/salary/byId/${petra}/2031-02-14`),
  },
  'POST /employees/salary/byId/{employeeId}/{date}': {
    sample: samples.salary,
    ask: () => office.postForm(`/employees/salary/byId/${petra}/2031-02-01`, { payment: '2500' }),
  },

  'GET /employees/schedule/types': unverified({
    sample: samples.scheduleTypes,
    ask: () => office.get('/employees/schedule/types'),
  }),
  'GET /employees/schedule': unverified(schedules(() => '')),
  'GET /employees/schedule/byEmployee/{employeeId}': unverified(schedules(() => `/byEmployee/${petra}`)),
  'GET /employees/schedule/byDepartment/{departmentCode}': unverified(schedules(() => '/byDepartment/2')),
  'GET /employees/schedule/byDepartment/{departmentCode}/byEmployee/{employeeId}': unverified(
    schedules(() => `/byDepartment/2/byEmployee/${petra}`),
  ),
  'GET /employees/schedule/department/{departmentId}': unverified(
    schedules(() => `/department/${department()}`),
  ),
  'GET /employees/schedule/department/{departmentId}/byEmployee/{employeeId}': unverified(
    schedules(() => `/department/${department()}/byEmployee/${petra}`),
  ),
  'POST /employees/schedule/create': {
    sample: samples.schedule,
    ask: () => office.postXml('/employees/schedule/create', schedule().replaceAll('2031-03', '2031-04')),
  },
  'POST /employees/schedule/update': {
    sample: samples.schedule,
    ask: () => office.postXml('/employees/schedule/update', schedule(`<id>${scheduleId}</id>`)),
  },
  'DELETE /employees/schedule/byId/{id}': {
    sample: samples.schedule,
    ask: () => office.delete(`/employees/schedule/byId/${scheduleId}`),
  },

  'GET /employees/attendance/types': unverified({
    sample: samples.attendanceTypes,
    ask: () => office.get('/employees/attendance/types'),
  }),
  'GET /employees/attendance': attendances(() => ''),
  'GET /employees/attendance/byEmployee/{employeeId}': attendances(() => `/byEmployee/${petra}`),
  'GET /employees/attendance/byDepartment/{departmentCode}': attendances(() => '/byDepartment/2'),
  'GET /employees/attendance/byDepartment/{departmentCode}/byEmployee/{employeeId}': attendances(
    () => `/byDepartment/2/byEmployee/${petra}`,
  ),
  'GET /employees/attendance/department/{departmentId}': attendances(() => `/department/${department()}`),
  'GET /employees/attendance/department/{departmentId}/byEmployee/{employeeId}': attendances(
    () => `/department/${department()}/byEmployee/${petra}`,
  ),
  'POST /employees/attendance/create': {
    sample: samples.attendance,
    ask: () => office.postXml('/employees/attendance/create', attendance().replaceAll('2031-03', '2031-04')),
  },
  'POST /employees/attendance/update': {
    sample: samples.attendance,
    ask: () => office.postXml('/employees/attendance/update', attendance(`<id>${attendanceId}</id>`)),
  },
  'DELETE /employees/attendance/byId/{id}': {
    sample: samples.attendance,
    ask: () => office.delete(`/employees/attendance/byId/${attendanceId}`),
  },
  'GET /employees/availability/list': {
    sample: samples.availabilities,
    ask: () => office.get('/employees/availability/list?from=2031-03-01&to=2031-03-08'),
  },

  'GET /suppliers': { sample: samples.suppliers, ask: () => office.get('/suppliers') },
  'GET /suppliers/search': { sample: samples.suppliers, ask: () => office.get('/suppliers/search?name=') },
  'GET /suppliers/{code}/pricelist': unverified({
    sample: samples.priceList,
    ask: async () => {
      // Quick codes are what the back office gives.
      const { json } = await office.get('/v2/entities/products/list?nums=95002&nums=96001')
      for (const product of json)
        await office.postJson('/v2/entities/products/update?overrideFastCode=true', product)
      return office.get('/suppliers/102/pricelist?date=15.03.2026')
    },
  }),
})
