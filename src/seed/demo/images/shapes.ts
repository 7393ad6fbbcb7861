/** Dishes and vessels as SVG fragments on a canvas of 400 × 300, centred at 200, 160. */

export type Look = {
  main: string
  bits: readonly string[] /** Numbers of [0, 1), the same for the same dish. */
  next: () => number
}

const circle = (x: number, y: number, r: number, fill: string, more = ''): string =>
  `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r.toFixed(1)}" fill="${fill}"${more}/>`
const box = (
  x: number,
  y: number,
  width: number,
  height: number,
  round: number,
  fill: string,
  more = '',
): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}"${more}/>`
const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}"${more}/>`
const stroke = (colour: string, width: number): string => ` stroke="${colour}" stroke-width="${width}"`
const shade = ' opacity="0.18"'

/** Pieces scattered in a circle. */
function scatter(
  { bits, next }: Look,
  x: number,
  y: number,
  radius: number,
  count: number,
  size: number,
): string {
  if (bits.length === 0) return ''
  return Array.from({ length: count }, (_, index) => {
    const angle = (index / count + next() * 0.12) * Math.PI * 2 * 3
    const distance = radius * Math.sqrt((index + 0.5) / count)
    const fill = bits[index % bits.length] ?? '#fff'
    const [cx, cy] = [x + Math.cos(angle) * distance, y + Math.sin(angle) * distance]
    const r = size * (0.7 + next() * 0.6)
    if (index % 3 === 1)
      return box(
        Math.round(cx - r),
        Math.round(cy - r * 0.6),
        Math.round(r * 2),
        Math.round(r * 1.2),
        3,
        fill,
      )
    return circle(cx, cy, r, fill)
  }).join('')
}

const dishware = (rim: string, well: string): string =>
  circle(200, 168, 118, '#000', ' opacity="0.08"') + circle(200, 160, 116, rim) + circle(200, 160, 92, well)

const bowl = (look: Look): string =>
  dishware('#ffffff', '#eef1f4') + circle(200, 160, 84, look.main) + scatter(look, 200, 160, 64, 15, 9)

const plate = (look: Look): string =>
  dishware('#ffffff', '#dde5ea') +
  path('M130 170c0-44 36-70 74-66 44 4 70 32 64 70-6 36-38 54-76 50-38-3-62-22-62-54z', look.main) +
  path('M150 150c14-26 46-34 70-28', 'none', `${stroke('#fff', 6)} stroke-linecap="round"${shade}`) +
  scatter(look, 204, 160, 52, 12, 9)

/** Long pieces over a plate: meat and fish of the grill. */
const steak = (look: Look): string =>
  dishware('#3a3f45', '#2c3136') +
  path('M122 168c-4-40 34-66 80-62 48 3 82 26 74 62-6 30-44 50-84 46-38-4-66-18-70-46z', look.main) +
  [150, 180, 210, 240].map((x) => path(`M${x} 128l-14 72`, 'none', `${stroke('#000', 5)}${shade}`)).join('') +
  scatter(look, 268, 210, 22, 6, 8)

const nest = (look: Look): string =>
  dishware('#ffffff', '#dde5ea') +
  circle(200, 160, 70, look.main) +
  Array.from({ length: 7 }, (_, index) => {
    const r = 64 - index * 9
    return circle(200 + look.next() * 6 - 3, 160, r, 'none', `${stroke('#000', 3)} opacity="0.12"`)
  }).join('') +
  scatter(look, 200, 160, 46, 11, 9)

const pizza = (look: Look): string =>
  circle(200, 168, 120, '#000', ' opacity="0.08"') +
  circle(200, 160, 118, '#d99a4e') +
  circle(200, 160, 104, '#c8452f') +
  circle(200, 160, 100, look.main) +
  scatter(look, 200, 160, 84, 20, 10) +
  [0, 45, 90, 135]
    .map(
      (turn) =>
        `<path d="M82 160h236" stroke="#9c6a2f" stroke-width="2" opacity="0.45" transform="rotate(${turn} 200 160)"/>`,
    )
    .join('')

const burger = (look: Look): string => {
  const [first = '#5f9e3f', second = '#f6c445'] = look.bits
  return (
    box(96, 240, 208, 12, 6, '#000', ' opacity="0.08"') +
    path('M100 140c0-54 44-84 100-84s100 30 100 84z', '#d9964a') +
    [140, 172, 204, 236, 262].map((x, i) => circle(x, 92 + (i % 2) * 18, 3.4, '#fbeccb')).join('') +
    path(
      'M92 146h216c6 14-14 20-26 12-14 12-34 10-46 0-14 12-36 12-48 0-14 12-36 10-46 0-16 10-38 6-50-12z',
      first,
    ) +
    box(98, 164, 204, 16, 4, second) +
    box(94, 180, 212, 30, 14, look.main) +
    path('M98 214h204c2 22-12 32-30 32H128c-18 0-32-10-30-32z', '#d9964a')
  )
}

const roll = (look: Look): string => {
  const piece = (x: number, y: number): string =>
    circle(x, y, 34, '#24382f') +
    circle(x, y, 30, '#fdf8ee') +
    circle(x, y, 16, look.main) +
    circle(x + 6, y - 4, 7, look.bits[0] ?? look.main)
  const places = [
    [120, 120],
    [200, 120],
    [280, 120],
    [120, 200],
    [200, 200],
    [280, 200],
  ] as const
  return (
    box(64, 72, 272, 180, 18, '#3c4650') +
    box(64, 72, 272, 172, 18, '#56636f') +
    places.map(([x, y]) => piece(x, y)).join('')
  )
}

