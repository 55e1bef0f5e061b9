import { createServer } from 'node:http';

// What node:http can do at best on this machine: one constant answer, nothing looked up, nothing counted.
const HEADERS = [
  ...['Location', 'https://example.com/landing/1', 'Cache-Control', 'private, no-cache'],
  ...['Referrer-Policy', 'strict-origin-when-cross-origin', 'Content-Length', '0'],
];

// `optimizeEmptyRequests` is newer than the types.
const options = { optimizeEmptyRequests: true, keepAliveTimeout: 60_000 };

createServer(options, (_request, response) => {
  response.writeHead(301, HEADERS);
  response.end();
}).listen(Number(process.env.PORT), '127.0.0.1', 1024);
