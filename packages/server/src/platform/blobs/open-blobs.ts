import type { Sealer } from '../crypto/seal.ts';
import type { Blobs } from './blobs.ts';
import { openFolderBlobs } from './folder-blobs.ts';
import { openS3Blobs, type S3Location } from './s3-blobs.ts';
import { sealBlobs } from './seal-blobs.ts';

export type BlobLocation =
  | { readonly kind: 'folder'; readonly directory: string }
  | ({ readonly kind: 's3' } & S3Location);

/** Opens the store of bytes, sealed on their way. A folder must be this process's alone. */
export function openBlobs(location: BlobLocation, sealer: Sealer): Blobs {
  return sealBlobs(location.kind === 's3' ? openS3Blobs(location) : openFolderBlobs(location.directory), sealer);
}
