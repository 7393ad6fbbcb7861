import { type TerminalStep, terminalDeeds } from '../../app/sandbox/terminal-emulator.ts'
import type { Fields } from './fields.ts'
import type { ConsoleRoute } from './route.ts'
import type { ConsoleTill, Sandbox } from './services.ts'

const stepsMax = 50
const afterMsMax = 3_600_000

type Place = { sandbox: Sandbox; find(params: Readonly<Record<string, string>>): ConsoleTill }

/** What the bank terminals of tills do with the next cards. */
export const terminalRoutes = ({ sandbox, find }: Place): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/till/:group/terminal',
    text: {
      en: 'what the bank terminal will do, and what it has charged',
      ru: 'что сделает банковский терминал и что он списал',
    },
    handle: async ({ params }) => view(sandbox, find(params)),
  },
  {
    method: 'POST',
    path: '/till/:group/terminal',
    text: {
      en: `what the bank terminal does with the next cards: steps of do (${terminalDeeds.join(', ')}), after, text`,
      ru: `что терминал сделает со следующими картами: steps из do (${terminalDeeds.join(', ')}), after, text`,
    },
    async handle({ params, fields }) {
      const till = find(params)
      const steps = fields.required('steps', fields.list('steps', { max: stepsMax })).map(readStep)
      fields.end()
      sandbox.terminalOf(till.till.terminalGroupId).play(steps)
      return view(sandbox, till)
    },
  },
]

function readStep(fields: Fields): TerminalStep {
  const step: TerminalStep = {
    do: fields.required('do', fields.choice('do', terminalDeeds)),
    afterMs: fields.duration('after', { maxMs: afterMsMax }) ?? 0,
    text: fields.text('text', { max: 200 }),
  }
  fields.end()
  return step
}

function view(sandbox: Sandbox, { till, code }: ConsoleTill): object {
  const terminal = sandbox.terminalOf(till.terminalGroupId)
  return {
    till: code,
    steps: terminal.steps.map(({ afterMs, text, ...step }) => ({
      ...step,
      after: afterMs,
      ...(text === null ? {} : { text }),
    })),
    // Minor units of the till's currency.
    charged: [...terminal.charged()].map(([transactionId, sum]) => ({ transactionId, sum: Number(sum) })),
  }
}
