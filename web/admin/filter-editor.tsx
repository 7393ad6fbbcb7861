import { Check, CheckList, useProblem } from '../kit/desk/form.tsx'
import { useText } from './texts.ts'
import type { WebhookFilter } from './types.ts'

const orderStatuses = [
  'Unconfirmed',
  'WaitCooking',
  'ReadyForCooking',
  'CookingStarted',
  'CookingCompleted',
  'Waiting',
  'OnWay',
  'Delivered',
  'Closed',
  'Cancelled',
] as const
const itemStatuses = ['Added', 'PrintedNotCooking', 'CookingStarted', 'CookingCompleted', 'Served'] as const
const simple = [
  'stopListUpdateFilter',
  'personalShiftFilter',
  'nomenclatureUpdateFilter',
  'businessHoursAndMappingUpdateFilter',
  'kitchenOrderUpdateFilter',
] as const

type FilterEditorProps = { value: WebhookFilter; onChange: (value: WebhookFilter) => void }

/** Which events are sent; branches that this form does not know stay as they are. */
export function FilterEditor({ value, onChange }: FilterEditorProps) {
  const t = useText()
  const problem = useProblem('filter')
  const orders = value['deliveryOrderFilter'] ?? null
  const setOrders = (changes: object): void =>
    onChange({ ...value, deliveryOrderFilter: { ...orders, ...changes } })
  const set = (branch: string, isOn: boolean): void =>
    onChange({ ...value, [branch]: isOn ? { updates: true } : null })
  return (
    <div className="stack">
      <CheckList
        legend={t('webhooks.order-statuses')}
        hint={t('webhooks.order-statuses-hint')}
        options={orderStatuses.map((status) => ({
          value: status,
          label: t(`status.${status}`),
          note: status,
        }))}
        value={(orders?.orderStatuses ?? []) as (typeof orderStatuses)[number][]}
        onChange={(chosen) => setOrders({ orderStatuses: chosen })}
      />
      <CheckList
        legend={t('webhooks.item-statuses')}
        options={itemStatuses.map((status) => ({
          value: status,
          label: t(`status.item.${status}`),
          note: status,
        }))}
        value={(orders?.itemStatuses ?? []) as (typeof itemStatuses)[number][]}
        onChange={(chosen) => setOrders({ itemStatuses: chosen })}
      />
      <div className="columns">
        <Check
          label={t('webhooks.errors')}
          value={orders?.errors ?? false}
          onChange={(errors) => setOrders({ errors })}
        />
        {simple.map((branch) => (
          <Check
            key={branch}
            label={t(`webhooks.${branch}`)}
            value={value[branch]?.updates ?? false}
            onChange={(isOn) => set(branch, isOn)}
          />
        ))}
      </div>
      {problem && <p className="field-problem">{problem}</p>}
    </div>
  )
}
