import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demoId } from '../../src/seed/demo/demo-chain.ts'
import { type BackOffice, openBackOffice } from '../support/back-office.ts'
import { product } from '../support/documents.ts'
import { startServer, type TestServer } from '../support/start-server.ts'

type Json = any // any: a test looks where it likes

let server: TestServer
let office: BackOffice
beforeAll(async () => {
  server = await startServer()
  office = await openBackOffice(server)
})
afterAll(() => server.close())

const nobody = 'ffffffff-0000-4000-8000-00000000000f'
const [pokrovka, baumana] = [demoId('organization', 'pokrovka'), demoId('organization', 'baumana')]
const size = (key: string) => demoId('size', key)
const [borscht, burger, patty, cheeses] = ['10101', '30001', '95015', '20003'].map(product)
const [flour, milk, beef, beet] = ['95001', '95014', '95005', '95006'].map(product)

const asked = async (path: string, at = office): Promise<Json> => {
  const answer = await at.get(`/v2/assemblyCharts/${path}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json
}
const written = async (verb: string, body: Json): Promise<Json> => {
  const answer = await office.postJson(`/v2/assemblyCharts/${verb}`, body)
  expect(answer.status, answer.text).toBe(200)
  return answer.json
}
const saved = async (body: Json, verb = 'save'): Promise<Json> => {
  const { result, errors, response } = await written(verb, body)
  expect([result, errors]).toEqual(['SUCCESS', null])
  return response
}
const refused = async (verb: string, body: Json): Promise<Json> => {
  const { result, errors, response } = await written(verb, body)
  expect(result).toBe('ERROR')
  expect(response).toEqual(
    verb === 'delete' ? body.id : expect.objectContaining({ items: expect.anything() }),
  )
  return errors
}
const history = (productId: string | undefined): Promise<Json[]> => asked(`getHistory?productId=${productId}`)
const days = (charts: Json[]) => charts.map(({ dateFrom, dateTo }) => [dateFrom, dateTo])
/** `ingredient: amount` of a prepared chart, of one size where it is given. */
const amounts = (chart: Json, sizeId: string | null = null): Record<string, number> =>
  Object.fromEntries(
    chart.items
      .filter((item: Json) => item.productSizeSpecification === sizeId)
      .map((item: Json) => [item.productId, item.amount]),
  )
const draft = (
  assembledProductId: string | undefined,
  dateFrom: string,
  items: Json[],
  more: Json = {},
): Json => ({
  assembledProductId,
  dateFrom,
  assembledAmount: 1,
  items,
  ...more,
})
const line = (productId: string | undefined, amountIn: number | string, more: Json = {}): Json => ({
  productId,
  amountIn,
  ...more,
})

let made = 0
/** A dish or a semi-finished product of a test's own. */
async function aProduct(type: 'DISH' | 'PREPARED' = 'DISH'): Promise<string> {
  const answer = await office.postJson('/v2/entities/products/save', {
    name: `Dish ${++made}`,
    type,
    mainUnit: demoId('measureUnit', 'порц'),
  })
  expect(answer.json.result, answer.text).toBe('SUCCESS')
  return answer.json.response.id
}

describe('cards of the demo chain [server-api §12]', () => {
  test('a card has the members of the reference and no other', async () => {
    const [chart] = await history(burger)
    expect(Object.keys(chart)).toEqual([
      'id',
      'assembledProductId',
      'dateFrom',
      'dateTo',
      'assembledAmount',
      'productWriteoffStrategy',
      'effectiveDirectWriteoffStoreSpecification',
      'productSizeAssemblyStrategy',
      'items',
      'technologyDescription',
      'description',
      'appearance',
      'organoleptic',
      'outputComment',
    ])
    expect(chart.items).toEqual([
      {
        id: expect.any(String),
        sortWeight: 1,
        productId: patty,
        productSizeSpecification: null,
        storeSpecification: null,
        amountIn: 0.18,
        amountMiddle: 0.18,
        amountOut: 0.18,
        amountIn1: 0,
        amountOut1: 0,
        amountIn2: 0,
        amountOut2: 0,
        amountIn3: 0,
        amountOut3: 0,
        packageCount: 0,
        packageTypeId: null,
      },
    ])
    expect(await asked(`byId?id=${chart.id.toUpperCase()}`)).toEqual(chart)
  })

  test('history has the old and the new one; each day has its own', async () => {
    const charts = await history(borscht)
    expect(days(charts)).toEqual([
      ['2020-01-01', '2026-09-01'],
      ['2026-09-01', null],
    ])
    for (const [date, chart] of [
      ['2026-08-31', charts[0]],
      ['2026-09-01', charts[1]],
    ] as const)
      expect(await asked(`getAssembled?date=${date}&productId=${borscht}`)).toEqual({
        knownRevision: -1,
        assemblyCharts: [chart],
        preparedCharts: null,
        deletedAssemblyChartIds: null,
        deletedPreparedChartIds: null,
      })
    const before = await asked(`getAssembled?date=2019-12-31&productId=${borscht}`)
    expect(before.assemblyCharts).toEqual([])
  })

  test('the tree of a dish has the card of what is made beforehand, as it is on the day', async () => {
    const tree = async (date: string) => asked(`getTree?date=${date}&productId=${burger}`)
    const [winter, spring] = [await tree('2026-01-31'), await tree('2026-02-01')]
    const [own] = await history(burger)
    const [first, second] = await history(patty)
    expect(winter.assemblyCharts).toEqual([own, first])
    expect(spring.assemblyCharts).toEqual([own, second])
    // Patties are kept in store: the burger takes them as they are, on each side of the day with another id.
    expect([winter, spring].map(({ preparedCharts: [chart] }) => [chart.dateFrom, chart.dateTo])).toEqual([
      ['2020-01-01', '2026-02-01'],
      ['2026-02-01', null],
    ])
    expect(amounts(spring.preparedCharts[0])).toEqual({ [patty ?? '']: 0.18 })
    expect(winter.preparedCharts[0].id).not.toBe(spring.preparedCharts[0].id)
  })

  test('a prepared chart goes down to goods, by size and by department', async () => {
    const { preparedCharts, assemblyCharts } = await asked(`getPrepared?date=2027-01-01&productId=${cheeses}`)
    expect(assemblyCharts).toBeNull()
    expect(preparedCharts[0]).toMatchObject({
      assembledProductId: cheeses,
      productSizeAssemblyStrategy: 'SPECIFIC',
    })
    // 0.32 kg of dough of 0.62 kg of flour and 0.36 of milk, and 0.03 of milk beside.
    expect(amounts(preparedCharts[0], size('30'))).toMatchObject({
      [flour ?? '']: 0.198,
      [milk ?? '']: 0.145,
    })
    expect(amounts(preparedCharts[0], size('35'))[flour ?? '']).toBe(0.267)
    const fries = product('10702')
    const of = async (departmentId: string) =>
      (await asked(`getPrepared?date=2027-01-01&productId=${fries}&departmentId=${departmentId}`))
        .preparedCharts[0]
    expect(Object.keys(amounts(await of(pokrovka)))).toHaveLength(2)
    const [, , cream] = (await of(baumana)).items
    expect(cream).toMatchObject({
      productId: product('95009'),
      amount: 0.02,
      storeSpecification: { departments: [baumana], inverse: false },
    })
  })

  test('all cards of a period, the last day excluded, prepared ones too', async () => {
    const of = async (query: string) => asked(`getAll?${query}`)
    const all = await of('dateFrom=2019-01-01')
    expect(all.preparedCharts).toBeNull()
    expect([all.deletedAssemblyChartIds, all.deletedPreparedChartIds]).toEqual([null, null])
    const own = (answer: Json) =>
      answer.assemblyCharts.filter((chart: Json) => chart.assembledProductId === borscht)
    expect(own(all)).toEqual(await history(borscht))
    expect(days(own(await of('dateFrom=2026-09-01')))).toEqual([['2026-09-01', null]])
    expect(days(own(await of('dateFrom=2026-08-01&dateTo=2026-09-01')))).toEqual([
      ['2020-01-01', '2026-09-01'],
    ])
    const prepared = await of('dateFrom=2026-01-01&dateTo=2026-03-01&includePreparedCharts=true')
    expect(
      days(prepared.preparedCharts.filter((chart: Json) => chart.assembledProductId === burger)),
    ).toEqual([
      ['2020-01-01', '2026-02-01'],
      ['2026-02-01', null],
    ])
  })
})

describe('writing cards', () => {
  test('a new card closes the one before it, and the same again is the same card', async () => {
    const dish = await aProduct()
    const body = draft(dish, '2027-01-01', [line(beef, '0.123456789', { amountOut: 0.1, amountIn2: 1.5 })], {
      assembledAmount: 0.5,
      technologyDescription: 'Boil.',
      dateTo: '2027-01-05',
    })
    const first = await saved(body)
    expect(first).toMatchObject({ dateFrom: '2027-01-01', dateTo: null, productWriteoffStrategy: 'ASSEMBLE' })
    expect(first.items[0]).toMatchObject({ amountIn: 0.123456789, amountOut: 0.1, amountIn2: 1.5 })
    expect(await saved(body)).toEqual(first)
    const later = await saved(draft(dish, '2027-02-01', [line(beet, 0.2)]))
    const between = await saved(draft(dish.toUpperCase(), '2027-01-15', [line(beef, 0.3)]))
    expect(await history(dish)).toEqual([
      { ...first, dateTo: '2027-01-15' },
      { ...between, dateTo: '2027-02-01' },
      later,
    ])
    expect(await refused('save', draft(dish, '2027-01-15', [line(beef, 0.4)]))).toEqual([
      { code: 'ASSEMBLY_CHART_DATE_TAKEN', value: between.id },
    ])
    expect(await written('delete', { id: between.id })).toEqual({
      result: 'SUCCESS',
      errors: null,
      response: between.id,
    })
    expect(days(await history(dish))).toEqual([
      ['2027-01-01', '2027-02-01'],
      ['2027-02-01', null],
    ])
    expect((await office.get(`/v2/assemblyCharts/byId?id=${between.id}`)).status).toBe(404)
    expect(await refused('delete', { id: between.id })).toEqual([
      { code: 'ASSEMBLY_CHART_DELETED', value: between.id },
    ])
  })

  test('a card is written anew, on another day too', async () => {
    const dish = await aProduct()
    const first = await saved(draft(dish, '2027-01-01', [line(beef, 0.1), line(beet, 0.1)]))
    const second = await saved(draft(dish, '2027-03-01', [line(beet, 0.2)]))
    const changed = { ...first, dateFrom: '2027-04-01', items: [{ ...first.items[0], amountIn: 0.7 }] }
    expect(await saved(changed, 'update')).toEqual({ ...changed, dateTo: null })
    expect((await history(dish)).map(({ id, dateTo }) => [id, dateTo])).toEqual([
      [second.id, '2027-04-01'],
      [first.id, null],
    ])
    expect(await refused('update', { ...first, assembledProductId: burger })).toEqual([
      { code: 'ASSEMBLED_PRODUCT_CHANGED', value: burger },
    ])
    expect(await refused('update', { ...first, dateFrom: '2027-03-01' })).toEqual([
      { code: 'ASSEMBLY_CHART_DATE_TAKEN', value: second.id },
    ])
    expect((await office.postJson('/v2/assemblyCharts/update', { ...first, id: nobody })).status).toBe(404)
  })

  test('two who write a card of one day at once write one card', async () => {
    const dish = await aProduct()
    const answers = await Promise.all(
      [0.1, 0.2, 0.3].map((amount) => written('save', draft(dish, '2027-01-01', [line(beef, amount)]))),
    )
    expect(answers.map(({ result }) => result).sort()).toEqual(['ERROR', 'ERROR', 'SUCCESS'])
    expect(await history(dish)).toEqual(
      answers.flatMap(({ result, response }) => (result === 'SUCCESS' ? [response] : [])),
    )
  })

  test('a card that leads back is refused on whatever day it does', async () => {
    const [dish, sauce] = [await aProduct(), await aProduct('PREPARED')]
    expect(await refused('save', draft(dish, '2027-01-01', [line(dish, 1)]))).toEqual([
      { code: 'RECURSIVE_ASSEMBLY_CHART', value: dish },
    ])
    await saved(draft(dish, '2027-01-01', [line(sauce, 0.1)]))
    const without = await saved(draft(dish, '2027-02-01', [line(beef, 0.1)]))
    expect(await refused('save', draft(sauce, '2027-01-31', [line(dish, 0.1)]))).toEqual([
      { code: 'RECURSIVE_ASSEMBLY_CHART', value: sauce },
    ])
    const leftover = await saved(draft(sauce, '2027-03-01', [line(dish, 0.1)]))
    // Without the card of February that of January would go on into March.
    expect(await refused('delete', { id: without.id })).toEqual([
      { code: 'RECURSIVE_ASSEMBLY_CHART', value: dish },
    ])
    expect(await refused('update', { ...leftover, dateFrom: '2027-01-10' })).toEqual([
      { code: 'RECURSIVE_ASSEMBLY_CHART', value: sauce },
    ])
    const tree = await asked(`getTree?date=2027-03-01&productId=${sauce}`)
    expect(tree.assemblyCharts.map((chart: Json) => chart.id)).toEqual([leftover.id, without.id])
  })

  test('a card that makes another too large to be opened is refused', async () => {
    const [dish, sauce] = [await aProduct(), await aProduct('PREPARED')]
    await saved(draft(dish, '2027-01-01', [line(sauce, 5000)]))
    const answer = await office.postJson(
      '/v2/assemblyCharts/save',
      draft(sauce, '2027-01-01', [line(beet, 201)]),
    )
    expect([answer.status, answer.text]).toEqual([
      409,
      `Технологическая карта Dish ${made - 1} раскрывается в слишком много строк или в слишком большие количества`,
    ])
    expect(await history(sauce)).toEqual([])
    expect((await saved(draft(sauce, '2027-01-01', [line(beet, 200)]))).dateTo).toBeNull()
  })

  test('a department that keeps it ready takes it as it is, the others open it', async () => {
    const [dish, sauce] = [await aProduct(), await aProduct('PREPARED')]
    const keeps = { departments: [pokrovka], inverse: false }
    await saved(
      draft(sauce, '2027-01-01', [line(beet, 2)], { effectiveDirectWriteoffStoreSpecification: keeps }),
    )
    await saved(draft(dish, '2027-01-01', [line(sauce, 0.25)]))
    const { preparedCharts } = await asked(`getPrepared?date=2027-01-01&productId=${dish}`)
    expect(
      preparedCharts[0].items.map((item: Json) => [item.productId, item.amount, item.storeSpecification]),
    ).toEqual([
      [sauce, 0.25, keeps],
      [beet, 0.5, { departments: [pokrovka], inverse: true }],
    ])
    const direct = await saved(
      draft(sauce, '2027-02-01', [line(beet, 2)], { productWriteoffStrategy: 'DIRECT' }),
    )
    expect(direct.effectiveDirectWriteoffStoreSpecification).toEqual({ departments: [], inverse: true })
  })

  test.each<[string, (dish: string) => Json, [code: string, value: string][]]>([
    [
      'of a product that nobody has',
      () => draft(nobody, '2027-01-01', [line(beef, 1)]),
      [['PRODUCT_NOT_FOUND', nobody]],
    ],
    ['of goods', () => draft(beef, '2027-01-01', [line(beet, 1)]), [['WRONG_NOMENCLATURE_TYPE', beef ?? '']]],
    ['of nothing', (dish) => draft(dish, '2027-01-01', []), [['EMPTY_FIELD', 'items']]],
    [
      'of a batch of nothing and less',
      (dish) =>
        draft(dish, '2027-01-01', [line(beef, -1, { amountMiddle: 0, amountOut: 0 })], {
          assembledAmount: 0,
        }),
      [
        ['ONLY_POSITIVE_VALUES_ALLOWED', 'assembledAmount'],
        ['ONLY_POSITIVE_VALUES_ALLOWED', 'items[0].amountIn'],
      ],
    ],
    [
      'with what is not there',
      (dish) =>
        draft(dish, '2027-01-01', [
          line(nobody, 1),
          line(beef, 1, {
            packageTypeId: nobody,
            storeSpecification: { departments: [nobody], inverse: false },
            productSizeSpecification: size('30'),
          }),
        ]),
      [
        ['PRODUCT_NOT_FOUND', nobody],
        ['PRODUCT_SIZE_NOT_ALLOWED', 'items[1].productSizeSpecification'],
        ['DEPARTMENT_NOT_FOUND', nobody],
        ['CONTAINER_NOT_FOUND', nobody],
      ],
    ],
    [
      'with a size of another scale, and a service in it',
      () =>
        draft(
          product('20001'),
          '2031-01-01',
          [line(beef, 1, { productSizeSpecification: size('m') }), line(product('90001'), 1)],
          { productSizeAssemblyStrategy: 'SPECIFIC' },
        ),
      [
        ['PRODUCT_SIZE_NOT_FOUND', size('m')],
        ['WRONG_NOMENCLATURE_TYPE', product('90001')],
      ],
    ],
  ])('a card %s is refused and changes nothing', async (_, body, errors) => {
    const dish = await aProduct()
    const revision = (await asked('getAll?dateFrom=2027-01-01')).knownRevision
    expect(await refused('save', body(dish))).toEqual(errors.map(([code, value]) => ({ code, value })))
    expect((await asked('getAll?dateFrom=2027-01-01')).knownRevision).toBe(revision)
    expect(await history(dish)).toEqual([])
  })

  test.each<[Json, string]>([
    [{ dateFrom: '01.01.2027' }, 'Wrong date format: 01.01.2027'],
    [{ assembledAmount: 'much' }, "Wrong value of 'assembledAmount': a number is expected, not 'much'"],
    [
      { items: [line(beef, '0.1234567891')] },
      "Wrong value of 'items[0].amountIn': at most 9 decimals are expected, not '0.1234567891'",
    ],
    [
      { items: [line(beef, 2e9)] },
      "Wrong value of 'items[0].amountIn': at most 1000000000 is expected, not '2000000000.000000000'",
    ],
    [
      { items: [{ productId: beef }] },
      "Argument for @NotNull parameter 'items[0].amountIn' must not be null",
    ],
    [{ description: 'x'.repeat(2001) }, "'description' must not be longer than 2000 characters"],
    [
      { productWriteoffStrategy: 'SOMETIMES' },
      "'SOMETIMES': value not one of declared Enum instance names: [ASSEMBLE, DIRECT]",
    ],
  ])('%j cannot be read', async (more, text) => {
    const answer = await office.postJson(
      '/v2/assemblyCharts/save',
      draft(borscht, '2031-01-01', [line(beef, 1)], more),
    )
    expect([answer.status, answer.text]).toEqual([400, text])
  })

  test.each([
    [
      `getTree?date=2027-01-01&productId=${nobody}`,
      404,
      `Entity of class Product not found by id (${nobody})`,
    ],
    [`getTree?date=1.1.2027&productId=${borscht}`, 400, 'Wrong date format: 1.1.2027'],
    [`getPrepared?productId=${borscht}`, 400, "Argument for @NotNull parameter 'date' must not be null"],
    [
      `getHistory?productId=${borscht}&departmentId=${nobody}`,
      404,
      `Entity of class Department not found by id (${nobody})`,
    ],
    [
      'getAllUpdate?dateFrom=2027-01-01',
      400,
      "Argument for @NotNull parameter 'knownRevision' must not be null",
    ],
  ])('%s is refused', async (path, status, text) => {
    const answer = await office.get(`/v2/assemblyCharts/${path}`)
    expect([answer.status, answer.text]).toEqual([status, text])
  })
})

describe('reading by revisions', () => {
  const period = 'dateFrom=2027-01-01&dateTo=2028-01-01&includePreparedCharts=true'
  /** What a client keeps of an answer, and of the changes that follow. */
  const keep = (kept: Map<string, Json>, { assemblyCharts, preparedCharts, ...answer }: Json) => {
    for (const id of [...(answer.deletedAssemblyChartIds ?? []), ...(answer.deletedPreparedChartIds ?? [])])
      kept.delete(id)
    for (const chart of [...assemblyCharts, ...preparedCharts]) kept.set(chart.id, chart)
    return kept
  }
  const byId = (kept: Map<string, Json>) => [...kept].sort(([a], [b]) => a.localeCompare(b))

  test('a reader who follows the changes has what a new reader gets', async () => {
    const [dish, sauce, gone] = [await aProduct(), await aProduct('PREPARED'), await aProduct()]
    await saved(draft(dish, '2027-02-01', [line(sauce, 0.5)]))
    const spring = await saved(draft(sauce, '2027-03-01', [line(beet, 1)]))
    const past = await saved(draft(gone, '2027-05-01', [line(beef, 1)]))
    const first = await asked(`getAll?${period}&includeDeletedProducts=false`)
    const kept = keep(new Map(), first)
    let known = first.knownRevision
    const deeds: (() => Promise<Json>)[] = [
      () => saved(draft(sauce, '2027-06-01', [line(beet, 2)])),
      () => saved({ ...spring, dateFrom: '2027-04-01' }, 'update'),
      () => saved(draft(dish, '2027-05-15', [line(beef, 0.5)])),
      () => written('delete', { id: spring.id }),
      () => saved(draft(gone, '2026-01-01', [line(beef, 2)])),
      () => saved({ ...past, dateFrom: '2028-06-01' }, 'update'),
      () => office.postJson('/v2/entities/products/delete', { items: [{ id: gone }] }),
    ]
    for (const deed of deeds) {
      await deed()
      const changes = await asked(
        `getAllUpdate?${period}&includeDeletedProducts=false&knownRevision=${known}`,
      )
      expect(changes.knownRevision).toBeGreaterThan(known)
      known = changes.knownRevision
      keep(kept, changes)
      expect(byId(kept)).toEqual(
        byId(keep(new Map(), await asked(`getAll?${period}&includeDeletedProducts=false`))),
      )
    }
    const nothing = await asked(`getAllUpdate?${period}&knownRevision=${known}`)
    expect(nothing).toEqual({
      knownRevision: known,
      assemblyCharts: [],
      preparedCharts: [],
      deletedAssemblyChartIds: [],
      deletedPreparedChartIds: [],
    })
  })

  test('where changes cannot be told all is null: of a restaurant, and of a revision that never was', async () => {
    const empty = {
      knownRevision: -1,
      assemblyCharts: null,
      preparedCharts: null,
      deletedAssemblyChartIds: null,
      deletedPreparedChartIds: null,
    }
    const restaurant = await openBackOffice(server, { prefix: '/rms/2/resto' })
    const all = await asked('getAll?dateFrom=2027-01-01', restaurant)
    expect(all.knownRevision).toBe(-1)
    expect(all.assemblyCharts.length).toBeGreaterThan(10)
    expect(await asked('getAllUpdate?dateFrom=2027-01-01&knownRevision=1', restaurant)).toEqual(empty)
    expect(await asked('getAllUpdate?dateFrom=2027-01-01&knownRevision=-1')).toEqual(empty)
    expect(await asked('getAllUpdate?dateFrom=2027-01-01&knownRevision=999999999')).toEqual(empty)
  })
})
