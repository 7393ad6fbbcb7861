import { describe, expect, test } from 'vitest'
import { applyListQuery, readListQuery } from './options.ts'
import { ODataProblem } from './problem.ts'
import type { Shape } from './shape.ts'

const orderStatus = { typeName: 'OrderStatus', values: { New: 0, Bill: 1, Closed: 2, Deleted: 3 } }
const shape: Shape = {
  Id: 'guid',
  Number: 'number',
  Status: { enumeration: orderStatus },
  WaiterName: 'text',
  OpenTime: 'time',
  CookingTime: 'span',
  IsDeliveryOrder: 'flag',
  Delivery: { object: { Phone: 'text', Address: { object: { City: 'text' } } } },
  Items: {
    list: {
      Name: 'text',
      Status: 'number',
      Modifiers: { list: { Name: 'text', Amount: 'number' } },
    },
  },
}
const nobody = {
  Id: '00000000-0000-4000-8000-000000000001',
  Number: 1,
  Status: 0,
  WaiterName: null,
  OpenTime: '2026-11-27T10:00:00.0000000+03:00',
  CookingTime: null,
  IsDeliveryOrder: false,
  Delivery: null,
  Items: [],
}
const rows = [
  nobody,
  {
    ...nobody,
    Id: '00000000-0000-4000-8000-000000000002',
    Number: 2,
    Status: 1,
    WaiterName: "O'Hara, Anna",
    OpenTime: '2026-11-27T08:00:00.5000000+00:00',
    CookingTime: '00:15:00',
    Items: [{ Name: 'Soup', Status: 3, Modifiers: [{ Name: 'Cream', Amount: 2 }] }],
  },
  {
    ...nobody,
    Id: 'AAAAAAAA-0000-4000-8000-000000000003',
    Number: 3,
    Status: 3,
    WaiterName: 'Boris',
    OpenTime: '2026-11-26T23:59:59.9990000+03:00',
    CookingTime: '01:00:00',
    IsDeliveryOrder: true,
    Delivery: { Phone: '+79005550101', Address: { City: 'Казань' } },
    Items: [
      { Name: 'Soup', Status: 4, Modifiers: [] },
      { Name: 'Tea', Status: 0, Modifiers: [{ Name: 'Lemon', Amount: 1 }] },
    ],
  },
]
const ask = (query: string) => applyListQuery(rows, readListQuery(new URLSearchParams(query), shape))
const numbers = (options: Record<string, string>): unknown[] =>
  ask(new URLSearchParams(options).toString()).rows.map(({ Number: number }) => number)
const found = (filter: string): unknown[] => numbers({ $filter: filter })

