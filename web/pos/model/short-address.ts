/** An address for a narrow place: the city goes when a street follows it. */
export function shortAddress(address: string): string {
  const [city, street, ...rest] = address.split(', ')
  if (city === undefined || street === undefined || rest.length === 0 || /^\d/.test(street)) return address
  return [street, ...rest].join(', ')
}
