import { id, type KeyColumn, lines, moment, named, partsOfDay, type SumColumn, text } from './column.ts'

/** A moment of the ledger as its restaurant's clock shows it, and the accounting day that it is of. */
const local = '(f.at at time zone z.zone)'
const day = `(${local} - z.start_minutes * interval '1 minute')::date`
const posted = '(f.created_at at time zone z.zone)'

const productColumns = (prefix: string, sql: string): Record<string, KeyColumn> => ({
  [`${prefix}.Id`]: id(sql),
  [`${prefix}.Name`]: named(sql, 'product.name'),
  [`${prefix}.Num`]: named(sql, 'product.code'),
  [`${prefix}.Type`]: named(sql, 'product.type'),
  [`${prefix}.MeasureUnit`]: named(sql, 'product.measureUnit'),
  [`${prefix}.Category`]: named(sql, 'product.category'),
  [`${prefix}.Category.Id`]: named(sql, 'product.categoryId'),
  [`${prefix}.AccountingCategory`]: named(sql, 'product.accountingCategory'),
  [`${prefix}.Tags.NamesCombo`]: named(sql, 'product.tags'),
  [`${prefix}.CookingPlaceType`]: named(sql, 'product.cookingPlace'),
  [`${prefix}.TopParent`]: named(sql, 'product.group1'),
  [`${prefix}.SecondParent`]: named(sql, 'product.group2'),
  [`${prefix}.ThirdParent`]: named(sql, 'product.group3'),
  [`${prefix}.Hierarchy`]: named(sql, 'product.groupPath'),
})

export const transactionKeys: Readonly<Record<string, KeyColumn>> = {
  'DateTime.DateTyped': { sql: day, kind: 'date', instant: 'f.at' },
  'DateTime.Typed': { sql: local, kind: 'moment', instant: 'f.at' },
  'DateTime.Hour': partsOfDay.hour(local),
  'DateTime.DayOfWeak': partsOfDay.weekday(day),
  'DateTime.WeekInMonth': partsOfDay.weekInMonth(day),
  'DateTime.WeekInYear': partsOfDay.weekInYear(day),
  'DateTime.Month': partsOfDay.month(day),
  'DateTime.Quarter': partsOfDay.quarter(day),
  'DateTime.Year': partsOfDay.year(day),
  'DateSecondary.DateTyped': { sql: `${posted}::date`, kind: 'date' },
  'DateSecondary.DateTimeTyped': moment(posted),
  Department: named('f.organization_id', 'organization.name'),
  'Department.JurPerson': named('f.organization_id', 'organization.legalName'),
  'Department.Code': named('f.organization_id', 'organization.code'),
  Conception: named("(d.content->>'conceptionId')::uuid", 'conception.name'),
  'Conception.Code': named("(d.content->>'conceptionId')::uuid", 'conception.code'),
  Store: named('coalesce(f.from_store, f.to_store)', 'store.name'),
  'Account.Id': id('f.account'),
  'Account.Name': named('f.account', 'account.name'),
  'Account.Code': named('f.account', 'account.code'),
  'Account.Type': named('f.account', 'account.type'),
  'Account.Group': named('f.account', 'account.group'),
  'Account.StoreOrAccount': named('f.account', 'account.storeOrAccount'),
  'Account.AccountHierarchyTop': named('f.account', 'account.level1'),
  'Account.AccountHierarchySecond': named('f.account', 'account.level2'),
  'Account.AccountHierarchyThird': named('f.account', 'account.level3'),
  'Account.AccountHierarchyFull': named('f.account', 'account.path'),
  'Account.IsCashFlowAccount': named('f.account', 'account.cashFlow'),
  CashFlowCategory: named('f.cash_flow_category', 'cashFlowCategory.name'),
  'CashFlowCategory.Type': named('f.cash_flow_category', 'cashFlowCategory.type'),
  'CashFlowCategory.Hierarchy': named('f.cash_flow_category', 'cashFlowCategory.path'),
  'CashFlowCategory.HierarchyLevel1': named('f.cash_flow_category', 'cashFlowCategory.level1'),
  'CashFlowCategory.HierarchyLevel2': named('f.cash_flow_category', 'cashFlowCategory.level2'),
  'CashFlowCategory.HierarchyLevel3': named('f.cash_flow_category', 'cashFlowCategory.level3'),
  'Session.Group': named('t.terminal_group_id', 'terminalGroup.name'),
  'Session.GroupId': id('t.terminal_group_id'),
  'Session.CashRegister': named('t.terminal_group_id', 'terminalGroup.name'),
  'Session.RestaurantSection': named('t.terminal_group_id', 'terminalGroup.section'),
  'Account.CounteragentType': named('f.counteragent', 'counteragent.type'),
  'Counteragent.Id': id('f.counteragent'),
  'Counteragent.Name': named('f.counteragent', 'counteragent.name'),
  'Contr-Account.Name': named('f.contr_account', 'account.name'),
  'Contr-Account.Code': named('f.contr_account', 'account.code'),
  'Contr-Account.Type': named('f.contr_account', 'account.type'),
  'Contr-Account.Group': named('f.contr_account', 'account.group'),
  TransactionType: text('f.type'),
  TransactionSide: text('f.side'),
  Document: text('d.number'),
  Comment: text("d.content->>'comment'"),
  ...productColumns('Product', 'f.product'),
  ...productColumns('Contr-Product', 'f.contr_product'),
}

/** Numbers with nine digits behind the point, as whole numbers. */
const billionths = (sql: string): SumColumn => lines(`${sql} * 1000000000`)

export const transactionSums: Readonly<Record<string, SumColumn>> = {
  amount: billionths("coalesce(case f.side when 'DEBIT' then f.amount else -f.amount end, 0)"),
  amountIn: billionths("case when f.side = 'DEBIT' then coalesce(f.amount, 0) else 0 end"),
  amountOut: billionths("case when f.side = 'CREDIT' then coalesce(f.amount, 0) else 0 end"),
  contrAmount: billionths(
    "coalesce(case f.side when 'DEBIT' then -f.contr_amount else f.contr_amount end, 0)",
  ),
  incoming: billionths("case when f.side = 'DEBIT' then f.sum else 0 end"),
  balance: billionths("case f.side when 'DEBIT' then f.sum else -f.sum end"),
  outgoing: billionths("case when f.side = 'CREDIT' then f.sum else 0 end"),
}

const side = (own: 'from' | 'to', other: 'from' | 'to', name: string, condition: string): string =>
  `select tenant_id, organization_id, document_id, at, created_at, type, sum, cash_flow_category, '${name}' as side,
     ${own}_account as account, ${own}_counteragent as counteragent, ${own}_product as product, ${own}_amount as amount,
     ${other}_account as contr_account, ${other}_product as contr_product, ${other}_amount as contr_amount,
     case when from_key is not null then from_account end as from_store,
     case when to_key is not null then to_account end as to_store
   from posting where ${condition}`

/** Each posting stands in the ledger once and in reports twice: for the account that it came to and the one it left. */
export const bothSides = (condition: string): string =>
  `(${side('to', 'from', 'DEBIT', condition)} union all ${side('from', 'to', 'CREDIT', condition)})`
