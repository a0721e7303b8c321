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

  it('keeps every emoji, and words of scripts that joiners shape', () => {
    for (const text of [
      '❤️ ☎︎ 1️⃣ #️⃣ ☁️',
      '👩🏽‍💻 🏳️‍🌈 🏴‍☠️ 👁️‍🗨️ ⛹🏽‍♀️ 👨‍❤️‍👨',
      '🇩🇪 👍🏿',
      'PDF‌ها و ۲۰‌ساله، ه‍.ق',
      'क्‍ष क्‌ष র‍্যাব',
      'അവന്‍ പറഞ്ഞു',
    ])
      assert.equal(toLine(text), text);
  });

  it('loses selectors, fillers and joiners that show nothing', () => {
    const secret = (first: number) => [...'secret'].map((c) => String.fromCodePoint(first + c.charCodeAt(0))).join('');
    assert.equal(toLine(`a${secret(0xe00a0)}b😀${secret(0xe0100)}c`), 'ab😀c');
    assert.equal(toLine('x\uFE00\uFE0D\uFE0Fy 漢\u{E0101}字 ❤\uFE0F\uFE0F\uFE0E! 1\uFE0F'), 'xy 漢字 ❤\uFE0F! 1');
    assert.equal(toLine('a\u3164\u115F\u1160\uFFA0\u034F\u180B\u17B4b'), 'ab');
    assert.equal(toLine('p\u200Da\u200Cs\u200Ds \u200D \u200C1\u200D2 ☁\u200D'), 'pass 12 ☁');
    assert.equal(toLine('می\u200C\u200D\u200C\u200Cخواهم'), 'می\u200Cخواهم');
    assert.equal(toLines('a\u200D\n\uFE0Fb'), 'a\nb');
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
