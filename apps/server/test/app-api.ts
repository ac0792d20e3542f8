import { type AppRouter, appRouter } from '@ownlist/api'
import { startTestApi, type TestApi, type TestSettings } from './api.js'

/** The API with all domains. */
export type AppApi = TestApi<AppRouter>

/** For tests of the domains and of the contract; every other test starts `startTestApi` with its probe. */
export const startAppApi = (settings: Partial<TestSettings> = {}): Promise<AppApi> =>
  startTestApi<AppRouter>({ router: appRouter, ...settings })
