/** Of a whole portion, what 100 g have; four digits behind the point. */
export const ofPortion = (per100g: number, weightKg: number): number =>
  Math.round(per100g * weightKg * 10 * 10_000) / 10_000
