import { Button, Chip, Empty } from '../../kit/controls.tsx'
import { type Loaded, useLoaded, WhenLoaded } from '../../kit/desk/loading.tsx'
import { useNamed } from '../../kit/names.ts'
import { newCommandId } from '../../kit/till-api.ts'
import { usePath } from '../place.tsx'
import { useForbidden } from '../rights.ts'
import { goTo, linkTo } from '../route.ts'
import { useText as useOfficeText } from '../texts.ts'
import { CampaignPage } from './campaign-page.tsx'
import { ProgramPage } from './program-page.tsx'
import type { Program, Programs } from './program-types.ts'
import { useText } from './texts.ts'

type SectionProps = { programId: string | null; campaignId: string | null }

/** Programmes, one of them, or one of its campaigns: what was saved is seen everywhere at once. */
export function ProgramsSection({ programId, campaignId }: SectionProps) {
  const path = usePath()
  const programs = useLoaded<Programs>(path('/programs'))
  return (
    <WhenLoaded of={programs}>
      {(loaded) => <Present of={programs} programs={loaded.programs} {...{ programId, campaignId }} />}
    </WhenLoaded>
  )
}

type PresentProps = SectionProps & { of: Loaded<Programs>; programs: readonly Program[] }

function Present({ of, programs, programId, campaignId }: PresentProps) {
  if (programId === null) return <List programs={programs} />
  const program = programs.find(({ id }) => id === programId) ?? null
  if (campaignId !== null && program)
    return <CampaignPage key={campaignId} program={program} campaignId={campaignId} onSaved={of.set} />
  return <ProgramPage key={programId} id={programId} present={program} onSaved={of.set} />
}

function List({ programs }: { programs: readonly Program[] }) {
  const t = useText()
  const office = useOfficeText()
  const forbidden = useForbidden()
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{office('office.section.programs')}</h1>
          <p className="page-hint">{t('programs.hint')}</p>
        </div>
        <Button
          look="primary"
          icon="plus"
          forbidden={forbidden('owner')}
          onClick={() => goTo('programs', newCommandId())}
        >
          {t('programs.new')}
        </Button>
      </header>
      {programs.length === 0 && <Empty title={t('programs.none')} />}
      <ul className="rows">
        {programs.map((program) => (
          <Row key={program.id} program={program} />
        ))}
      </ul>
    </section>
  )
}

function Row({ program }: { program: Program }) {
  const t = useText()
  const office = useOfficeText()
  const name = useNamed()
  return (
    <li>
      <a className="row" href={linkTo('programs', program.id)}>
        <span className="row-main">
          <strong>{name(program)}</strong>
          <span className="quiet">
            {t('programs.campaign-count', { count: program.campaigns.length })}
            {program.description && ` · ${program.description}`}
          </span>
        </span>
        {program.isDefault && <Chip look="info">{t('programs.default')}</Chip>}
        {!program.isActive && <Chip look="soon">{office('office.off')}</Chip>}
        <Chip look="accent">{t(`programs.type.${program.type}`)}</Chip>
      </a>
    </li>
  )
}
