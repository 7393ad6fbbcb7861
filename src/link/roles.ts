/** What a node may be: several at once, all in one process by default. */
export type Role = 'server' | 'chain' | 'callcentre' | 'cloud' | 'till'
