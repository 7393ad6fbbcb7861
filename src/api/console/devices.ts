import { type RegisterState, registerDeeds, registerStates } from '../../app/sandbox/register-emulator.ts'
import { scalesStates } from '../../app/sandbox/scales-emulator.ts'
import type { Fields } from './fields.ts'
import type { ConsoleRoute } from './route.ts'
import type { ConsoleTill, Sandbox } from './services.ts'

const stepsMax = 50

type Place = { sandbox: Sandbox; find(params: Readonly<Record<string, string>>): ConsoleTill }

/** Devices of a till besides printers and the bank's terminal: what stands there and what is the matter with it. */
export const deviceRoutes = ({ sandbox, find }: Place): ConsoleRoute[] => [
  {
    method: 'GET',
    path: '/till/:group/devices',
    text: {
      en: 'devices of the till, and what its fiscal register has printed',
      ru: 'устройства кассы и что напечатал её фискальный регистратор',
    },
    handle: async ({ params }) => view(sandbox, find(params)),
  },
  {
    method: 'POST',
    path: '/till/:group/devices',
    text: {
      en: `sets the devices up: register of installed, state (${registerStates.join(', ')}), steps (${registerDeeds.join(', ')}); scales of installed, state (${scalesStates.join(', ')}), weight in kg`,
      ru: `настраивает устройства: register из installed, state (${registerStates.join(', ')}), steps (${registerDeeds.join(', ')}); scales из installed, state (${scalesStates.join(', ')}), weight в кг`,
    },
    async handle({ params, fields }) {
      const till = find(params)
      const register = fields.object('register')
      const change = register && readRegister(register)
      const scales = fields.object('scales')
      const weighing = scales && readScales(scales)
      fields.end()
      if (weighing) sandbox.scalesOf(till.till.terminalGroupId).set(weighing)
      if (change) {
        sandbox.registerOf(till.till.terminalGroupId).set(change)
        till.register?.tryAgain()
      }
      return view(sandbox, till)
    },
  },
]

function readRegister(fields: Fields) {
  const isInstalled = fields.flag('installed')
  const state: RegisterState | null = fields.choice('state', registerStates)
  const steps = fields.list('steps', { max: stepsMax })?.map((one) => {
    const step = one.required('do', one.choice('do', registerDeeds))
    one.end()
    return step
  })
  fields.end()
  return {
    ...(isInstalled === null ? {} : { isInstalled }),
    ...(state === null ? {} : { state }),
    ...(steps ? { steps } : {}),
  }
}

function readScales(fields: Fields) {
  const isInstalled = fields.flag('installed')
  const state = fields.choice('state', scalesStates)
  const weight = fields.number('weight', { min: 0, max: 1000 })
  fields.end()
  return {
    ...(isInstalled === null ? {} : { isInstalled }),
    ...(state === null ? {} : { state }),
    ...(weight === null ? {} : { weight: BigInt(Math.round(weight * 1000)) }),
  }
}

function view(sandbox: Sandbox, { till, code }: ConsoleTill): object {
  const register = sandbox.registerOf(till.terminalGroupId)
  const { isInstalled, state, weight } = sandbox.scalesOf(till.terminalGroupId).setting
  return {
    till: code,
    scales: { installed: isInstalled, state, weight: Number(weight) / 1000 },
    register: {
      ...{ installed: register.isInstalled, state: register.state },
      steps: register.steps.map((step) => ({ do: step })),
      // Sums are minor units of the till's currency.
      documents: register.documents.map(({ sum, at, ...document }) => ({
        ...document,
        ...{ sum: Number(sum), at: new Date(at).toISOString() },
      })),
    },
  }
}
