import { type GivenSettings, readAction, readCondition } from '../../../../domain/loyalty/read-settings.ts'
import type { LoyaltyBinding, LoyaltyCampaign } from '../../../../domain/reference/books.ts'
import type { Uuid } from '../../../../kernel/ids.ts'
import { Form } from '../../form.ts'

const longest = { name: 255, group: 100 } as const
const orderMax = 1_000_000

/** A name that must be there, and what else is said of a programme or a campaign. */
export const readName = (form: Form): { name: string; nameEn: string | null; description: string } => ({
  name: form.line('name', longest.name),
  nameEn: form.textOrNull('nameEn')?.trim() || null,
  description: form.textOrNull('description') ?? '',
})

/**
 * A campaign as the editor holds it. Settings are read by the one reader of all families, which refuses by the name of kind
 * and setting.
 */
export function readCampaign(body: unknown, id: Uuid): LoyaltyCampaign {
  const form = new Form(body)
  const { nameEn, ...told } = readName(form)
  const group = form.textOrNull('exclusiveGroup')?.trim() || null
  if (group !== null && group.length > longest.group)
    form.problem('exclusiveGroup', {
      ru: `не больше ${longest.group} знаков`,
      en: `at most ${longest.group} characters`,
    })
  const facts = {
    ...{ id, ...told, ...(nameEn === null ? {} : { nameEn }) },
    isActive: form.flag('isActive'),
    from: form.day('from'),
    to: form.dayOrNull('to'),
    order: form.whole('order', { min: 0, max: orderMax }),
    exclusiveGroup: group,
    needsCertificate: form.flag('needsCertificate'),
  }
  const orderBindings = form.forms('orderBindings').map(bindingIn)
  const registrationBindings = form.forms('registrationBindings').map(bindingIn)
  form.done()
  return {
    ...facts,
    orderBindings: orderBindings.map((read) => read()),
    registrationBindings: registrationBindings.map((read) => read()),
  }
}

/** Reads what every binding has; its settings only when the form is good. */
function bindingIn(form: Form): () => LoyaltyBinding {
  const binding = { id: form.uuid('id'), stopsFurtherExecution: form.flag('stopsFurtherExecution') }
  const [conditions, actions] = [partsIn(form, 'conditions'), partsIn(form, 'actions')]
  return () => ({ ...binding, conditions: conditions.map(readCondition), actions: actions.map(readAction) })
}

function partsIn(form: Form, name: string): GivenSettings[] {
  const given = form.raw(name)
  return form.forms(name).map((part, index) => ({
    id: part.uuid('id'),
    typeName: part.text('kind'),
    settings: JSON.stringify(Array.isArray(given) ? given[index] : null),
  }))
}
