/**
 * Which family lives at which address of the one port (corrections 5). `/resto` is the chain, `/rms/{code}/resto` a
 * restaurant, `/till/{group}/…` a terminal group; bare paths of a till's family mean the default group.
 */
export type FamilyId =
  | 'cloud'
  | 'server'
  | 'front'
  | 'card'
  | 'biz'
  | 'till'
  | 'console'
  | 'admin'
  | 'callcentre'
  | 'docs'

/** Whose data a path is about. */
export type Place =
  | { kind: 'default' }
  | { kind: 'chain' }
  | { kind: 'restaurant'; code: string }
  | { kind: 'group'; code: string }

type Scope = 'default' | 'chain' | 'restaurant' | 'group'
export type DoorRow = {
  /** Segments, of which `:code` names the place and `:…` is any; what lies below belongs to the row too. */
  pattern: string
  family: FamilyId
  scope: Scope
}

/** Resources of the Front Web API (front-api §7.1). Its bare paths lie beside those of the cloud. */
const frontResources = [
  'login/:key',
  'logout/:key',
  'orders',
  'kitchenorders',
  'products',
  'users',
  'tables',
  'sections',
]

/** Our own surface of the same API, and its JSON-RPC (front-api §7.2, §7.6). */
const frontRoots = ['v1', 'jsonrpc']

export const doorTable: readonly DoorRow[] = [
  { pattern: '/__', family: 'console', scope: 'default' },
  { pattern: '/admin', family: 'admin', scope: 'default' },
  { pattern: '/callcentre', family: 'callcentre', scope: 'default' },
  { pattern: '/docs', family: 'docs', scope: 'default' },
  { pattern: '/api/0', family: 'biz', scope: 'default' },
  // biz-card-api §1.1: these hang off the root of the host.
  { pattern: '/applicationmarket', family: 'biz', scope: 'default' },
  // The POS server of iikoCard, in an outlet's network on port 7001 (biz-card-api §13).
  { pattern: '/api/v1/getaccesstoken', family: 'card', scope: 'default' },
  { pattern: '/api/v2/getaccesstoken', family: 'card', scope: 'default' },
  { pattern: '/api/v2/guests', family: 'card', scope: 'default' },
  { pattern: '/api/v2/authorize', family: 'card', scope: 'default' },
  ...frontResources.map((path): DoorRow => ({ pattern: `/api/${path}`, family: 'front', scope: 'default' })),
  ...frontRoots.map((path): DoorRow => ({ pattern: `/${path}`, family: 'front', scope: 'default' })),
  { pattern: '/api', family: 'cloud', scope: 'default' },
  { pattern: '/resto', family: 'server', scope: 'chain' },
  { pattern: '/rms/:code/resto', family: 'server', scope: 'restaurant' },
  ...frontResources.map(
    (path): DoorRow => ({ pattern: `/till/:code/api/${path}`, family: 'front', scope: 'group' }),
  ),
  ...frontRoots.map((path): DoorRow => ({ pattern: `/till/:code/${path}`, family: 'front', scope: 'group' })),
  { pattern: '/till/:code', family: 'till', scope: 'group' },
  { pattern: '/till', family: 'till', scope: 'default' },
]

/** How the families are called in words to people. */
export const familyNames: Readonly<Record<FamilyId, string>> = {
  cloud: 'iikoCloud API',
  server: 'iikoServer API',
  front: 'Front Web API',
  card: 'iikoCard API',
  biz: 'iiko.biz API',
  till: 'till screens',
  console: 'control plane',
  admin: 'admin page',
  callcentre: 'call centre',
  docs: 'documents',
}

const segmentsOf = (path: string): string[] => path.split('/').filter(Boolean)
const rows = doorTable.map((row) => ({ ...row, segments: segmentsOf(row.pattern) }))

/** The row of a path, in any letter case, with doubled slashes or a query; null when no family lives there. */
export function doorOf(url: string): { row: DoorRow; place: Place } | null {
  const segments = segmentsOf(url.split('?')[0] ?? '')
  const row = rows.find(
    (one) =>
      one.segments.length <= segments.length &&
      one.segments.every(
        (segment, index) => segment.startsWith(':') || segment === segments[index]?.toLowerCase(),
      ),
  )
  if (!row) return null
  const code = decoded(segments[row.segments.indexOf(':code')] ?? '')
  const { pattern, family, scope } = row
  const place: Place = scope === 'restaurant' || scope === 'group' ? { kind: scope, code } : { kind: scope }
  return { row: { pattern, family, scope }, place }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
