/** Published samples of events, prices, marks and documents of the back office, in words of our own (server-api §7, §13, §16–20, §29). */

const id = 'a1000000-0000-4000-8000-000000000001'

/** The chain tells departments by their ids, a restaurant by their codes. */
const events = `<eventsList>
  <event>
    <id>${id}</id>
    <date>2031-03-04T19:24:29.033+05:00</date>
    <type>documentCreated</type>
    <departmentId>${id}</departmentId>
    <attribute><name>documentType</name><value>PRODUCTION_DOCUMENT</value><type>java.lang.String</type></attribute>
    <attribute><name>user</name><value>${id}</value><type>User</type></attribute>
  </event>
  <revision>901245</revision>
</eventsList>`

const metadata = `<groupsList>
  <group>
    <id>orders</id>
    <name>Orders</name>
    <type>
      <attribute><id>orderNum</id><name>Number</name></attribute>
      <id>orderPaid</id>
      <name>Order is paid</name>
      <severity>0</severity>
    </type>
  </group>
</groupsList>`

const schedule = {
  id,
  name: 'Mornings',
  deleted: false,
  periods: [{ begin: '08:00', end: '11:00', daysOfWeek: [1, 2, 3] }],
}
const category = {
  id,
  name: 'Neighbours',
  deleted: false,
  code: '4',
  assignableManually: true,
  pricingStrategy: { type: 'PERCENT', percent: -5 },
}

const writeoff = {
  id,
  dateIncoming: '2031-03-04T23:00',
  documentNumber: '0032',
  status: 'PROCESSED',
  storeId: id,
  accountId: id,
  items: [
    {
      num: 1,
      productId: id,
      productSizeId: null,
      amountFactor: 1,
      amount: 0.4,
      measureUnitId: id,
      containerId: null,
      cost: 0.96,
    },
  ],
}

const record = {
  info: {
    id,
    date: '2031-03-04T12:31:07',
    creationDate: '2031-03-04T12:31:09',
    group: 'CARD',
    accountId: id,
    paymentTypeId: id,
    sum: 1840,
    comment: 'a comment',
    auth: { user: 'Lind P.', card: '' },
    causeEventId: id,
    cashierId: id,
    departmentId: id,
  },
  actualSum: 1840,
  originalSum: 1840,
  editedPayAccountId: id,
  originalPayAccountId: id,
  payAgentId: id,
  paymentTypeId: id,
  editableComment: 'approved',
  status: 'ACCEPTED',
}

export const backOfficeSamples = {
  events,
  metadata,
  egais: {
    revision: 901245,
    fullUpdate: true,
    marksByBRegId: {
      FB1: {
        sourceRarId: '030000000001',
        alcCode: '0100000000000000001',
        marksOnBalance: { mark: { dateTo: '2500-01-01T00:00:00' } },
        marksWrittenOff: { mark: { dateTo: '2500-01-01T00:00:00' } },
      },
    },
  },
  // Elements in the order of the schema (server-api §19.1).
  storeOperations: `<storeReportItemDtoes>
    <storeReportItemDto>
      <secondaryAccount>Inventory shortage</secondaryAccount>
      <primaryStore>Main store</primaryStore>
      <documentNum>0014</documentNum>
      <documentId>${id}</documentId>
      <documentType>INCOMING_INVENTORY</documentType>
      <incoming>false</incoming>
      <type>INVENTORY_CORRECTION</type>
      <date>2031-03-04T23:59:59+01:00</date>
      <cost>-12.500000000</cost>
      <documentSum>12.500000000</documentSum>
      <amount>-5.200000000</amount>
      <sum>-12.500000000</sum>
    </storeReportItemDto>
  </storeReportItemDtoes>`,
  prices: {
    result: 'SUCCESS',
    errors: [],
    revision: 51302,
    response: [
      {
        departmentId: id,
        productId: id,
        productSizeId: null,
        prices: [
          {
            dateFrom: '2031-03-01',
            dateTo: '2500-01-01',
            price: 9.5,
            pricesForCategories: [],
            includeForCategories: [],
            included: true,
            dishOfDay: false,
            flyerProgram: false,
            documentId: id,
            schedule: null,
          },
        ],
      },
    ],
  },
  payrolls: [
    {
      id,
      dateFrom: '2031-02-01T00:00:00',
      dateTo: '2031-02-28T23:59:59',
      department: id,
      documentNumber: '7',
      status: 'NEW',
      comment: 'February',
    },
  ],
  categories: { result: 'SUCCESS', errors: null, revision: 51302, response: [category] },
  category,
  schedules: { result: 'SUCCESS', errors: null, revision: 51302, response: [schedule] },
  schedule,
  writeoff,
  writeoffs: [writeoff],
  payments: {
    sessionId: id,
    operationDay: '2031-03-04',
    cashlessRecords: [record],
    payInRecords: [record],
    payOutsRecords: [record],
  },
}
