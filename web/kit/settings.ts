/** Settings of this computer. An address such as `/pos/?till=pokrovka&lang=en&theme=dark` sets them for a kiosk. */
type Setting = 'lang' | 'theme' | 'till' | 'station' | 'keyboard' | 'sound' | 'restaurant'

const keyOf = (setting: Setting): string => `trapeza.${setting}`

export function readSetting(setting: Setting): string | null {
  const asked = new URLSearchParams(location.search).get(setting)
  if (asked !== null) return asked
  try {
    return localStorage.getItem(keyOf(setting))
  } catch {
    return null // a browser without storage works with the defaults
  }
}

export function saveSetting(setting: Setting, value: string | null): void {
  const address = new URL(location.href)
  if (address.searchParams.has(setting)) {
    // What a person chose now counts more than what the address said.
    address.searchParams.delete(setting)
    history.replaceState(null, '', address)
  }
  try {
    if (value === null) localStorage.removeItem(keyOf(setting))
    else localStorage.setItem(keyOf(setting), value)
  } catch {
    // Nowhere to keep it: it holds until the page is closed.
  }
}