describe('a filter', () => {
  test.each<[string, number[]]>([
    ['Number eq 2', [2]],
    ['Number ne 2', [1, 3]],
    ['Number gt 1 and Number lt 3', [2]],
    ['Number ge 2', [2, 3]],
    ['Number le 2m', [1, 2]],
    ['Number gt -1.5e0', [1, 2, 3]],
    ['Number in (1,3)', [1, 3]],
    ['Number eq 1 or Number eq 2 and Number eq 3', [1]],
    ['(Number eq 1 or Number eq 2) and Number eq 2', [2]],
    ['not (Number eq 1)', [2, 3]],
    ['not Number eq 1', [2, 3]],
    ["Status has Resto.Front.Api.V5.Data.Orders.OrderStatus'New'", [1]],
    ["Status has OrderStatus'New,Deleted'", [1, 3]],
    ["Status has OrderStatus'1'", [2]],
    ["Status eq Resto.Front.Api.Data.Orders.OrderStatus'Bill'", [2]],
    ["Status eq 'Bill'", [2]],
    ['Status ge 1', [2, 3]],
    ['WaiterName eq null', [1]],
    ['null ne WaiterName', [2, 3]],
    ["WaiterName eq 'O''Hara, Anna'", [2]],
    ["WaiterName gt 'A'", [2, 3]],
    ["contains(WaiterName, 'r')", [2, 3]],
    ["not contains(WaiterName, 'r')", [1]],
    ["substringof('oris', WaiterName) eq true", [3]],
    ["startswith(tolower(WaiterName), 'b')", [3]],
    ["endswith(WaiterName, 'Anna')", [2]],
    ['length(WaiterName) eq 5', [3]],
    ['Id eq AAAAAAAA-0000-4000-8000-000000000003', [3]],
    ["Id eq guid'aaaaaaaa-0000-4000-8000-000000000003'", [3]],
    ["Id eq 'aaaaaaaa-0000-4000-8000-000000000003'", [3]],
    ['OpenTime ge 2026-11-27T10:00:00+03:00', [1, 2]],
    ['OpenTime gt 2026-11-27T07:00:00Z', [2]],
    ["OpenTime lt datetime'2026-11-27T00:00:00'", [3]],
    ['day(OpenTime) eq 26', [3]],
    ["CookingTime gt time'PT15M'", [3]],
    ["CookingTime eq '00:15:00'", [2]],
    ['IsDeliveryOrder', [3]],
    ['IsDeliveryOrder eq false', [1, 2]],
    ['Delivery eq null', [1, 2]],
    ["Delivery/Address/City eq 'Казань'", [3]],
    ["Items/any(i: i/Name eq 'Soup')", [2, 3]],
    ['Items/all(item: item/Status ge 3)', [1, 2]],
    ['Items/any()', [2, 3]],
    ["Items/any(i: i/Modifiers/any(m: m/Amount gt 1 and i/Name eq 'Soup' and Number eq 2))", [2]],
  ])('%s', (filter, expected) => {
    expect(found(filter)).toEqual(expected)
  })

  test.each<[string, number, string]>([
    ['Number eq', 9, 'a value was expected'],
    ['Nunber eq 1', 0, 'there is no member Nunber; Number may be meant'],
    ["Number eq 'one'", 7, 'a number cannot be compared with a text'],
    ['Number eq 1 Number', 12, 'the end was expected and not Number'],
    ['(Number eq 1', 12, ') was expected'],
    ["WaiterName eq 'Anna", 14, 'the text has no closing quote'],
    [
      "Status has OrderStatus'Eaten'",
      11,
      "OrderStatus'…' with one of New, Bill, Closed, Deleted was expected",
    ],
    ["Status has ReserveStatus'New'", 11, "OrderStatus'…' with one of"],
    ["Number has OrderStatus'New'", 7, 'has needs an enumeration'],
    ['Number', 0, 'a condition was expected and not a number'],
    ['WaiterName/Length eq 1', 0, 'there is nothing inside'],
    ['Items eq 1', 0, 'Items is a list'],
    ['Number/any(x: true)', 0, 'any needs a list'],
    ['Items/any(i i/Name)', 12, ': was expected'],
    ['indexof(WaiterName) eq 1', 0, 'there is no function indexof'],
    ["contains(Number, '1')", 0, 'contains takes a text and not a number as its value 1'],
    ['contains(WaiterName)', 0, 'contains takes 2 and not 1 values'],
    ['OpenTime gt 2026-02-30', 12, '2026-02-30 is no time'],
    ['Number eq 1;', 11, '; is unexpected'],
    ['constructor eq 1', 0, 'there is no member constructor'],
    ['', 0, 'a value was expected'],
    [`${'('.repeat(60)}true`, 50, 'nested deeper than 50'],
  ])('%s is refused, naming the place', (filter, position, why) => {
    expect(() => found(filter)).toThrow(why)
    expect(() => found(filter)).toThrow(expect.objectContaining({ option: '$filter', position }))
  })
})

describe('a list', () => {
  test('is ordered by several members, nulls first, and stays as it is among equals', () => {
    expect(numbers({ $orderby: 'Number desc' })).toEqual([3, 2, 1])
    expect(numbers({ $orderby: 'IsDeliveryOrder desc,OpenTime asc' })).toEqual([3, 1, 2])
    expect(numbers({ $orderby: 'WaiterName' })).toEqual([1, 3, 2])
    expect(numbers({ $orderby: 'Delivery/Phone' })).toEqual([1, 2, 3])
  })

  test('is cut after it was filtered and ordered, and counted before', () => {
    expect(numbers({ $orderby: 'Number desc', $skip: '1', $top: '1' })).toEqual([2])
    expect(ask('$filter=Number ge 2&$top=1&$count=true')).toMatchObject({ count: 2, rows: [{ Number: 2 }] })
    expect(numbers({ $top: '0' })).toEqual([])
    expect(numbers({ $skip: '9' })).toEqual([])
    expect(numbers({ key: 'somebody', $top: '1' })).toEqual([1])
  })

  test('has the members that are selected', () => {
    expect(ask('$select=Number,Delivery/Phone,Items/Name&$skip=2').rows).toEqual([
      { Number: 3, Delivery: { Phone: '+79005550101' }, Items: [{ Name: 'Soup' }, { Name: 'Tea' }] },
    ])
    expect(ask('$select=Delivery/Phone,Delivery&$top=1').rows).toEqual([{ Delivery: null }])
    expect(ask('$select=*&$top=1').rows).toEqual([rows[0]])
  })

  test.each([
    ['$top=-1', '$top at position 0: a whole number from 0 was expected'],
    ['$skip=many', '$skip'],
    ['$count=1', 'true or false was expected'],
    ['$format=xml', 'only json is spoken'],
    ['$expand=Items', '$expand: is not known'],
    ['$top=1&$top=2', '$top: is given twice'],
    ['$orderby=Number down', '$orderby at position 7: asc or desc was expected'],
    ['$orderby=Number,', '$orderby at position 7: the name of a member was expected'],
    ['$orderby=Items', 'Items is a list'],
    ['$select=Nothing', '$select at position 0: there is no member Nothing'],
    ['$select=Number,Number/Part', '$select at position 7: there is nothing inside of Number'],
  ])('%s is refused', (query, why) => {
    expect(() => ask(query)).toThrow(ODataProblem)
    expect(() => ask(query)).toThrow(why)
  })
})
