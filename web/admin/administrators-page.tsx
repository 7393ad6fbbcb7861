import { Chip } from '../kit/controls.tsx'
import { useLoaded, WhenLoaded } from '../kit/desk/loading.tsx'
import { useDeskText } from '../kit/desk/texts.ts'
import { useText } from './texts.ts'
import type { Administrator } from './types.ts'

/** Who may open this page, and what they may do; commands make and change them. */
export function AdministratorsPage() {
  const t = useText()
  const say = useDeskText()
  const loaded = useLoaded<{ administrators: Administrator[] }>('/administrators')
  return (
    <section className="page">
      <header className="page-head">
        <div>
          <h1 className="page-title">{t('admin.section.administrators')}</h1>
          <p className="page-hint">{t('administrators.hint')}</p>
        </div>
      </header>
      <WhenLoaded of={loaded}>
        {({ administrators }) => (
          <ul className="rows">
            {administrators.map(({ login, role }) => (
              <li className="row" key={login}>
                <span className="row-main">
                  <strong>{login}</strong>
                  <span className="quiet">{t(`administrators.may.${role}`)}</span>
                </span>
                <Chip look={role === 'owner' ? 'accent' : 'info'}>{say(`desk.role.${role}`)}</Chip>
              </li>
            ))}
          </ul>
        )}
      </WhenLoaded>
    </section>
  )
}
