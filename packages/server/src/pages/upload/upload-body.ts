/**
 * What an upload looks like, for the description of the API. It is no part of the request schema, which would read the whole body into
 * memory before anything could refuse it.
 */
export const uploadBody = {
  requestBody: {
    required: true,
    content: {
      'text/html': { schema: { type: 'string' as const } },
      'multipart/form-data': {
        schema: {
          type: 'object' as const,
          required: ['file'],
          properties: { file: { type: 'string' as const, format: 'binary' } },
        },
      },
    },
  },
};
