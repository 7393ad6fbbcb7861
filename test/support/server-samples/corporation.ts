/** Published samples of the corporation and its books, in words of our own (server-api §5–7). */

const corporateItem = (type: string) => `<corporateItemDto>
  <id>0f0a3c1e-0000-4000-8000-000000000010</id>
  <parentId>0f0a3c1e-0000-4000-8000-000000000001</parentId>
  <code>7</code>
  <name>Harbour Street</name>
  <type>${type}</type>
  <taxpayerIdNumber/>
</corporateItemDto>`

const groupDto = `<groupDto>
  <id>b1000000-0000-4000-8000-000000000001</id>
  <name>Ground floor</name>
  <departmentId>0f0a3c1e-0000-4000-8000-000000000010</departmentId>
  <groupServiceMode>TABLE_SERVICE</groupServiceMode>
  <pointOfSaleDtoes>
    <pointOfSaleDto>
      <id>b2000000-0000-4000-8000-000000000001</id>
      <name>Bar till</name>
      <main>true</main>
      <cashRegisterInfo><id>b3000000-0000-4000-8000-000000000001</id><name>Register one</name></cashRegisterInfo>
    </pointOfSaleDto>
  </pointOfSaleDtoes>
  <restaurantSectionInfos>
    <restaurantSectionInfo><id>b4000000-0000-4000-8000-000000000001</id><name>Main hall</name></restaurantSectionInfo>
  </restaurantSectionInfos>
</groupDto>`

const terminals = `<terminalDtoes><terminalDto>
  <id>b5000000-0000-4000-8000-000000000001</id>
  <name>Bar till</name>
  <computerName>BAR-PC</computerName>
  <anonymous>false</anonymous>
  <groupInfo><id>b1000000-0000-4000-8000-000000000001</id><name>Ground floor</name></groupInfo>
  <restaurantSectionIds><i>b4000000-0000-4000-8000-000000000001</i></restaurantSectionIds>
</terminalDto></terminalDtoes>`

const replicationStatus = `<replicationStatusDto>
  <departmentId>0f0a3c1e-0000-4000-8000-000000000010</departmentId>
  <departmentName>Harbour Street</departmentName>
  <lastReceiveDate>2031-03-04T09:00:00.120+01:00</lastReceiveDate>
  <lastSendDate>2031-03-04T09:00:00.120+01:00</lastSendDate>
  <status>SUCCESS</status>
</replicationStatusDto>`

const entity = {
  id: '5b1d6d0e-0000-4000-8000-0000000000a1',
  rootType: 'PaymentType',
  deleted: false,
  code: 'CASH',
  name: 'Cash',
}

export const corporationSamples = {
  departments: `<corporateItemDtoes>${corporateItem('DEPARTMENT')}</corporateItemDtoes>`,
  stores: `<corporateItemDtoes>${corporateItem('STORE')}</corporateItemDtoes>`,
  groups: `<groupDtoes>${groupDto}</groupDtoes>`,
  terminals,
  settings: { vatAccounting: 'VAT_INCLUDED_IN_PRICE' },
  serverType: '<serverType>CHAIN</serverType>',
  replicationStatus,
  replicationStatuses: `<replicationStatusDtoes>${replicationStatus}</replicationStatusDtoes>`,
  entities: [
    entity,
    { ...entity, rootType: 'TaxCategory', code: null, vatPercent: 12 },
    { ...entity, rootType: 'OrderType', orderServiceType: 'COMMON', defaultForServiceType: true },
    { ...entity, rootType: 'ProductSize', shortName: 'L' },
  ],
  ids: ['5b1d6d0e-0000-4000-8000-0000000000a1'],
  accounts: [
    {
      rootType: 'Account',
      id: '5b1d6d0e-0000-4000-8000-0000000000a3',
      accountParentId: null,
      parentCorporateId: '0f0a3c1e-0000-4000-8000-000000000010',
      code: '1.01',
      deleted: false,
      name: 'Main store',
      type: 'INVENTORY_ASSETS',
      system: false,
      customTransactionsAllowed: true,
    },
  ],
}
