import { describe, expect, it } from 'vitest';
import { BROWSER } from '../../../test/visits/journal-files.ts';
import { describeAgent } from './agent.ts';

describe('a user agent', () => {
  it('tells device, browser and system', () => {
    expect(describeAgent(BROWSER)).toMatchObject({ device: 'desktop', browser: 'Chrome', os: 'Windows', bot: null });
    const android =
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36';
    expect(describeAgent(android)).toMatchObject({ device: 'mobile', browser: 'Chrome', os: 'Android' });
  });

  it('that is missing tells nothing', () => {
    expect(describeAgent('')).toMatchObject({ device: null, browser: null, os: null, bot: 'tool' });
  });

  it('cannot put words of its own into the counts', () => {
    const agent = describeAgent('BuyMyPills/1.0 (Visit pills.example) Great/2.0');
    expect(agent.traits.map((trait) => trait.value)).toEqual(['unknown', 'unknown', 'unknown']);
  });
});
