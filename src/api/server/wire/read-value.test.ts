import { describe, expect, test } from 'vitest'
import type { Shape } from '../generated/operations.ts'
import { readParameters } from './read-parameters.ts'
import { dayOf, plainOf, readValue } from './read-value.ts'
import { readXml } from './read-xml.ts'
import { writeXml } from './write-xml.ts'

const options = { wrongDayStatus: 400 } as const
const read = (value: unknown, shape: Shape) => readValue(value, shape, 'field', options)
const id = 'AAAAAAAA-0000-4000-8000-00000000000F'

describe('a value', () => {
  test.each<[unknown, Shape, unknown]>([
    [id, { is: 'uuid' }, id.toLowerCase()],
    [7, { is: 'text' }, '7'],
    ['7.50', { is: 'number' }, 7.5],
    [7.5, { is: 'decimal' }, '7.500000000'],
    ['-07.50', { is: 'decimal' }, '-07.50'],
    ['.5', { is: 'decimal' }, '0.5'],
    ['TRUE', { is: 'bool' }, true],
    ['-1', { is: 'int' }, -1],
    ['2031-03-04T10:00:00', { is: 'day', form: 'yyyy-MM-dd' }, '2031-03-04'],
    ['04.03.2031', { is: 'day', form: 'dd.MM.yyyy' }, '2031-03-04'],
    [null, { is: 'text', nullable: true }, null],
    [null, { is: 'text', optional: true }, undefined],
    ['', { is: 'uuid', optional: true }, undefined],
    ['', { is: 'text', optional: true }, ''],
    [['1'], { is: 'list', item: 'i', of: { is: 'int' } }, [1]],
  ])('%j as %j', (value, shape, expected) => {
    expect(read(value, shape)).toEqual(expected)
  })
  test.each<[unknown, Shape, string]>([
    [undefined, { is: 'text' }, "Argument for @NotNull parameter 'field' must not be null"],
    ['1', { is: 'uuid' }, "Wrong value of 'field': an id is expected, not '1'"],
    ['1e400', { is: 'number' }, "a number is expected, not '1e400'"],
    [1e300, { is: 'decimal' }, 'a number is expected'],
    ['1.5', { is: 'int' }, 'For input string: "1.5"'],
    ['2031-02-30', { is: 'day' }, 'Wrong date format: 2031-02-30'],
    ['B', { is: 'choice', of: ['A'] }, "'B': value not one of declared Enum instance names: [A]"],
    [{}, { is: 'list', item: 'i', of: { is: 'int' } }, 'a list is expected'],
    [['1', 'x'], { is: 'list', item: 'i', of: { is: 'int' } }, "'field[1]'"],
    ['a\0b', { is: 'text' }, 'U+0000'],
    ['x'.repeat(500), { is: 'int' }, 'x…"'],
  ])('%j is not %j', (value, shape, words) => {
    expect(() => read(value, shape)).toThrow(words)
  })
  test('days that are none', () => {
    expect(['2031-13-01', '2031-1-1', '31.02.2031', ''].map((text) => dayOf(text, 'yyyy-MM-dd'))).toEqual([
      null,
      null,
      null,
      null,
    ])
  })
})

describe('parameters', () => {
  const shapes: Record<string, Shape> = {
    ids: { is: 'list', item: 'i', of: { is: 'uuid', nullable: true }, optional: true },
    names: { is: 'list', item: 'i', of: { is: 'text' }, optional: true },
    includeDeleted: { is: 'bool', default: false },
    revisionFrom: { is: 'int', default: -1 },
  }
  const given = (text: string) => readParameters(shapes, [new URLSearchParams(text)], options)
  test('an empty one in a list is null where it may be; the first of several counts; unknown ones do not', () => {
    expect(given('')).toEqual({ includeDeleted: false, revisionFrom: -1 })
    expect(given(`ids=${id}&ids=&revisionFrom=5&revisionFrom=6&includeDeleted=&other=1`)).toEqual({
      ids: [id.toLowerCase(), null],
      includeDeleted: false,
      revisionFrom: 5,
    })
    expect(given('names=&names=a')['names']).toEqual(['', 'a'])
  })
  test('those of a form stand beside those of the query', () => {
    const both = [new URLSearchParams('names=a'), new URLSearchParams('names=b&includeDeleted=True')]
    expect(readParameters(shapes, both, options)).toMatchObject({ names: ['a', 'b'], includeDeleted: true })
  })
})

describe('XML', () => {
  const invoice: Shape = { is: 'type', name: 'IncomingInvoice' }
  test('comes as JSON would; what is unknown is told', () => {
    const unknown: string[] = []
    const element = readXml(
      '<document><comment>a</comment><sum>1</sum><items><item><number>1</number></item></items></document>',
    )
    expect(plainOf(element, invoice, (path) => unknown.push(path))).toEqual({ comment: 'a', items: [{}] })
    expect(unknown).toEqual(['sum', 'items[0].number'])
  })
  test('repeated elements are a list', () => {
    const employee: Shape = { is: 'type', name: 'Employee' }
    const element = readXml(
      '<employee><roleCodes>A</roleCodes><name>n</name><roleCodes>B</roleCodes></employee>',
    )
    expect(plainOf(element, employee, () => undefined)).toEqual({ roleCodes: ['A', 'B'], name: 'n' })
    const answer = writeXml('employee', employee, {
      id: '1',
      roleCodes: ['A', 'B'],
      login: '',
      name: 'a<b & \u0001c',
    })
    expect(answer).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><employee><id>1</id><name>a&lt;b &amp; c</name><login/><roleCodes>A</roleCodes><roleCodes>B</roleCodes></employee>',
    )
  })
  test('an empty list is an empty element', () => {
    const list: Shape = { is: 'list', item: 'employee', of: { is: 'type', name: 'Employee' } }
    expect(writeXml('employees', list, [])).toMatch(/\?><employees\/>$/)
  })
})
