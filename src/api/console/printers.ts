import type { App } from '../../app/ports.ts'
import { printerStates } from '../../app/sandbox/printer-emulator.ts'
import { printersOfTill } from '../../domain/printing/printers-of.ts'
import type { Uuid } from '../../kernel/ids.ts'
import { notFound } from './problems.ts'
import type { ConsoleRoute } from './route.ts'
import type { ConsoleTill, Sandbox } from './services.ts'

type Place = { app: App; sandbox: Sandbox; find(params: Readonly<Record<string, string>>): ConsoleTill }

/** What came out of the printers of tills, and what is the matter with them. */
export const printerRoutes = (place: Place): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/till/:group/printers',
    text: {
      en: 'printers of the till, and what came out of those that are emulated',
      ru: 'принтеры кассы и то, что вышло из тех, что эмулируются',
    },
    handle: async ({ params }) => view(place, place.find(params)),
  },
  {
    method: 'POST',
    path: '/till/:group/printers',
    text: {
      en: `what is the matter with a printer (${printerStates.join(', ')}): printer (id or name), state`,
      ru: `что с принтером (${printerStates.join(', ')}): printer (id или имя), state`,
    },
    async handle({ params, fields }) {
      const till = place.find(params)
      const wanted = fields.required('printer', fields.text('printer', { max: 100 }))
      const state = fields.required('state', fields.choice('state', printerStates))
      fields.end()
      const printers = await printersOf(place.app, till)
      const printer = printers.find(({ id, body }) => id === wanted.toLowerCase() || body.name === wanted)
      if (!printer)
        throw notFound({ en: `The till has no printer ${wanted}`, ru: `У кассы нет принтера ${wanted}` })
      place.sandbox.printers.set(printer.id, state)
      if (state === 'ready') till.printing?.tryAgain(printer.id)
      return view(place, till)
    },
  },
]

const printersOf = async (app: App, { till }: ConsoleTill) =>
  printersOfTill(await app.catalog(till.tenantId), till.organizationId, till.terminalGroupId)

async function view({ app, sandbox }: Place, till: ConsoleTill): Promise<object> {
  const { tenantId, terminalGroupId } = till.till
  const open = await app.storage.now.printJobs.open(tenantId, terminalGroupId)
  const waiting = (printerId: Uuid): number => open.filter((job) => job.printerId === printerId).length
  return {
    till: till.code,
    printers: (await printersOf(app, till)).map(({ id, body }) => ({
      ...{ id, name: body.name, kind: body.kind, width: body.width, waiting: waiting(id) },
      ...(body.kind === 'network'
        ? { address: body.address }
        : {
            state: sandbox.printers.stateOf(id),
            papers: sandbox.printers
              .papersOf(id)
              .map(({ at, lines }) => ({ at: new Date(at).toISOString(), lines })),
          }),
    })),
  }
}
