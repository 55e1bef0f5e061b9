import { S3mini } from 's3mini';
import { type Blobs, requireBlobKey } from './blobs.ts';
import { blobsUnavailable } from './blobs-unavailable.ts';

export type S3Location = {
  /** An origin, without the bucket. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

const REQUEST_MS_MAX = 30_000;

/** Blobs as objects of a bucket, addressed by path, in any store that speaks the protocol of S3. */
export function openS3Blobs({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Location): Blobs {
  const client = new S3mini({
    endpoint: `${endpoint}/${bucket}`,
    region,
    accessKeyId,
    secretAccessKey,
    requestAbortTimeout: REQUEST_MS_MAX,
  });

  async function attempt<Result>(request: () => Promise<Result>): Promise<Result> {
    try {
      return await request();
    } catch (error) {
      throw blobsUnavailable(error);
    }
  }

  return {
    put(key, bytes) {
      const object = requireBlobKey(key);
      return attempt(async () => {
        const { ok, status, body } = await client.putObject(object, bytes, 'application/octet-stream');
        await body?.cancel();
        if (!ok) throw new Error(`the bucket answered ${status} to a new object`);
      });
    },
    get(key) {
      const object = requireBlobKey(key);
      return attempt(async () => {
        const bytes = await client.getObjectArrayBuffer(object);
        return bytes === null ? undefined : Buffer.from(bytes);
      });
    },
    remove(key) {
      const object = requireBlobKey(key);
      return attempt(async () => {
        await client.deleteObject(object);
      });
    },
  };
}
