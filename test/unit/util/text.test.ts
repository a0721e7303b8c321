import assert from 'node:assert/strict';
import { toLine, toLines } from '../../../src/util/cleanText.ts';
import { escapeMarkdown } from '../../../src/util/escapeMarkdown.ts';

describe('text of strangers', () => {
  it('loses what hides or reorders it', () => {
    assert.equal(toLine('safe\u202Etxt.exe\u202C\u0007\u200B\uFEFF'), 'safetxt.exe');
    assert.equal(toLine('a\u{E0041}\u{E0042}\u2066b\u00AD'), 'ab');
  });

  it('keeps emoji families, Persian joiners and the signs of Arabic', () => {
    for (const text of ['👩‍👩‍👧', 'می‌خواهم', '\u06DD', 'naïve — “quoted” 漢字']) assert.equal(toLine(text), text);
  });

  it('becomes one line, or keeps its lines', () => {
    assert.equal(toLine('  one\r\n\ttwo\u00a0 three '), 'one two three');
    assert.equal(toLines('one\r\ntwo\rthree\u2028four\n\tfive\n'), 'one\ntwo\nthree\nfour\n  five');
  });

  it('shows in Markdown as it is', () => {
    assert.equal(
      escapeMarkdown('[x](http://evil) ![y](z) **b** `c` <img> $(flame) #1 a_b'),
      String.raw`\[x\]\(http\://evil\) \!\[y\]\(z\) \*\*b\*\* \`c\` \<img\> \$\(flame\) \#1 a\_b`,
    );
    assert.equal(escapeMarkdown('a\n\n# b'), String.raw`a \# b`);
    assert.equal(escapeMarkdown('1. one &amp; \\ www.evil.example'), String.raw`1\. one \&amp; \\ www\.evil\.example`);
  });
});
