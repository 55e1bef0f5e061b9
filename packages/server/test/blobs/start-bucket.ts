import S3rver from 's3rver';
import type { BlobLocation } from '../../src/platform/blobs/open-blobs.ts';
import { freePort } from '../harness/free-port.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';

export type Bucket = {
  readonly location: Extract<BlobLocation, { kind: 's3' }>;
  /** Where s3rver keeps the objects as files. */
  readonly directory: string;
  stop(): Promise<void>;
};

/** An object store of a test's own with one bucket. s3rver checks who asks, and no signature. */
export async function startBucket(): Promise<Bucket> {
  const port = await freePort();
  const directory = await createTemporaryDirectory('s3');
  const configureBuckets = [{ name: 'contents', configs: [] }];
  const server = new S3rver({ port, address: '127.0.0.1', silent: true, directory, configureBuckets });
  await server.run();
  return {
    location: {
      kind: 's3',
      endpoint: `http://127.0.0.1:${port}`,
      bucket: 'contents',
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    directory,
    stop: () => server.close(),
  };
}
