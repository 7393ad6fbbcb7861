import { type PointerEvent, useMemo, useRef, useState } from 'react'
import { Button } from '../../kit/controls.tsx'
import { useText } from '../texts.ts'
import type { Delivery, Point, Zone } from '../types.ts'
import { type Projection, placeForCorner, projectionOf, scaleBar } from './projection.ts'

type ZoneMapProps = {
  zones: readonly Zone[]
  selected: number
  place: Point
  addresses: Delivery['knownAddresses']
  onSelect: (index: number) => void
  onChange: (corners: Point[]) => void
}

const zoomStep = 1.4
const zoomMin = 0.5
const zoomMax = 8

/**
 * Outlines of the zones around the restaurant, without tiles of anybody. A corner is dragged; a click beside adds one.
 * Whoever has no pointer edits the list of corners, which says the same.
 */
export function ZoneMap({ zones, selected, place, addresses, onSelect, onChange }: ZoneMapProps) {
  const t = useText()
  const svg = useRef<SVGSVGElement>(null)
  const [zoom, setZoom] = useState(1)
  const [dragged, setDragged] = useState<number | null>(null)
  // The picture stays still while something is dragged: it is laid out by what was there when the page opened.
  const [extent] = useState(() => [place, ...zones.flatMap((zone) => zone.coordinates), ...addresses])
  const map = useMemo(() => projectionOf(extent, place), [extent, place])
  const corners = zones[selected]?.coordinates ?? []
  const size = { width: map.width / zoom, height: map.height / zoom }
  const unit = size.width / 100
  const pointAt = (event: PointerEvent): Point | null => {
    const matrix = svg.current?.getScreenCTM()
    if (!matrix) return null
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
    return map.toPoint(x, y)
  }
  const add = (event: PointerEvent): void => {
    const point = pointAt(event)
    if (!point || !zones[selected]) return
    const { x, y } = map.toMap(point)
    const index = placeForCorner(corners.map(map.toMap), x, y)
    onChange([...corners.slice(0, index), point, ...corners.slice(index)])
  }
  const drag = (event: PointerEvent): void => {
    const point = dragged === null ? null : pointAt(event)
    if (point) onChange(corners.map((corner, i) => (i === dragged ? point : corner)))
  }
  return (
    <div className="map-frame">
      <svg
        ref={svg}
        className="map"
        role="img"
        aria-label={t('zones.map', { names: zones.map((zone) => zone.name).join(', ') })}
        viewBox={`${(map.width - size.width) / 2} ${(map.height - size.height) / 2} ${size.width} ${size.height}`}
        onPointerMove={drag}
        onPointerUp={() => setDragged(null)}
        onPointerLeave={() => setDragged(null)}
      >
        <rect
          className="map-ground"
          x={-map.width}
          y={-map.height}
          width={3 * map.width}
          height={3 * map.height}
          onPointerDown={add}
        />
        <Grid map={map} unit={unit} />
        <Houses addresses={addresses} map={map} unit={unit} />
        <Restaurant map={map} place={place} unit={unit} />
        {zones.map((zone, i) => (
          <Outline
            // biome-ignore lint/suspicious/noArrayIndexKey: names are being typed; a zone is its place in the list.
            key={i}
            zone={zone}
            index={i}
            map={map}
            unit={unit}
            isSelected={i === selected}
            onPress={(event) => (i === selected ? add(event) : onSelect(i))}
          />
        ))}
        <Corners corners={corners} map={map} unit={unit} onDrag={setDragged} />
        <ScaleBar map={map} size={size} unit={unit} />
      </svg>
      <Zoom value={zoom} onChange={setZoom} />
      <p className="field-hint">{t('zones.map-hint')}</p>
    </div>
  )
}

type ZoomProps = { value: number; onChange: (value: number) => void }

function Zoom({ value, onChange }: ZoomProps) {
  const t = useText()
  return (
    <div className="map-tools">
      <Button aria-label={t('zones.zoom-in')} onClick={() => onChange(Math.min(value * zoomStep, zoomMax))}>
        +
      </Button>
      <Button aria-label={t('zones.zoom-out')} onClick={() => onChange(Math.max(value / zoomStep, zoomMin))}>
        −
      </Button>
    </div>
  )
}

