import type { DatabaseLocation } from '../../src/platform/db/open-database.ts';
import { hastyWriter } from './hasty-writer.ts';
import { openTestDrain } from './test-drain.ts';

// A process that drains a directory, for being killed at it, mostly within a batch: `node drain-process.ts <location as JSON> <directory>`.

const [location = '', directory = ''] = process.argv.slice(2);
const parsed: DatabaseLocation = JSON.parse(location);
const drain = openTestDrain({ location: parsed, directory, wrap: hastyWriter });
process.stdout.write('draining\n');
await drain.run();
await drain.close();
