import type { Page } from "playwright-core";

/** The colours of a text: its own, and those of all that is behind it, the hindmost first. */
interface Colours {
  readonly own: string;
  readonly behind: readonly string[];
}

/** The least contrast of any text with what is behind it, as WCAG 2 counts it; 4.5 is what it asks of text. */
export async function leastContrast(page: Page): Promise<number> {
  const distinct = new Map((await coloursOf(page)).map((colours) => [JSON.stringify(colours), colours]));
  const pairs = await Promise.all(
    [...distinct.values()].map(async ({ own, behind }) => [
      await luminance(page, behind),
      await luminance(page, [...behind, own]),
    ]),
  );
  return Math.min(...pairs.map((pair) => (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)));
}

async function coloursOf(page: Page): Promise<Colours[]> {
  return page.evaluate(() => {
    const found: Colours[] = [];
    const isShown = (node: Element | null): node is Element =>
      node?.checkVisibility() === true && node.closest("script, style, noscript, option") === null;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode.parentElement;
      if (!texts.currentNode.textContent?.trim() || !isShown(node)) continue;
      const behind: string[] = [];
      for (let each: Element | null = node; each !== null; each = each.parentElement) {
        const { backgroundColor, opacity } = getComputedStyle(each);
        if (opacity !== "1") throw new Error("What shines through has no contrast of its own.");
        behind.unshift(backgroundColor);
      }
      found.push({ own: getComputedStyle(node).color, behind });
    }
    return found;
  });
}

/** The relative luminance of colours that are painted one over another: a canvas knows how they mix. */
async function luminance(page: Page, colours: readonly string[]): Promise<number> {
  const channels = await page.evaluate((layers) => {
    const context = document.createElement("canvas").getContext("2d");
    if (context === null) throw new Error("There is no canvas.");
    for (const layer of layers) {
      context.fillStyle = layer;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data];
  }, colours);
  const [red = 0, green = 0, blue = 0] = channels.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
