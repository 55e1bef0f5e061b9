/**
 * How this server speaks HTTP. `optimizeEmptyRequests` spares requests without a body their stream, worth a tenth on what node:http
 * answers; the types do not know it yet. The time-outs cut off who sends a request byte by byte.
 */
export const HTTP_OPTIONS = {
  optimizeEmptyRequests: true,
  keepAliveTimeout: 65_000,
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  maxHeaderSize: 16_384,
};
