import { parentPort, workerData } from 'node:worker_threads';
import { WaitingWriters } from '../../src/platform/db/waiting-writers.ts';

// A thread that lets others pass: says that it is about to, and that it has.

const others = new WaitingWriters(workerData);
parentPort?.postMessage(others.any ? 'somebody waits' : 'nobody waits');
others.letPass(60_000);
parentPort?.postMessage('they have passed');
