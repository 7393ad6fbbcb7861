import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readXml, type XmlElement } from '../../src/api/server/wire/read-xml.ts'

const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../shared/fixtures/server/${name}`, import.meta.url))

/** Recordings of real servers lie beside the repository on some machines only; their kinds are in `server-kinds.json`. */
export const isRecorded = (name: string): boolean => existsSync(fixture(name))
export const recordedText = (name: string): string => readFileSync(fixture(name), 'utf8')

/** Where each element of an XML document stands, each place once; what its texts say is left out. */
function placesOf(element: XmlElement, place = element.name, places = new Set<string>()): Set<string> {
  places.add(place)
  for (const child of element.children) placesOf(child, `${place}/${child.name}`, places)
  return places
}

export const placesIn = (xml: string): string[] => [...placesOf(readXml(xml))].sort()