const nigiri = (look: Look): string =>
  box(84, 214, 232, 22, 10, '#b98a55') +
  box(116, 164, 168, 54, 26, '#fdf8ee') +
  path('M100 172c8-40 64-56 108-52 48 3 84 22 92 52-40-14-160-14-200 0z', look.main) +
  [150, 190, 230].map((x) => path(`M${x} 130l-12 32`, 'none', `${stroke('#fff', 5)} opacity="0.4"`)).join('')

const cake = (look: Look): string => {
  const [filling = '#f8ecd2', top = '#b3315f'] = look.bits
  const layers = [0, 1, 2, 3]
    .map((i) => box(110, 132 + i * 24, 180, 24, 4, i % 2 === 0 ? look.main : filling))
    .join('')
  return (
    `<ellipse cx="200" cy="234" rx="130" ry="22" fill="#ffffff"/>` +
    layers +
    path('M110 132l60-30h140l-20 30z', filling) +
    circle(230, 106, 14, top) +
    circle(208, 112, 9, top)
  )
}

const scoops = (look: Look): string =>
  circle(168, 128, 44, look.main) +
  circle(232, 128, 44, look.bits[0] ?? look.main) +
  path('M110 152h180c-4 44-40 66-90 66s-86-22-90-66z', '#dfe7ee') +
  box(190, 216, 20, 26, 4, '#dfe7ee') +
  box(150, 238, 100, 10, 5, '#cfd8e0')

const cup = (look: Look): string =>
  `<ellipse cx="196" cy="236" rx="116" ry="16" fill="#ffffff"/>` +
  path('M282 130h22c34 0 34 62-12 62h-18', 'none', stroke('#ffffff', 14)) +
  path('M112 112h176c0 76-30 120-88 120s-88-44-88-120z', '#ffffff') +
  `<ellipse cx="200" cy="114" rx="88" ry="24" fill="#e9ecef"/><ellipse cx="200" cy="116" rx="78" ry="19" fill="${look.main}"/>` +
  (look.bits[0]
    ? path('M200 128c-26-10-34-20-22-26 8-4 18 0 22 6 4-6 14-10 22-6 12 6 4 16-22 26z', look.bits[0])
    : '')

const teapot = (look: Look): string =>
  path('M286 150l44-34 10 8-30 62-34 8z', '#cfe3ea') +
  path('M116 132c-54-10-66 62-6 70', 'none', stroke('#cfe3ea', 13)) +
  path('M110 168c0-44 40-64 90-64s90 20 90 64-38 72-90 72-90-28-90-72z', look.main) +
  path('M110 168c0-44 40-64 90-64s90 20 90 64c-50-22-130-22-180 0z', '#e6f1f5') +
  box(150, 92, 100, 14, 7, '#cfe3ea') +
  circle(200, 84, 11, '#cfe3ea')

const glass = (look: Look): string =>
  path('M136 74h128l-16 168c-1 8-5 12-12 12h-72c-7 0-11-4-12-12z', '#ffffff', ' opacity="0.75"') +
  path('M141 110h118l-13 126c-1 6-4 9-10 9h-72c-6 0-9-3-10-9z', look.main) +
  scatter({ ...look, bits: [...look.bits, '#ffffff'] }, 200, 150, 36, 7, 8) +
  path('M214 40l-26 190', 'none', `${stroke('#e07a5f', 7)} stroke-linecap="round"`)

const wine = (look: Look): string =>
  path('M144 60h112c6 66-10 104-56 104s-62-38-56-104z', '#ffffff', ' opacity="0.8"') +
  path('M145 98h110c-2 42-18 62-55 62s-53-20-55-62z', look.main) +
  box(195, 160, 10, 70, 2, '#ffffff') +
  `<ellipse cx="200" cy="236" rx="52" ry="10" fill="#ffffff"/>`

const bottle = (look: Look): string =>
  box(182, 36, 36, 26, 6, '#4b5563') +
  path(
    'M184 60h32v34c0 14 28 26 28 56v88c0 10-6 16-16 16h-56c-10 0-16-6-16-16v-88c0-30 28-42 28-56z',
    look.main,
  ) +
  box(156, 156, 88, 54, 0, '#ffffff', ' opacity="0.85"') +
  circle(200, 183, 15, look.main)

const sauceboat = (look: Look): string =>
  `<ellipse cx="200" cy="214" rx="104" ry="18" fill="#000" opacity="0.08"/>` +
  path('M112 150h176c-4 46-40 66-88 66s-84-20-88-66z', '#ffffff') +
  `<ellipse cx="200" cy="150" rx="88" ry="26" fill="#eef1f4"/><ellipse cx="200" cy="151" rx="76" ry="20" fill="${look.main}"/>` +
  scatter(look, 200, 151, 14, 4, 4)

export const shapes = {
  bowl,
  plate,
  steak,
  nest,
  pizza,
  burger,
  roll,
  nigiri,
  cake,
  scoops,
  cup,
  teapot,
  glass,
  wine,
  bottle,
  sauceboat,
} satisfies Record<string, (look: Look) => string>
export type Shape = keyof typeof shapes
