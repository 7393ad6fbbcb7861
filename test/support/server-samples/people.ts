/** Published samples of people and their times, in words of our own: invented values, names and order as published. */

/** The sample of server-api §29 with the other elements of the table in §9.1. */
const employee = `<employee>
  <id>a1000000-0000-4000-8000-000000000001</id>
  <code>204</code>
  <name>Petra Lind</name>
  <login>petra</login>
  <mainRoleId>a2000000-0000-4000-8000-000000000001</mainRoleId>
  <rolesIds>a2000000-0000-4000-8000-000000000001</rolesIds>
  <rolesIds>a2000000-0000-4000-8000-000000000002</rolesIds>
  <mainRoleCode>WTR</mainRoleCode>
  <roleCodes>WTR</roleCodes>
  <roleCodes>CSH</roleCodes>
  <phone>+46800000001</phone>
  <cellPhone>+46700000001</cellPhone>
  <firstName>Petra</firstName>
  <middleName>Maria</middleName>
  <lastName>Lind</lastName>
  <birthday>2000-02-06T00:00:00+01:00</birthday>
  <email>petra@inn.example</email>
  <address>Harbour Street 4</address>
  <hireDate>2030-02-01T00:00:00+01:00</hireDate>
  <hireDocumentNumber>H-12</hireDocumentNumber>
  <fireDate>2040-02-01T00:00:00+01:00</fireDate>
  <note>speaks Swedish</note>
  <cardNumber>card-17</cardNumber>
  <taxpayerIdNumber>inn</taxpayerIdNumber>
  <snils>snils</snils>
  <gln>gln</gln>
  <activationDate>2030-02-01T00:00:00+01:00</activationDate>
  <deactivationDate>2040-02-01T00:00:00+01:00</deactivationDate>
  <preferredDepartmentCode>7</preferredDepartmentCode>
  <departmentCodes>7</departmentCodes>
  <responsibilityDepartmentCodes>7</responsibilityDepartmentCodes>
  <deleted>false</deleted>
  <supplier>false</supplier>
  <employee>true</employee>
  <client>false</client>
  <publicExternalData><entry><key>badge</key><value>17</value></entry></publicExternalData>
</employee>`

/** What a supplier has of it: no roles, no departments of its own (server-api §8). */
const supplier = `<employee>
  <id>a1000000-0000-4000-8000-000000000009</id>
  <code>S-9</code>
  <name>North Mill</name>
  <login/>
  <phone>+46800000009</phone>
  <email>mill@north.example</email>
  <taxpayerIdNumber>556000</taxpayerIdNumber>
  <deleted>false</deleted>
  <supplier>true</supplier>
  <employee>false</employee>
  <client>false</client>
</employee>`

const role = `<role>
  <id>a2000000-0000-4000-8000-000000000001</id>
  <code>WTR</code>
  <name>Waiter</name>
  <paymentPerHour>15.000000000</paymentPerHour>
  <steadySalary>0.000000000</steadySalary>
  <scheduleType>HOURS</scheduleType>
  <deleted>false</deleted>
</role>`

const salary = `<salary>
  <dateFrom>2031-02-01T00:00:00+01:00</dateFrom>
  <dateTo>2031-03-01T00:00:00+01:00</dateTo>
  <employeeId>a1000000-0000-4000-8000-000000000001</employeeId>
  <payment>2400.000000000</payment>
</salary>`

/** The sample says the parts that it pays; the table of §9.4 has the department too. */
const paymentDetails = `<paymentDetails>
  <salaryDepartmentId>0f0a3c1e-0000-4000-8000-000000000010</salaryDepartmentId>
  <salaryDepartmentName>Harbour Street</salaryDepartmentName>
  <regularPayedMinutes>510</regularPayedMinutes>
  <regularPaymentSum>127.500000000</regularPaymentSum>
  <overtimePayedMinutes>0</overtimePayedMinutes>
  <overtimePaymentSum>0</overtimePaymentSum>
  <otherPaymentsSum>0</otherPaymentsSum>
</paymentDetails>`

const scheduleType = `<scheduleType>
  <code>D</code>
  <comment>days</comment>
  <id>a4000000-0000-4000-8000-000000000001</id>
  <lengthMinutes>720</lengthMinutes>
  <name>Day</name>
  <overtime>false</overtime>
  <startTime>09:00</startTime>
</scheduleType>`

