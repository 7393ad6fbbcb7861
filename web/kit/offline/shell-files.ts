/** The page of an address, without what stands behind `?` and `#`; with its last slash. */
export function pageOf(url: string): string {
  const { origin, pathname } = new URL(url)
  return `${origin}${pathname.endsWith('/') ? pathname : `${pathname}/`}`
}

const isOurs = (url: string, scope: string): boolean => new URL(url).origin === new URL(scope).origin

/** Scripts, styles, fonts: their names hold a hash of what is in them. */
export const isShellFile = (url: string, scope: string): boolean =>
  isOurs(url, scope) &&
  (new URL(url).pathname.startsWith(new URL('../assets/', scope).pathname) ||
    (url.startsWith(scope) && /\.(png|svg|webmanifest)$/.test(new URL(url).pathname)))

/** Pictures of dishes that this node serves. */
export const isPicture = (url: string, scope: string): boolean =>
  isOurs(url, scope) && /\/(demo|menu)-images\//.test(new URL(url).pathname)
