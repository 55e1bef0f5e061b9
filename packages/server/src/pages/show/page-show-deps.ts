import type { ThrottleMiss } from '../../platform/limits/throttle-miss.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import type { Asking } from '../../platform/net/client-address.ts';
import type { CountVisit } from '../../visits/index.ts';
import type { MayReadDeps, Reader } from '../may-read.ts';
import type { PageReadDeps } from '../page-deps.ts';

/** What showing a page needs. */
export type PageShowDeps = PageReadDeps &
  Pick<MayReadDeps, 'roleOf'> & {
    readonly metrics: Metrics;
    readonly countVisit: CountVisit;
    readonly clientAddress: (request: Asking) => string;
    readonly nextRequestId: () => string;
    readonly throttleMiss: ThrottleMiss;
    /** Who is signed in, by the cookie of the request. */
    readonly currentPerson: (request: Request) => Promise<Reader | undefined>;
    readonly findReader: (personId: string) => Promise<Reader | undefined>;
    /** An origin of its own for content; undefined: content is shown on the one host there is. */
    readonly contentUrl: string | undefined;
    /** Whether pages may be public at all on this server. */
    readonly publicPages: boolean;
    readonly cacheBytesMax: number;
  };
