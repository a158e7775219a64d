/** The few EXIF facts a test wants, read from a JPEG by hand so that the reader is not the writer. */
export type ExifFacts = { orientation?: number; latitude?: number; longitude?: number };

export function readExif(jpeg: Uint8Array): ExifFacts {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  let at = 2;
  while (view.getUint16(at) !== 0xffe1) at += 2 + view.getUint16(at + 2);
  const tiff = at + 10;
  const little = view.getUint16(tiff) === 0x4949;
  const u16 = (offset: number) => view.getUint16(tiff + offset, little);
  const u32 = (offset: number) => view.getUint32(tiff + offset, little);
  const entries = (offset: number) =>
    new Map(
      Array.from({ length: u16(offset) }, (_, k) => {
        const entry = offset + 2 + k * 12;
        return [u16(entry), entry + 8] as const;
      }),
    );
  const facts: ExifFacts = {};
  const main = entries(u32(4));
  const orientation = main.get(0x0112);
  if (orientation !== undefined) facts.orientation = u16(orientation);
  const gpsAt = main.get(0x8825);
  if (gpsAt === undefined) return facts;
  const gps = entries(u32(gpsAt));
  const degrees = (tag: number, refTag: number) => {
    const values = gps.get(tag);
    const ref = gps.get(refTag);
    if (values === undefined || ref === undefined) return undefined;
    const part = (k: number) => u32(u32(values) + k * 8) / u32(u32(values) + k * 8 + 4);
    const sign = "SW".includes(String.fromCharCode(view.getUint8(tiff + ref))) ? -1 : 1;
    return sign * (part(0) + part(1) / 60 + part(2) / 3600);
  };
  facts.latitude = degrees(2, 1);
  facts.longitude = degrees(4, 3);
  return facts;
}
