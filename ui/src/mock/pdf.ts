/** A small PDF with empty boxes, A4: enough for the viewer to draw something. */
export function mockPdf(pages: number): ArrayBuffer {
  const content = "0.6 w 90 682 415 40 re S 90 120 415 540 re S 90 600 415 0 re S 190 120 0 540 re S";
  const numbers = Array.from({ length: pages }, (_, index) => 4 + index);
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages} /Kids [${numbers.map((number) => `${number} 0 R`).join(" ")}] >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...numbers.map(() => "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Contents 3 0 R >>"),
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`;
  return new TextEncoder().encode(`${text}xref\n0 ${size}\n0000000000 65535 f \n${entries}${trailer}`).buffer;
}
