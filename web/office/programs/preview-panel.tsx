import { useEffect, useState } from 'react'
import { Chip } from '../../kit/controls.tsx'
import { post } from '../../kit/desk/api.ts'
import { useProblemText } from '../../kit/desk/loading.tsx'
import { useLanguage } from '../../kit/language.ts'
import { useNamed } from '../../kit/names.ts'
import { useFormat, usePath, usePlace } from '../place.tsx'
import type { Campaign, Preview, Sample } from './program-types.ts'
import { SampleItems, SampleTerms } from './sample-form.tsx'
import { useText } from './texts.ts'

/** Long enough that not every digit is asked for. */
const pauseMs = 400

type PanelProps = { programId: string; campaign: Campaign }

/** What the server makes of a sample order with the campaign as it stands in the editor, asked again after each change. */
export function PreviewPanel({ programId, campaign }: PanelProps) {
  const t = useText()
  const [sample, setSample] = useSample()
  const preview = usePreview(programId, campaign, sample)
  const problemText = useProblemText()
  return (
    <aside className="card stack preview" aria-label={t('preview.title')}>
      <div>
        <h2 className="card-title">{t('preview.title')}</h2>
        <p className="field-hint">{t('preview.hint')}</p>
      </div>
      <SampleItems sample={sample} onChange={setSample} />
      <div aria-live="polite" className="stack">
        {preview.error !== null && <p className="failure">{problemText(preview.error)}</p>}
        {sample.items.length === 0 && <p className="quiet">{t('preview.no-items')}</p>}
        {preview.data && sample.items.length > 0 && <Outcome preview={preview.data} />}
      </div>
      <SampleTerms sample={sample} onChange={setSample} />
    </aside>
  )
}

/** Two dishes that may be ordered as they are. */
function useSample() {
  const { products } = usePlace()
  return useState<Sample>(() => ({
    items: products
      .filter(({ isPlain }) => isPlain)
      .slice(0, 2)
      .map(({ id, sizeId }) => ({ productId: id, sizeId, amount: 1 })),
    ...{ serviceType: 'DeliveryByCourier', phone: '', coupon: '', manualConditionIds: [] },
    ...{ dynamicSum: null, at: null },
  }))
}

type Answer = { data: Preview | null; error: unknown }

function usePreview(programId: string, campaign: Campaign, sample: Sample): Answer {
  const path = usePath()
  const [answer, setAnswer] = useState<Answer>({ data: null, error: null })
  const address = path('/preview')
  // What is not saved yet may have no name; the preview needs none.
  const named = { ...campaign, name: campaign.name.trim() === '' ? '…' : campaign.name }
  const asked = JSON.stringify({ programId, campaignId: campaign.id, campaign: named, sample })
  useEffect(() => {
    let isGone = false
    const timer = setTimeout(() => {
      post<Preview>(address, JSON.parse(asked)).then(
        (data) => !isGone && setAnswer({ data, error: null }),
        (error: unknown) => !isGone && setAnswer({ data: null, error }),
      )
    }, pauseMs)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [address, asked])
  return answer
}

function Outcome({ preview }: { preview: Preview }) {
  const t = useText()
  const format = useFormat()
  const discount = preview.results.reduce((sum, one) => sum + Number(one.discount), 0)
  return (
    <>
      <p
        className={preview.idle === null ? 'preview-works' : 'preview-idle'}
        data-idle={preview.idle ?? 'works'}
      >
        {preview.idle === null ? t('preview.works') : t(`preview.idle.${preview.idle}`)}
      </p>
      {preview.warnings.map((warning) => (
        <Chip key={warning} look="soon">
          {t(`preview.warning.${warning}`)}
        </Chip>
      ))}
      <Results preview={preview} />
      <dl className="preview-sums">
        <div>
          <dt>{t('preview.cost')}</dt>
          <dd>{format.money(preview.cost)}</dd>
        </div>
        <div>
          <dt>{t('preview.discount')}</dt>
          <dd data-sum="discount">{format.money(String(discount))}</dd>
        </div>
        <div className="preview-total">
          <dt>{t('preview.sum')}</dt>
          <dd data-sum="pay">{format.money(preview.sum)}</dd>
        </div>
      </dl>
    </>
  )
}

function Results({ preview: { results, payments, accruals } }: { preview: Preview }) {
  const t = useText()
  const name = useNamed()
  const language = useLanguage()
  const format = useFormat()
  return (
    <ul className="preview-results">
      {results.map(({ campaign, isDraft, discount, gifts, combos, needsCertificate }) => {
        const told = [
          ...(needsCertificate ? [t('preview.certificate')] : []),
          ...gifts.map((choice) => t('preview.gift', { names: choice.map(name).join(' / ') })),
          ...(combos.length > 0 ? [t('preview.combo', { names: combos.map(name).join(', ') })] : []),
          ...payments
            .filter(({ campaignId }) => campaignId === campaign.id)
            .map(({ maxSum }) => t('preview.pay', { sum: format.money(maxSum) })),
          ...accruals
            .filter(({ campaignId }) => campaignId === campaign.id)
            .map(({ sum, wallet, walletEn }) =>
              t('preview.earn', {
                sum: format.money(sum),
                wallet: language === 'en' ? (walletEn ?? wallet) : wallet,
              }),
            ),
        ]
        return (
          <li key={campaign.id}>
            <span>
              {isDraft ? <strong>{t('preview.this')}</strong> : name(campaign)}
              {told.map((text) => (
                <span className="quiet preview-told" key={text}>
                  {text}
                </span>
              ))}
            </span>
            {Number(discount) > 0 && <strong data-draft={isDraft}>{format.change(`-${discount}`)}</strong>}
          </li>
        )
      })}
    </ul>
  )
}
