/** Line drawings on a 24 × 24 sheet. */
const shapes = {
  back: 'M15 5l-7 7 7 7',
  forward: 'M9 5l7 7-7 7',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  check: 'M5 13l4.5 4.5L19 7',
  search: 'M11 18a7 7 0 1 1 0-14 7 7 0 0 1 0 14zM16 16l5 5',
  erase: 'M9 6h11v12H9l-6-6zM12 10l4 4M16 10l-4 4',
  clock: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM12 7v5l3.5 2',
  flame: 'M12 3c1 4 6 5.5 6 11a6 6 0 0 1-12 0c0-2.5 1.5-4 2.5-5 0 2 1 3 2 3 .5-3-.5-6 1.5-9z',
  bag: 'M5 8h14l1 13H4zM9 8V6a3 3 0 0 1 6 0v2',
  scooter:
    'M6.5 20a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5zM18 20a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5zM9 17.500h4.500L17 6h-3M15.5 11l2.5 4M4 12h6',
  cloud: 'M7 18a4.5 4.5 0 0 1-.5-9A6 6 0 0 1 18 9.500a4.2 4.2 0 0 1-.5 8.500z',
  'cloud-off': 'M9 6.600A6 6 0 0 1 18 9.500a4.2 4.2 0 0 1 2.6 6.500M17 18H7a4.5 4.5 0 0 1-.5-9M4 4l16 16',
  alert: 'M12 4l9.5 16h-19zM12 10v4M12 17.200v.1',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  user: 'M12 12a4 4 0 1 1 0-8 4 4 0 0 1 0 8zM4.5 20.500c1-4 4-5.5 7.5-5.500s6.5 1.5 7.5 5.5',
  pin: 'M12 21s-7-6-7-11.500a7 7 0 0 1 14 0C19 15 12 21 12 21zM12 12a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5z',
  phone: 'M6 3h3l2 5-2.5 1.500a12 12 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3C10 21 3 14 3 6a3 3 0 0 1 3-3z',
  note: 'M4 5h16v11H11l-5 4v-4H4z',
  card: 'M3 6h18v12H3zM3 10h18M6.5 14.500h4',
  cash: 'M3 7h18v10H3zM12 15a3 3 0 1 1 0-6 3 3 0 0 1 0 6zM6 10v.1M18 14v.1',
  receipt: 'M6 3v18l2-1.5 2 1.5 2-1.5 2 1.5 2-1.5 2 1.500V3zM9 8h6M9 12h6',
  trash: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
  undo: 'M8 5L4 9l4 4M4 9h10a6 6 0 0 1 0 12h-4',
  stop: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM6 6l12 12',
  printer: 'M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7zM17 11v.1',
  list: 'M8 6h12M8 12h12M8 18h12M4 6v.1M4 12v.1M4 18v.1',
  shift: 'M4 7h16v13H4zM8 3v6M16 3v6M4 12h16',
  down: 'M6 9l6 6 6-6',
  download: 'M12 4v11M7 10.500l5 5 5-5M5 20h14',
  merge: 'M6 3v5c0 3 6 3 6 7v6M18 3v5c0 3-6 3-6 7M9 18l3 3 3-3',
  split: 'M12 3v6M12 9c0 4-6 3-6 7v5M12 9c0 4 6 3 6 7v5M3 18l3 3 3-3M15 18l3 3 3-3',
  plug: 'M9 3v5M15 3v5M6 8h12v4a6 6 0 0 1-12 0zM12 18v3',
  table: 'M3 9h18M5 9v10M19 9v10M9 9v5h6V9',
} as const
export type IconName = keyof typeof shapes

/** A decoration: what it means stands in words beside it or on its button. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <path d={shapes[name]} />
  </svg>
)

/** The sign of the house: a table laid for two, seen from above. */
export const Mark = () => (
  <svg className="mark" viewBox="0 0 36 36" aria-hidden="true" focusable="false">
    <rect x="3" y="3" width="30" height="30" rx="9" fill="none" stroke="currentColor" strokeWidth="3" />
    <circle cx="18" cy="18" r="6.5" fill="none" stroke="currentColor" strokeWidth="3" />
    <path d="M9.5 11v14M26.5 11v14" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
  </svg>
)
