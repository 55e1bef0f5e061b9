import { maskAll } from './mask.ts';
import type { Option } from './option.ts';
import { bucketName, origin, text } from './option-types.ts';

/** Where page content is kept. */
export const BLOB_OPTIONS = {
  PROFFER_S3_ENDPOINT: {
    group: 'Storage',
    schema: origin,
    without: 'content is kept in the data directory',
    description:
      'Origin of an object store that speaks the protocol of S3, such as `https://s3.eu-central-1.amazonaws.com`: the content of ' +
      'pages is kept there, sealed. Several servers need one. The bucket is addressed by path.',
  },
  PROFFER_S3_BUCKET: {
    group: 'Storage',
    schema: bucketName,
    without: 'content is kept in the data directory',
    description: 'Name of the bucket, which must exist.',
  },
  PROFFER_S3_REGION: {
    group: 'Storage',
    schema: text,
    fallback: 'auto',
    description: 'Region that requests to the object store are signed for.',
  },
  PROFFER_S3_ACCESS_KEY_ID: {
    group: 'Storage',
    schema: text,
    without: 'content is kept in the data directory',
    description: 'Access key of the object store. It must be allowed to read, write and delete objects of the bucket.',
  },
  PROFFER_S3_SECRET_ACCESS_KEY: {
    group: 'Storage',
    schema: text,
    without: 'content is kept in the data directory',
    mask: maskAll,
    description: 'The secret that belongs to the access key.',
  },
} as const satisfies Readonly<Record<string, Option>>;
