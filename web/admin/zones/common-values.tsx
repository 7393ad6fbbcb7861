import { Check, Input, WholeInput } from '../../kit/desk/form.tsx'
import { useText } from '../texts.ts'
import type { PartProps } from './part-props.ts'
import { ChargeSelect, Hours } from './rules-editor.tsx'

/** Values that hold for every rule, in place of its own. */
export function CommonValues({ draft, change }: PartProps) {
  const t = useText()
  return (
    <section className="card stack">
      <h2 className="card-title">{t('zones.common')}</h2>
      <div className="columns">
        <WholeInput
          label={t('zones.default-duration')}
          name="defaultDeliveryDurationInMinutes"
          value={draft.defaultDeliveryDurationInMinutes}
          onChange={(defaultDeliveryDurationInMinutes) => change({ defaultDeliveryDurationInMinutes })}
        />
        <WholeInput
          label={t('zones.pickup-duration')}
          name="defaultSelfServiceDurationInMinutes"
          value={draft.defaultSelfServiceDurationInMinutes}
          onChange={(defaultSelfServiceDurationInMinutes) => change({ defaultSelfServiceDurationInMinutes })}
        />
      </div>
      <div className="columns">
        <Check
          label={t('zones.same-duration')}
          value={draft.useSameDeliveryDuration}
          onChange={(useSameDeliveryDuration) => change({ useSameDeliveryDuration })}
        />
        <Check
          label={t('zones.same-week')}
          value={draft.useSameRestrictionsOnAllWeek}
          onChange={(useSameRestrictionsOnAllWeek) => change({ useSameRestrictionsOnAllWeek })}
        />
        <SameHoursAndSum draft={draft} change={change} />
        <Charge draft={draft} change={change} />
        <Strictness draft={draft} change={change} />
      </div>
    </section>
  )
}

function SameHoursAndSum({ draft, change }: PartProps) {
  const t = useText()
  return (
    <>
      <div className="stack">
        <Check
          label={t('zones.same-hours')}
          value={draft.useSameWorkTimeInterval}
          onChange={(useSameWorkTimeInterval) => change({ useSameWorkTimeInterval })}
        />
        {draft.useSameWorkTimeInterval && (
          <Hours
            name="default"
            from={draft.defaultFrom}
            to={draft.defaultTo}
            onChange={({ from = draft.defaultFrom, to = draft.defaultTo }) =>
              change({ defaultFrom: from, defaultTo: to })
            }
          />
        )}
      </div>
      <div className="stack">
        <Check
          label={t('zones.same-sum')}
          value={draft.useSameMinSum}
          onChange={(useSameMinSum) => change({ useSameMinSum })}
        />
        {draft.useSameMinSum && (
          <Input
            label={t('zones.min-sum', { currency: draft.currency.isoName })}
            name="defaultMinSum"
            mode="decimal"
            value={draft.defaultMinSum ?? ''}
            onChange={(sum) => change({ defaultMinSum: sum === '' ? null : sum })}
          />
        )}
      </div>
    </>
  )
}

function Charge({ draft, change }: PartProps) {
  const t = useText()
  return (
    <div className="stack">
      <Check
        label={t('zones.add-charge')}
        hint={t('zones.add-charge-hint')}
        value={draft.addDeliveryServiceCost}
        onChange={(addDeliveryServiceCost) => change({ addDeliveryServiceCost })}
      />
      {draft.addDeliveryServiceCost && (
        <Check
          label={t('zones.same-charge')}
          value={draft.useSameDeliveryServiceProduct}
          onChange={(useSameDeliveryServiceProduct) => change({ useSameDeliveryServiceProduct })}
        />
      )}
      {draft.addDeliveryServiceCost && draft.useSameDeliveryServiceProduct && (
        <ChargeSelect
          name="defaultDeliveryServiceProductId"
          draft={draft}
          value={draft.defaultDeliveryServiceProductId}
          onChange={(defaultDeliveryServiceProductId) => change({ defaultDeliveryServiceProductId })}
        />
      )}
    </div>
  )
}

/** What happens to orders without a till, and to addresses that are not found. */
function Strictness({ draft, change }: PartProps) {
  const t = useText()
  return (
    <>
      <Check
        label={t('zones.auto-assign')}
        hint={t('zones.auto-assign-hint')}
        value={draft.autoAssignExternalDeliveries}
        onChange={(autoAssignExternalDeliveries) => change({ autoAssignExternalDeliveries })}
      />
      <Check
        label={t('zones.reject-unknown')}
        hint={t('zones.reject-unknown-hint')}
        value={draft.rejectOnGeocodingError}
        onChange={(rejectOnGeocodingError) => change({ rejectOnGeocodingError })}
      />
      <Check
        label={t('zones.exact-address')}
        hint={t('zones.exact-address-hint')}
        value={draft.requireExactAddressForGeocoding}
        onChange={(requireExactAddressForGeocoding) => change({ requireExactAddressForGeocoding })}
      />
    </>
  )
}
