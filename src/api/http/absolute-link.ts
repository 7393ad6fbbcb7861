/** A picture of ours under the address that the client used; others keep their own. */
export const absoluteLink = (baseUrl: string, link: string): string =>
  link.startsWith('/') ? `${baseUrl}${link}` : link

export const absoluteLinkOrNull = (baseUrl: string, link: string | null | undefined): string | null =>
  link ? absoluteLink(baseUrl, link) : null
