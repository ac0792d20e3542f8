import { vi } from 'vitest'

// Better Auth does not check origins if it detects a test. Import this before anything that imports it.
vi.stubEnv('NODE_ENV', 'production')
vi.stubEnv('TEST', '')
