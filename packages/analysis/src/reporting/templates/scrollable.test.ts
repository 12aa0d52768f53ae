import { expect, it } from 'vitest';
import { html } from '../markup.ts';
import { scrollable } from './scrollable.ts';

const region = scrollable('Returns by month', html`<table></table>`).text;

it('holds the table as it is, in a box that the style scrolls', () => {
  expect(region).toMatch(/^<div class="scroll" [^>]*><table><\/table><\/div>$/);
});

it('can be reached and scrolled by keyboard', () => {
  expect(region).toContain(' tabindex="0"');
});

it('is a region whose name says what it holds and that it scrolls', () => {
  expect(region).toContain(' role="region"');
  expect(region).toContain(' aria-label="Returns by month, scrolls sideways"');
});

it('lets no label out of its attribute', () => {
  const label = `"><script>alert('R&D')</script>`;
  expect(scrollable(label, html``).text).toContain(
    ' aria-label="&quot;&gt;&lt;script&gt;alert(&#39;R&amp;D&#39;)&lt;/script&gt;, scrolls sideways"></div>',
  );
});
