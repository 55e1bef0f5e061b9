import { describe, expect, it } from 'vitest';
import { parsePagePlans } from './page-plans.ts';

describe('the plans of pages', () => {
  it('are those of the contract when nothing is set', () => {
    for (const text of ['', '{}']) {
      expect(parsePagePlans(text)).toMatchObject({
        free: { pages: 25, fileBytes: 5_242_880, visibilities: ['public'], defaultVisibility: 'public' },
        pro: { pages: 1_000, fileBytes: 10_485_760, defaultVisibility: 'private' },
        team: { pages: 10_000, fileBytes: 10_485_760 },
        enterprise: { pages: null },
      });
    }
  });

  it('change where the operator says so, and nowhere else', () => {
    const plans = parsePagePlans('{"free":{"pages":3,"visibilities":["public","private"]},"pro":{"pages":null}}');
    expect(plans.free).toEqual({
      pages: 3,
      fileBytes: 5_242_880,
      visibilities: ['public', 'private'],
      defaultVisibility: 'public',
    });
    expect(plans.pro.pages).toBeNull();
    expect(plans.team.pages).toBe(10_000);
  });

  it.each([
    ['[]', 'the plans'],
    ['{"free":{"pages":-1}}', '"free.pages"'],
    ['{"free":{"pages":1.5}}', '"free.pages"'],
    ['{"gratis":{}}', 'gratis'],
    ['{"pro":{"files":1}}', 'files'],
    ['{"pro":{"visibilities":[]}}', '"pro.visibilities"'],
    ['{"pro":{"visibilities":["secret"]}}', '"pro.visibilities.0"'],
    ['{"free":{"default_visibility":"private"}}', 'not among its visibilities'],
    ['{', 'not valid JSON'],
  ])('%s is refused with a sentence that names what is wrong', (text, named) => {
    expect(() => parsePagePlans(text)).toThrow(named);
  });
});