const schedule = (details: string) => `<schedule>
  <id>a5000000-0000-4000-8000-000000000001</id>
  <employeeId>a1000000-0000-4000-8000-000000000001</employeeId>
  <roleId>a2000000-0000-4000-8000-000000000001</roleId>
  <nonPaidMinutes>30</nonPaidMinutes>
  <scheduleTypeId>a4000000-0000-4000-8000-000000000001</scheduleTypeId>
  <scheduleTypeCode>D</scheduleTypeCode>
  <dateFrom>2031-03-04T09:00:00+01:00</dateFrom>
  <dateTo>2031-03-04T21:00:00+01:00</dateTo>
  <departmentId>0f0a3c1e-0000-4000-8000-000000000010</departmentId>
  <departmentName>Harbour Street</departmentName>
  ${details}
</schedule>`

const attendanceType = `<attendanceType>
  <code>W</code>
  <comment>at work</comment>
  <id>a6000000-0000-4000-8000-000000000001</id>
  <name>At work</name>
  <payRate>1.000000000</payRate>
  <status>true</status>
</attendanceType>`

/** The sample of server-api §29 with the other elements of §9.5. */
const attendance = (details: string) => `<attendance>
  <id>a3000000-0000-4000-8000-000000000001</id>
  <employeeId>a1000000-0000-4000-8000-000000000001</employeeId>
  <roleId>a2000000-0000-4000-8000-000000000001</roleId>
  <dateFrom>2031-03-04T09:00:00+01:00</dateFrom>
  <dateTo>2031-03-04T17:30:00+01:00</dateTo>
  <attendanceTypeId>a6000000-0000-4000-8000-000000000001</attendanceTypeId>
  <attendanceType>W</attendanceType>
  <comment>swapped</comment>
  <departmentId>0f0a3c1e-0000-4000-8000-000000000010</departmentId>
  <departmentName>Harbour Street</departmentName>
  ${details}
  <personalDateFrom>2031-03-04T08:57:00+01:00</personalDateFrom>
  <personalDateTo>2031-03-04T17:33:00+01:00</personalDateTo>
  <created>2031-03-04T08:57:41.120+01:00</created>
  <modified>2031-03-04T17:34:00.000+01:00</modified>
  <userModified>a1000000-0000-4000-8000-000000000002</userModified>
</attendance>`

const availability = `<availability>
  <employeeId>a1000000-0000-4000-8000-000000000001</employeeId>
  <dateFrom>2031-03-04T09:00:00+01:00</dateFrom>
  <dateTo>2031-03-04T21:00:00+01:00</dateTo>
</availability>`

const many = (root: string, one: string): string => `<${root}>${one}</${root}>`

const priceListItem = `<supplierPriceListItemDto>
  <nativeProduct>c1000000-0000-4000-8000-000000000001</nativeProduct>
  <nativeProductCode>88</nativeProductCode>
  <nativeProductNum>00417</nativeProductNum>
  <nativeProductName>Red lentils</nativeProductName>
  <supplierProduct>c1000000-0000-4000-8000-000000000009</supplierProduct>
  <supplierProductCode>89</supplierProductCode>
  <supplierProductNum>S-17</supplierProductNum>
  <supplierProductName>Lentils, red, sack</supplierProductName>
  <costPrice>12.000000000</costPrice>
  <allowablePriceDeviation>5.000000000</allowablePriceDeviation>
  <container>
    <id>c3000000-0000-4000-8000-000000000001</id>
    <name>bag 5 kg</name>
    <count>5.000000000</count>
    <containerWeight>0.100000000</containerWeight>
    <fullContainerWeight>5.100000000</fullContainerWeight>
    <backwardRecalculation>false</backwardRecalculation>
    <deleted>false</deleted>
    <useInFront>true</useInFront>
  </container>
</supplierPriceListItemDto>`

export const peopleSamples = {
  priceList: many('supplierPriceListItemDtoes', priceListItem),
  employee,
  employees: many('employees', employee),
  suppliers: many('employees', supplier),
  roles: many('employeeRoles', role),
  salary,
  salaries: many('salaries', salary),
  scheduleTypes: many('scheduleTypes', scheduleType),
  schedule: schedule(''),
  schedules: many('schedules', schedule(paymentDetails)),
  attendanceTypes: many('attendanceTypes', attendanceType),
  attendance: attendance(''),
  attendances: many('attendances', attendance(paymentDetails)),
  availabilities: many('availabilities', availability),
}
