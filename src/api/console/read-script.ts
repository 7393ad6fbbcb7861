import {
  presets,
  type ScriptMatch,
  type ScriptStep,
  stepKinds,
  type TillScript,
} from '../../app/sandbox/till-script.ts'
import type { Fields } from './fields.ts'
import { invalid } from './problems.ts'

const stepsMax = 50
const afterMsMax = 30 * 86_400_000
const serviceTypes = ['DeliveryByCourier', 'DeliveryByClient'] as const

/** Reads `POST /__/till/{group}/script`: a preset, or steps, or a refusal, for the orders that match. */
export function readScript(fields: Fields): TillScript {
  const name = fields.text('name', { max: 100 }) ?? 'default'
  const preset = fields.choice('preset', Object.keys(presets))
  const refuse = fields.text('refuse', { max: 500 })
  const steps = fields.list('steps', { max: stepsMax })?.map(readStep) ?? null
  const match = readMatch(fields.object('match'))
  fields.end()
  const ways = [preset, steps].filter((one) => one !== null).length
  const known = preset === null ? null : presets[preset]
  if (known) {
    if (steps) throw invalid('steps', { en: 'a preset has its own', ru: 'у заготовки свои шаги' })
    if (refuse !== null && known.refuse === null)
      throw invalid('refuse', {
        en: `preset ${preset} does not refuse`,
        ru: `заготовка ${preset} не отказывает`,
      })
    return { name, match, refuse: refuse ?? known.refuse, steps: known.steps }
  }
  if (refuse !== null && steps)
    throw invalid('steps', { en: 'a refused order has none', ru: 'у отказа нет шагов' })
  if (ways === 0 && refuse === null)
    throw invalid('steps', {
      en: `give steps, refuse or preset (${Object.keys(presets).join(', ')})`,
      ru: `нужны steps, refuse или preset (${Object.keys(presets).join(', ')})`,
    })
  if (steps?.length === 0) throw invalid('steps', { en: 'must not be empty', ru: 'нужен хотя бы один шаг' })
  return { name, match, refuse, steps: steps ?? [] }
}

function readStep(fields: Fields): ScriptStep {
  const step: ScriptStep = {
    do: fields.required('do', fields.choice('do', stepKinds)),
    afterMs: fields.duration('after', { maxMs: afterMsMax }) ?? 0,
    cause: fields.text('cause'),
    comment: fields.text('comment', { max: 255 }),
  }
  fields.end()
  return step
}

function readMatch(fields: Fields | null): ScriptMatch {
  const match: ScriptMatch = {
    orderIds: fields?.uuids('orderIds', { max: 100 }) ?? null,
    externalNumber: fields?.text('externalNumber') ?? null,
    sourceKey: fields?.text('sourceKey') ?? null,
    serviceType: fields?.choice('serviceType', serviceTypes) ?? null,
    phone: fields?.text('phone') ?? null,
    comment: fields?.text('comment') ?? null,
  }
  fields?.end()
  return match
}
