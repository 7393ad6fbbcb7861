import { ConsoleProblem, invalid, notFound } from './problems.ts'
import type { ConsoleRoute } from './route.ts'
import type { Sandbox, SnapshotView } from './services.ts'

const nameShape = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u

const readName = (name: string): string => {
  if (nameShape.test(name)) return name
  throw invalid('name', {
    en: 'must be 1 to 64 letters, digits, spaces, dots, dashes',
    ru: 'от 1 до 64 букв, цифр, пробелов, точек, дефисов',
  })
}

export const dataRoutes = ({ data, settle }: Sandbox): ConsoleRoute[] => [
  {
    method: 'POST',
    path: '/reset',
    text: { en: 'everything back to the seed', ru: 'вернуть всё к исходным данным' },
    async handle({ fields }) {
      fields.end()
      await data.reset()
      return { reset: true }
    },
  },
  {
    method: 'POST',
    path: '/seed',
    text: { en: 'fill an empty storage: name', ru: 'наполнить пустую базу: name' },
    async handle({ fields }) {
      const name = fields.required('name', fields.choice('name', data.seeds))
      fields.end()
      if (!(await data.seed(name))) throw notEmpty()
      return { seeded: name }
    },
  },
  {
    method: 'GET',
    path: '/snapshots',
    text: { en: 'kept states of the whole database', ru: 'сохранённые состояния всей базы' },
    handle: async () => (await data.list()).map(snapshotBody),
  },
  {
    method: 'POST',
    path: '/snapshots/:name',
    text: { en: 'keep the present state under a name', ru: 'сохранить состояние под именем' },
    async handle({ params, fields }) {
      fields.end()
      await settle()
      return snapshotBody(await data.save(readName(params['name'] ?? '')))
    },
  },
  {
    method: 'POST',
    path: '/snapshots/:name/restore',
    text: { en: 'go back to a kept state', ru: 'вернуться к сохранённому состоянию' },
    async handle({ params, fields }) {
      fields.end()
      const name = readName(params['name'] ?? '')
      await data.restore(name)
      return { restored: name }
    },
  },
  {
    method: 'DELETE',
    path: '/snapshots/:name',
    text: { en: 'forget a kept state', ru: 'забыть состояние' },
    async handle({ params }) {
      const name = readName(params['name'] ?? '')
      if (!(await data.remove(name))) throw noSnapshot(name)
      return { removed: name }
    },
  },
]

const notEmpty = (): ConsoleProblem =>
  new ConsoleProblem(409, 'not-empty', {
    en: 'There is a chain already; a seed fills an empty storage (--empty)',
    ru: 'Сеть уже есть; наполняется только пустая база (--empty)',
  })

export const noSnapshot = (name: string): ConsoleProblem =>
  notFound({ en: `There is no snapshot ${name}`, ru: `Снимка ${name} нет` })

/** Tills of other nodes remember what they were told; taking it back here would part them from us for good. */
export const hasLinkedTills = (): ConsoleProblem =>
  new ConsoleProblem(409, 'linked-tills', {
    en: 'Tills of other nodes are linked to this one, so its data cannot be taken back',
    ru: 'К узлу подключены кассы других узлов, поэтому его данные нельзя вернуть назад',
  })

const snapshotBody = ({ name, madeAt, bytes }: SnapshotView) => ({
  name,
  madeAt: new Date(madeAt).toISOString(),
  bytes,
})
