import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OPTION_NAMES } from '../src/config/options.ts';
import { FAILURES } from '../src/platform/http/kinds-of-failure.ts';

const ROOT = join(import.meta.dirname, '../../..');

async function readPages(): Promise<ReadonlyMap<string, string>> {
  const inRoot = await readdir(ROOT);
  const inDocs = await readdir(join(ROOT, 'docs'), { recursive: true });
  const files = [...inRoot, ...inDocs.map((file) => join('docs', file))]
    .filter((file) => file.endsWith('.md'))
    .map((file) => join(ROOT, file));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
}

const pages = await readPages();
const nameOf = (file: string) => relative(ROOT, file);

const withoutFences = (markdown: string) => markdown.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '');

function anchorsOf(markdown: string): ReadonlySet<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of withoutFences(markdown).matchAll(/^#{1,6} (.+)$/gm)) {
    const anchor = heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    let unique = anchor;
    for (let repetition = 1; anchors.has(unique); repetition++) unique = `${anchor}-${repetition}`;
    anchors.add(unique);
  }
  return anchors;
}

function linksOf(markdown: string): string[] {
  const prose = withoutFences(markdown).replace(/`[^`\n]*`/g, '');
  return Array.from(prose.matchAll(/\]\(([^()\s]+)(?: "[^"]*")?\)/g), ([, target = '']) => target);
}

const isElsewhere = (target: string) => /^[a-z][a-z0-9+.-]*:/i.test(target);

function leadsSomewhere(file: string, target: string): boolean {
  const [path = '', anchor] = target.split('#', 2);
  const to = path === '' ? file : join(dirname(file), path);
  if (anchor === undefined) return existsSync(to);
  return anchorsOf(pages.get(to) ?? '').has(anchor);
}

describe('the documentation', () => {
  it('has pages to look at', () => {
    expect(pages.size).toBeGreaterThan(10);
  });

  it('links to files and headings that exist', () => {
    const broken = Array.from(pages).flatMap(([file, markdown]) =>
      linksOf(markdown)
        .filter((target) => !isElsewhere(target) && !leadsSomewhere(file, target))
        .map((target) => `${nameOf(file)}: ${target}`),
    );
    expect(broken).toEqual([]);
  });

  it('names no option that the server does not have', () => {
    const known: ReadonlySet<string> = new Set(OPTION_NAMES.flatMap((name) => [name, `${name}_FILE`]));
    const unknown = Array.from(pages).flatMap(([file, markdown]) =>
      Array.from(markdown.matchAll(/\bPROFFER_[A-Z0-9_]*[A-Z0-9]/g), ([name]) => name)
        .filter((name) => !known.has(name))
        .map((name) => `${nameOf(file)}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('explains every error code with its status, and no other', () => {
    const page = pages.get(join(ROOT, 'docs/reference/errors.md')) ?? '';
    const explained = Array.from(
      page.matchAll(/^\| `([a-z_]+)` \| (\d{3}) \|/gm),
      ([, code, status]) => `${code} ${status}`,
    );
    expect(explained.toSorted()).toEqual(
      Object.values(FAILURES)
        .map(({ code, status }) => `${code} ${status}`)
        .toSorted(),
    );
  });

  it('keeps every page of the guide and the reference in its index', () => {
    const index = join(ROOT, 'docs/README.md');
    const listed = linksOf(pages.get(index) ?? '').map((target) => join(dirname(index), target));
    const expected = Array.from(pages.keys()).filter((file) => /\/docs\/(?:guide|reference)\//.test(file));
    expect(expected.filter((file) => !listed.includes(file)).map(nameOf)).toEqual([]);
  });
});
