import type { TillScript } from '../../app/sandbox/till-script.ts'
import type { ScriptedOrder } from '../../app/sandbox/till-scripts.ts'
import { describeRefusal, type Language } from '../../kernel/refusals.ts'
import { deviceRoutes } from './devices.ts'
import { printerRoutes } from './printers.ts'
import { notFound } from './problems.ts'
import { readScript } from './read-script.ts'
import type { ConsoleCall, ConsoleRoute } from './route.ts'
import type { ConsoleServices, ConsoleTill, Sandbox } from './services.ts'
import { terminalRoutes } from './terminals.ts'

const cableMsMax = 30 * 86_400_000

type Place = Pick<ConsoleServices, 'app' | 'tills'> & { sandbox: Sandbox }

/** Tills whose cable can be pulled and which can work by themselves. `{group}` is a code or an id. */
export const tillRoutes = (place: Place): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/till',
    text: { en: 'tills of this process', ru: 'кассы этого процесса' },
    handle: async ({ language }) => [...place.tills()].map((till) => tillView(place, till, language)),
  },
  {
    method: 'POST',
    path: '/till/:group/cable',
    text: {
      en: 'plug or pull the cable, or make the line slow: plugged, for, delay',
      ru: 'воткнуть, выдернуть или замедлить кабель: plugged, for, delay',
    },
    handle: async (call) => setCable(place, call),
  },
  ...terminalRoutes({ sandbox: place.sandbox, find: (params) => find(place, params) }),
  ...deviceRoutes({ sandbox: place.sandbox, find: (params) => find(place, params) }),
  ...printerRoutes({ ...place, find: (params) => find(place, params) }),
  {
    method: 'GET',
    path: '/till/:group/script',
    text: { en: 'scripts and the orders that they play', ru: 'сценарии и заказы, которые они ведут' },
    handle: async ({ params, language }) => scriptView(place, find(place, params), language),
  },
  {
    method: 'POST',
    path: '/till/:group/script',
    text: {
      en: 'a till that accepts, cooks, sends, delivers, closes or refuses by itself: preset or steps, match',
      ru: 'касса сама принимает, готовит, везёт, закрывает или отказывает: preset или steps, match',
    },
    async handle({ params, fields, language }) {
      const till = find(place, params)
      await place.sandbox.scripts.set(till.till.terminalGroupId, readScript(fields))
      till.veto = (order, contact) =>
        place.sandbox.scripts.refusalOf(till.till.terminalGroupId, order, contact)
      return scriptView(place, till, language)
    },
  },
  {
    method: 'DELETE',
    path: '/till/:group/script',
    text: { en: 'remove the scripts, or one by ?name=', ru: 'убрать сценарии или один по ?name=' },
    async handle({ params, query, language }) {
      const till = find(place, params)
      const removed = place.sandbox.scripts.remove(till.till.terminalGroupId, query['name'])
      if (!removed && query['name'] !== undefined)
        throw notFound({ en: 'There is no such script', ru: 'Такого сценария нет' })
      return scriptView(place, till, language)
    },
  },
]

function find({ tills }: Place, { group = '' }: Readonly<Record<string, string>>): ConsoleTill {
  for (const till of tills()) {
    if (till.code === group || till.till.terminalGroupId === group.toLowerCase()) return till
  }
  throw notFound({
    en: `This process plays no till ${group.slice(0, 100)}`,
    ru: `Этот процесс не играет кассу ${group.slice(0, 100)}`,
  })
}

async function setCable(place: Place, { params, fields, language }: ConsoleCall): Promise<object> {
  const { app, sandbox } = place
  const till = find(place, params)
  const { terminalGroupId } = till.till
  const plugged = fields.flag('plugged')
  const delayMs = fields.duration('delay', { maxMs: cableMsMax })
  const forMs = fields.duration('for', { maxMs: cableMsMax })
  fields.end()
  if (plugged === null) fields.required('plugged', delayMs)
  const topic = `cable of ${terminalGroupId}`
  sandbox.agenda.drop(topic)
  const set = (isConnected: boolean, delay: number): void => {
    const now = find(place, params)
    now.isConnected = isConnected
    now.delayMs = delay
    app.wake()
  }
  set(plugged ?? till.isConnected, delayMs ?? till.delayMs)
  if (forMs !== null) sandbox.agenda.add(app.clock.now() + forMs, topic, async () => set(true, 0))
  return tillView(place, till, language)
}

function tillView({ sandbox }: Place, { till, code, isConnected, delayMs }: ConsoleTill, language: Language) {
  const { scripts, orders } = sandbox.scripts.of(till.terminalGroupId)
  return {
    code,
    terminalGroupId: till.terminalGroupId,
    organizationId: till.organizationId,
    plugged: isConnected,
    delayMs,
    scripts: scripts.map(({ name }) => name),
    playedOrders: orders.map((order) => orderView(order, language)),
  }
}

function scriptView({ sandbox }: Place, { till, code }: ConsoleTill, language: Language) {
  const { scripts, orders } = sandbox.scripts.of(till.terminalGroupId)
  return {
    till: code,
    scripts: scripts.map(scriptBody),
    orders: orders.map((order) => orderView(order, language)),
  }
}

/** As it was sent, so that it can be sent again. */
const scriptBody = ({ name, match, refuse, steps }: TillScript) => ({
  name,
  match: present(match),
  ...(refuse === null ? {} : { refuse }),
  ...(steps.length === 0
    ? {}
    : { steps: steps.map(({ afterMs, ...step }) => ({ ...present(step), after: afterMs })) }),
})

const present = (members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null))

const orderView = ({ next, done, refusal, ...order }: ScriptedOrder, language: Language) => ({
  ...order,
  next: next && { do: next.do, at: new Date(next.at).toISOString() },
  done: done.map(({ do: kind, at }) => ({ do: kind, at: new Date(at).toISOString() })),
  reason: refusal && describeRefusal(refusal, language),
})
