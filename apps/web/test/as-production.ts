import { vi } from 'vitest'

// Better Auth checks no origin where it takes itself to be in a test. Import this before anything that imports it.
vi.stubEnv('NODE_ENV', 'production')
vi.stubEnv('TEST', '')
