import type { Point } from '../types.ts'

const linesMax = 500

export const cornersText = (corners: readonly Point[]): string =>
  corners.map(({ latitude, longitude }) => `${latitude}, ${longitude}`).join('\n')

/** Reads `latitude, longitude` lines; null when a line is no place on the earth. */
export function readCorners(text: string): Point[] | null {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > linesMax) return null
  const corners: Point[] = []
  for (const line of lines) {
    const match = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(line)
    const [latitude, longitude] = [Number(match?.[1]), Number(match?.[2])]
    if (!match || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return null
    corners.push({ latitude, longitude })
  }
  return corners
}
