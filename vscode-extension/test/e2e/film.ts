import { writeFileSync } from "node:fs";
import { applyPalette, GIFEncoder, quantize } from "gifenc";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";

/** Few enough for a small file; text on a flat ground has not many more. */
const COLORS = 63;

interface Frame {
  readonly rgba: Uint8Array;
  /** For how long it is seen. */
  milliseconds: number;
}

/** Pictures of a window, one after the other, as an animation. */
export class Film {
  private readonly frames: Frame[] = [];
  private width = 0;
  private height = 0;

  constructor(private readonly page: Page) {}

  /** Take a picture, to be seen for some time. One like the picture before prolongs that. */
  async shoot(milliseconds: number): Promise<void> {
    const png = PNG.sync.read(await this.page.screenshot({ animations: "disabled", scale: "css" }));
    const last = this.frames.at(-1);
    if (last !== undefined && png.data.equals(last.rgba)) last.milliseconds += milliseconds;
    else this.frames.push({ rgba: png.data, milliseconds });
    this.width = png.width;
    this.height = png.height;
  }

  /** Write it as a GIF that begins again at its end. */
  write(path: string): void {
    const palette = quantize(this.frames.at(-1)?.rgba ?? new Uint8Array(), COLORS);
    const unchanged = palette.length;
    const gif = GIFEncoder();
    let before: Uint8Array | undefined;
    for (const { rgba, milliseconds } of this.frames) {
      const pixels = applyPalette(rgba, palette);
      // Only what differs from the picture before is drawn: the rest packs into next to nothing.
      const drawn = pixels.map((color, at) => (color === before?.[at] ? unchanged : color));
      const colors =
        before === undefined ? { palette: [...palette, [0, 0, 0] as [number, number, number]] } : {};
      gif.writeFrame(drawn, this.width, this.height, {
        ...colors,
        delay: milliseconds,
        transparent: before !== undefined,
        transparentIndex: unchanged,
        dispose: 1,
      });
      before = pixels;
    }
    gif.finish();
    writeFileSync(path, gif.bytes());
  }
}
