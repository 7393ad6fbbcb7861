import { useEffect, useSyncExternalStore } from 'react'
import { newVersion } from '../offline/shell.ts'

/**
 * A device has nobody who would agree to a newer page: it takes one by itself, when nobody is in the middle of anything.
 * @param isFree nothing is lost by loading the page anew
 */
export function useTakeNewVersion(isFree: boolean): void {
  const isThere = useSyncExternalStore(newVersion.subscribe, newVersion.isThere)
  useEffect(() => {
    if (isThere && isFree) newVersion.take()
  }, [isThere, isFree])
}
