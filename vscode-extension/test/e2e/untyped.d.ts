/** What we use of two libraries that come without types. */

declare module "pngjs" {
  export const PNG: {
    readonly sync: {
      read(png: Buffer): { readonly width: number; readonly height: number; readonly data: Buffer };
    };
  };
}

declare module "gifenc" {
  type Palette = [number, number, number][];
  export function quantize(rgba: Uint8Array, colors: number): Palette;
  export function applyPalette(rgba: Uint8Array, palette: Palette): Uint8Array;
  export function GIFEncoder(): {
    writeFrame(
      pixels: Uint8Array,
      width: number,
      height: number,
      options: {
        readonly palette?: Palette;
        readonly delay: number;
        readonly transparent: boolean;
        readonly transparentIndex: number;
        /** 1: what was drawn stays. */
        readonly dispose: 1;
      },
    ): void;
    finish(): void;
    bytes(): Uint8Array;
  };
}
