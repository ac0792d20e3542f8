import { type AppRouter, appRouter } from '@ownlist/api'
import { startTestApi, type TestApi, type TestSettings } from './api.js'

/** The API with all domains. */
export type AppApi = TestApi<AppRouter>

/** For tests of the domains and of the contract. Every other test uses `startTestApi` with its probe router. */
export const startAppApi = (settings: Partial<TestSettings> = {}): Promise<AppApi> =>
  startTestApi<AppRouter>({ router: appRouter, ...settings })
