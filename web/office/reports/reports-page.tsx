import { useState } from 'react'
import { Button, Choices, Empty } from '../../kit/controls.tsx'
import { download } from '../../kit/desk/api.ts'
import { Check, Input, Select } from '../../kit/desk/form.tsx'
import { useLoaded, useProblemText, WhenLoaded } from '../../kit/desk/loading.tsx'
import { useLanguage } from '../../kit/language.ts'
import { useNamed } from '../../kit/names.ts'
import { useToast } from '../../kit/toast-context.ts'
import { usePath, useToday } from '../place.tsx'
import type { Program, Programs } from '../programs/program-types.ts'
import { useText as useOfficeText } from '../texts.ts'
import type { Balances, Counters, Transactions } from './report-types.ts'
import { BalancesTable, CountersTable, TransactionsTable } from './tables.tsx'
import { useText } from './texts.ts'

const reports = ['transactions', 'balances', 'counters'] as const
type Report = (typeof reports)[number]
export type Asked = { from: string; to: string; here: boolean }

/** Reports of loyalty over days, the last one included. */
export function ReportsPage() {
  const t = useText()
  const office = useOfficeText()
  const today = useToday()
  const [report, setReport] = useState<Report>('transactions')
  const [asked, setAsked] = useState<Asked>({ from: `${today.slice(0, 8)}01`, to: today, here: false })
  return (
    <section className="page page-wide">
      <header className="page-head">
        <h1 className="page-title">{office('office.section.reports')}</h1>
      </header>
      <Choices
        label={t('reports.which')}
        value={report}
        options={reports.map((value) => ({ value, label: t(`reports.${value}`) }))}
        onChange={setReport}
      />
      <PeriodForm report={report} asked={asked} onChange={setAsked} />
      {asked.from !== '' && asked.to !== '' && <Shown report={report} asked={asked} />}
    </section>
  )
}

type PeriodProps = { report: Report; asked: Asked; onChange: (asked: Asked) => void }

function PeriodForm({ report, asked, onChange }: PeriodProps) {
  const t = useText()
  return (
    <div className="card report-period">
      <Input
        label={t('reports.from')}
        type="date"
        value={asked.from}
        onChange={(from) => onChange({ ...asked, from })}
      />
      <Input
        label={t('reports.to')}
        type="date"
        value={asked.to}
        onChange={(to) => onChange({ ...asked, to })}
      />
      {report !== 'balances' && (
        <Check
          label={t('reports.here')}
          value={asked.here}
          onChange={(here) => onChange({ ...asked, here })}
        />
      )}
    </div>
  )
}

function Shown({ report, asked }: { report: Report; asked: Asked }) {
  switch (report) {
    case 'transactions':
      return <TransactionsReport asked={asked} />
    case 'balances':
      return <BalancesReport asked={asked} />
    case 'counters':
      return <CountersReport asked={asked} />
  }
}

const queryOf = ({ from, to, here }: Asked) => ({ from, to, here: String(here) })

/** All rows of a report as a file; the page shows the first of them. */
function SaveButton({ report, query }: { report: Report; query: Readonly<Record<string, string>> }) {
  const t = useText()
  const path = usePath()
  const language = useLanguage()
  const toast = useToast()
  const problemText = useProblemText()
  const [isBusy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    await download(path(`/reports/${report}.csv`, { ...query, language }))
      .catch((error: unknown) => toast(problemText(error), { isProblem: true }))
      .finally(() => setBusy(false))
  }
  return (
    <div className="report-save">
      <Button icon="download" isBusy={isBusy} onClick={() => void save()}>
        {t('reports.save')}
      </Button>
    </div>
  )
}

function TransactionsReport({ asked }: { asked: Asked }) {
  const path = usePath()
  const loaded = useLoaded<Transactions>(path('/reports/transactions', queryOf(asked)))
  return (
    <>
      <SaveButton report="transactions" query={queryOf(asked)} />
      <WhenLoaded of={loaded}>{(report) => <TransactionsTable report={report} />}</WhenLoaded>
    </>
  )
}

function CountersReport({ asked }: { asked: Asked }) {
  const path = usePath()
  const loaded = useLoaded<Counters>(path('/reports/counters', queryOf(asked)))
  return (
    <>
      <SaveButton report="counters" query={queryOf(asked)} />
      <WhenLoaded of={loaded}>{(report) => <CountersTable report={report} />}</WhenLoaded>
    </>
  )
}

function BalancesReport({ asked }: { asked: Asked }) {
  const t = useText()
  const path = usePath()
  const programs = useLoaded<Programs>(path('/programs'))
  return (
    <WhenLoaded of={programs}>
      {(loaded) => {
        const withWallet = loaded.programs.filter(({ wallet }) => wallet !== null)
        const [first] = withWallet
        if (!first) return <Empty title={t('reports.no-wallets')} />
        return <BalancesOf asked={asked} programs={withWallet} first={first} />
      }}
    </WhenLoaded>
  )
}

type BalancesProps = { asked: Asked; programs: readonly Program[]; first: Program }

function BalancesOf({ asked, programs, first }: BalancesProps) {
  const t = useText()
  const name = useNamed()
  const path = usePath()
  const [program, choose] = useState(first.id)
  const { from, to } = asked
  const loaded = useLoaded<Balances>(path('/reports/balances', { program, from, to }))
  return (
    <>
      <div className="report-program">
        <Select
          label={t('reports.program')}
          value={program}
          options={programs.map((one) => ({ value: one.id, label: name(one) }))}
          onChange={choose}
        />
        <SaveButton report="balances" query={{ program, from, to }} />
      </div>
      <WhenLoaded of={loaded}>{(report) => <BalancesTable report={report} />}</WhenLoaded>
    </>
  )
}