type OutlineProps = {
  zone: Zone
  index: number
  map: Projection
  unit: number
  isSelected: boolean
  onPress: (event: PointerEvent) => void
}

function Outline({ zone, index, map, unit, isSelected, onPress }: OutlineProps) {
  const corners = zone.coordinates.map(map.toMap)
  if (corners.length === 0) return null
  const middle = {
    x: corners.reduce((sum, { x }) => sum + x, 0) / corners.length,
    y: corners.reduce((sum, { y }) => sum + y, 0) / corners.length,
  }
  return (
    <g
      className={`map-zone zone-${index % 6}${isSelected ? ' map-zone-selected' : ''}`}
      onPointerDown={onPress}
    >
      <polygon
        points={corners.map(({ x, y }) => `${x},${y}`).join(' ')}
        strokeWidth={unit * (isSelected ? 0.6 : 0.3)}
      />
      <text x={middle.x} y={middle.y} fontSize={unit * 2.4}>
        {zone.name}
      </text>
    </g>
  )
}

type CornersProps = {
  corners: readonly Point[]
  map: Projection
  unit: number
  onDrag: (index: number) => void
}

const Corners = ({ corners, map, unit, onDrag }: CornersProps) =>
  corners.map((corner, i) => {
    const { x, y } = map.toMap(corner)
    return (
      <circle
        // biome-ignore lint/suspicious/noArrayIndexKey: a corner is its place in the outline.
        key={i}
        className="map-corner"
        cx={x}
        cy={y}
        r={unit * 1.3}
        onPointerDown={(event) => {
          // A finger would keep the corner to itself; the whole map follows it instead.
          event.currentTarget.releasePointerCapture(event.pointerId)
          onDrag(i)
        }}
      />
    )
  })

type HousesProps = { addresses: Delivery['knownAddresses']; map: Projection; unit: number }

/** Known addresses, so that the town is recognised. */
const Houses = ({ addresses, map, unit }: HousesProps) =>
  addresses.map((one) => {
    const { x, y } = map.toMap(one)
    return <circle key={`${one.streetId} ${one.house}`} className="map-house" cx={x} cy={y} r={unit * 0.4} />
  })

type GridProps = { map: Projection; unit: number }

/** A line each kilometre, so that distances can be seen. */
function Grid({ map, unit }: GridProps) {
  const step = Math.max(1000, scaleBar(map.width) / 2)
  const lines = (length: number): number[] =>
    Array.from({ length: Math.floor((3 * length) / step) }, (_, i) => (i + 1) * step - length)
  return (
    <g className="map-grid" strokeWidth={unit * 0.12}>
      {lines(map.width).map((x) => (
        <line key={`x${x}`} x1={x} x2={x} y1={-map.height} y2={2 * map.height} />
      ))}
      {lines(map.height).map((y) => (
        <line key={`y${y}`} x1={-map.width} x2={2 * map.width} y1={y} y2={y} />
      ))}
    </g>
  )
}

function Restaurant({ map, place, unit }: GridProps & { place: Point }) {
  const { x, y } = map.toMap(place)
  return (
    <path
      className="map-restaurant"
      d={`M${x} ${y} l${-unit * 1.6} ${-unit * 3} a${unit * 1.8} ${unit * 1.8} 0 1 1 ${unit * 3.2} 0 z`}
      strokeWidth={unit * 0.3}
    />
  )
}

type ScaleBarProps = GridProps & { size: { width: number; height: number } }

function ScaleBar({ map, size, unit }: ScaleBarProps) {
  const metres = scaleBar(size.width)
  const right = (map.width + size.width) / 2 - unit * 3
  const bottom = (map.height + size.height) / 2 - unit * 3
  const text = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  return (
    <g className="map-scale">
      <line x1={right - metres} x2={right} y1={bottom} y2={bottom} strokeWidth={unit * 0.5} />
      <text x={right} y={bottom - unit} fontSize={unit * 2.2}>
        {text}
      </text>
    </g>
  )
}
