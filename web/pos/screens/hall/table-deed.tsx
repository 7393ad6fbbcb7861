import type { ReactNode } from 'react'
import { Button } from '../../../kit/controls.tsx'
import type { IconName } from '../../../kit/icons.tsx'
import { useForbidden } from '../../../kit/till-context.tsx'
import type { Permission } from '../../../kit/till-types.ts'
import { type PosKey, useText } from '../../texts.ts'

export type DeedProps = {
  id: string
  label: PosKey
  icon?: IconName
  permission: Permission
  /** What stands in the way. */
  missing?: string | null
  isBusy?: boolean
  look?: 'plain' | 'danger'
  /** What is composed here waits for a till that is out of reach. */
  isComposing?: boolean
  onPress: () => void
}

export function Deed({ id, label, permission, onPress, icon, isComposing, ...rest }: DeedProps) {
  const t = useText()
  const forbidden = useForbidden()(permission, isComposing)
  return (
    <Button
      {...rest}
      {...(icon ? { icon } : {})}
      className="table-deed"
      forbidden={forbidden}
      data-action={id}
      onClick={onPress}
    >
      {t(label)}
    </Button>
  )
}

export const Deeds = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend.
  <div className="table-deeds" role="group" aria-label={label}>
    {children}
  </div>
)
