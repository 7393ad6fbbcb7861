/** What an emulated device remembers; it outlives the till, as a device does. */
export type DeviceMemory = { read(): string | null; write(text: string): void }
