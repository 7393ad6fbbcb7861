import { demoId } from '../../../src/seed/demo/demo-chain.ts'
import { demoChain } from '../../../src/seed/demo/index.ts'
import { account, counteragent, product, store } from '../documents.ts'

/** Ids of the demo chain that the walk speaks of, by the names that the collection's variables have. */
export const ids = {
  organizationId: demoId('organization', 'pokrovka'),
  terminalGroupId: demoId('terminalGroup', 'pokrovka'),
  kazanOrganizationId: demoId('organization', 'baumana'),
  kazanTerminalGroupId: demoId('terminalGroup', 'baumana'),
  cityId: demoId('city', 'moscow'),
  streetId: streetIn('Покровка'),
  courierId: demoId('employee', '5555'),
  otherCourierId: demoId('employee', '5556'),
  operatorId: demoId('employee', '6666'),
  courierRoleId: demoId('role', 'COUR'),
  borschtId: product('10101'),
  soupId: product('10102'),
  teaId: product('60201'),
  saladId: product('10203'),
  mainCourseId: product('10401'),
  comboSourceId: demoId('comboAction', 'lunch'),
  saladGroupId: demoId('comboGroup', 'lunch/Салат'),
  soupGroupId: demoId('comboGroup', 'lunch/Суп'),
  mainCourseGroupId: demoId('comboGroup', 'lunch/Горячее'),
  drinkGroupId: demoId('comboGroup', 'lunch/Напиток'),
  cashId: demoId('paymentType', 'cash'),
  cardOnlineId: demoId('paymentType', 'cardOnline'),
  cancelCauseId: demoId('cancelCause', 'guest'),
  removalTypeId: demoId('removalType', 'cafe'),
  hallId: demoId('restaurantSection', 'main'),
  tableId: demoId('table', 'main/3'),
  otherTableId: demoId('table', 'main/4'),
  thirdTableId: demoId('table', 'main/6'),
  reserveTableId: demoId('table', 'main/9'),
  otherReserveTableId: demoId('table', 'main/1'),
  bonusProgramId: demoId('loyaltyProgram', 'bonuses'),
  walletId: demoId('wallet', 'bonuses'),
  silverCategoryId: demoId('guestCategory', 'silver'),
  mainStoreId: store('main'),
  kitchenStoreId: store('kitchen'),
  farmId: counteragent('farm'),
  officeId: counteragent('office'),
  cleaningId: counteragent('cleaning'),
  bankAccountId: account('1.03'),
  writeoffAccountId: account('5.02'),
  servicesAccountId: account('5.04'),
  revenueAccountId: account('4.02'),
  kilogramId: demoId('measureUnit', 'кг'),
  flourId: product('95001'),
  mozzarellaId: product('95002'),
  sauceId: product('95003'),
  beefId: product('95005'),
  sourCreamId: product('95009'),
  pattyId: product('95015'),
  burgerId: product('30001'),
  deliveryServiceId: product('90001'),
  banquetServiceId: product('90004'),
  barcodeProductId: product('95006'),
} as const

function streetIn(name: string): string {
  const street = demoChain().items.find((item) => item.book === 'street' && item.body.name === name)
  if (!street) throw new Error(`no street ${name}`)
  return street.id
}
