import { useKitText } from './texts.ts'

const minute = 60_000

/** Says a stretch of time in whole minutes, hours or days. */
export function useDuration(): (ms: number) => string {
  const t = useKitText()
  return (ms) => {
    const minutes = Math.floor(Math.abs(ms) / minute)
    if (minutes < 60) return t('kit.minutes', { count: minutes })
    const hours = Math.floor(minutes / 60)
    if (hours < 24) return t('kit.hours-minutes', { hours, minutes: minutes % 60 })
    return t('kit.days', { count: Math.floor(hours / 24) })
  }
}
