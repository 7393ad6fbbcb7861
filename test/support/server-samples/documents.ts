/** Published samples of documents, in words of our own (server-api §15, §16, §29). */

const incomingItem = `<item>
  <num>1</num>
  <product>c1000000-0000-4000-8000-000000000001</product>
  <productArticle>00417</productArticle>
  <code>00417</code>
  <amount>25.000000000</amount>
  <actualAmount>25.000000000</actualAmount>
  <price>2.400000000</price>
  <sum>60.000000000</sum>
  <vatPercent>12.000000000</vatPercent>
  <vatSum>6.430000000</vatSum>
  <discountSum>0.000000000</discountSum>
  <amountUnit>c5000000-0000-4000-8000-000000000002</amountUnit>
  <store>d1000000-0000-4000-8000-000000000001</store>
</item>`

const incoming = `<incomingInvoiceDtoes><document>
  <id>d3000000-0000-4000-8000-000000000001</id>
  <incomingDocumentNumber>77431</incomingDocumentNumber>
  <incomingDate>2031-03-03T00:00:00</incomingDate>
  <useDefaultDocumentTime>false</useDefaultDocumentTime>
  <dueDate>2031-03-18T00:00:00</dueDate>
  <supplier>d2000000-0000-4000-8000-000000000001</supplier>
  <defaultStore>d1000000-0000-4000-8000-000000000001</defaultStore>
  <dateIncoming>2031-03-04T23:00:00</dateIncoming>
  <documentNumber>SUP-1187</documentNumber>
  <status>PROCESSED</status>
  <items>${incomingItem}</items>
</document></incomingInvoiceDtoes>`

/** Its members stand in the order of the table in §15.4; no body of an export is published. */
const outgoing = `<outgoingInvoiceDtoes><document>
  <id>d3000000-0000-4000-8000-000000000002</id>
  <documentNumber>OUT-12</documentNumber>
  <dateIncoming>2031-03-04T23:00:00</dateIncoming>
  <useDefaultDocumentTime>false</useDefaultDocumentTime>
  <status>PROCESSED</status>
  <accountToCode>5.01</accountToCode>
  <revenueAccountCode>4.01</revenueAccountCode>
  <defaultStoreId>d1000000-0000-4000-8000-000000000001</defaultStoreId>
  <defaultStoreCode>S1</defaultStoreCode>
  <counteragentId>d2000000-0000-4000-8000-000000000001</counteragentId>
  <counteragentCode>S-9</counteragentCode>
  <comment>for the fair</comment>
  <items><item>
    <productId>c1000000-0000-4000-8000-000000000001</productId>
    <productArticle>00417</productArticle>
    <storeId>d1000000-0000-4000-8000-000000000001</storeId>
    <storeCode>S1</storeCode>
    <price>2.400000000</price>
    <amount>5.000000000</amount>
    <sum>12.000000000</sum>
    <discountSum>0.000000000</discountSum>
    <vatPercent>12.000000000</vatPercent>
    <vatSum>1.290000000</vatSum>
  </item></items>
</document></outgoingInvoiceDtoes>`

/** The published list of write-offs (server-api §29). */
const writeoff = {
  result: 'SUCCESS',
  errors: [],
  revision: 51240,
  response: [
    {
      id: 'd4000000-0000-4000-8000-000000000001',
      dateIncoming: '2031-03-04T23:00',
      documentNumber: '0032',
      status: 'PROCESSED',
      storeId: 'd1000000-0000-4000-8000-000000000001',
      accountId: 'd5000000-0000-4000-8000-000000000001',
      items: [
        {
          num: 1,
          productId: 'c1000000-0000-4000-8000-000000000001',
          productSizeId: null,
          amountFactor: 1,
          amount: 0.4,
          measureUnitId: 'c5000000-0000-4000-8000-000000000002',
          containerId: null,
          cost: 0.96,
        },
      ],
    },
  ],
}

export const documentSamples = {
  result: `<documentValidationResult>
    <valid>true</valid>
    <warning>false</warning>
    <documentNumber>SUP-1187</documentNumber>
  </documentValidationResult>`,
  incoming,
  outgoing,
  writeoff,
}
