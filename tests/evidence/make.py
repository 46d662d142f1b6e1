"""Makes the samples that other programs had to make: python3 make.py, with Pillow, reportlab, pikepdf, qpdf, LibreOffice.

The samples are committed; this says how they came about. What each shows is in README.md, what is expected of it in
expected.json.
"""
import io
import subprocess
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw, TiffImagePlugin
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen import canvas

HERE = Path(__file__).parent


def picture(size, mode="RGB", label="UP"):
    """White, with a black bar along its upper edge, a red square in its upper left corner and a letter."""
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    w, h = size
    pen.rectangle([0, 0, w, h // 12], fill="black")
    pen.rectangle([0, 0, w // 6, h // 6], fill=(200, 0, 0))
    pen.text((w // 2, h // 2), label, fill=(0, 0, 160), font_size=h // 5, anchor="mm")
    return image.convert(mode)


def qpdf(*arguments):
    identity = "--static-id" if "--encrypt" in arguments else "--deterministic-id"
    subprocess.run(["qpdf", identity, *map(str, arguments)], check=True)


def page(pen, text, size=A4):
    pen.setPageSize(size)
    pen.setFont("Helvetica", 28)
    for line in range(6):
        pen.drawString(72, size[1] - 120 - 60 * line, f"{text} line {line + 1}")


def draw(name, *pages):
    pen = canvas.Canvas(str(HERE / name), invariant=1)
    for one in pages:
        one(pen)
        pen.showPage()
    pen.save()


def jpeg(image, **options):
    data = io.BytesIO()
    image.save(data, "JPEG", **options)
    data.seek(0)
    return data


def scan(pen, image, box=(0, 0, *A4)):
    from reportlab.lib.utils import ImageReader

    pen.drawImage(ImageReader(image), *box)


def pdfs():
    draw("text.pdf", *[lambda pen, n=n: page(pen, f"page {n}") for n in (1, 2, 3)])
    qpdf(HERE / "text.pdf", "--rotate=+90:2", "--object-streams=generate", HERE / "turned-page.pdf")
    draw("landscape.pdf", lambda pen: page(pen, "a wide table", landscape(A4)))
    text = picture((827, 1169), "L", "SCAN")
    white = Image.effect_noise((1654, 2339), 6).point(lambda v: min(255, v + 122))
    draw(
        "scans.pdf",
        lambda pen: scan(pen, jpeg(text, quality=60)),
        lambda pen: scan(pen, jpeg(picture((1654, 2339), "L", "FINE"), quality=40)),
        lambda pen: scan(pen, jpeg(white, quality=40)),
        lambda pen: (pen.setPageSize(landscape(A4)), scan(pen, jpeg(picture((2339, 1654), "L", "WIDE"), quality=40), (0, 0, *landscape(A4)))),
    )

    def white_paint(pen):
        pen.setFillColorRGB(1, 1, 1)
        pen.rect(0, 0, *A4, fill=1, stroke=0)

    draw("blank.pdf", lambda pen: None, white_paint, lambda pen: page(pen, "not blank"))
    forms()
    structure()


def forms():
    pen = canvas.Canvas(str(HERE / "form-values.pdf"), invariant=1)
    page(pen, "form")
    pen.acroForm.textfield(name="name", value="FILLED IN", x=72, y=200, width=300, height=36, fontSize=24)
    pen.acroForm.checkbox(name="agree", checked=True, x=72, y=140, size=30)
    pen.save()
    with Pdf.open(HERE / "form-values.pdf") as pdf:
        for note in pdf.pages[0].Annots:
            if "/AP" in note and note.get("/FT") == "/Tx":
                del note.AP
        pdf.save(HERE / "form-values-undrawn.pdf", deterministic_id=True)
    with Pdf.open(HERE / "text.pdf") as pdf:
        look = Stream(pdf, b"0.8 0 0 RG 6 w 3 3 94 94 re S 0.8 0 0 rg BT /F 20 Tf 12 40 Td (SEALED) Tj ET")
        look.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 100, 100]), Matrix=Array([0, 1, -1, 0, 100, 0]),
            Resources=Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold")))),
        )
        look = pdf.make_indirect(look)
        stamp = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([350, 150, 500, 300]), F=4, AP=Dictionary(N=look))
        hidden = Dictionary(Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([50, 50, 300, 300]), F=2, AP=Dictionary(N=look))
        for one in pdf.pages:
            one.Annots = Array([stamp, hidden])
        pdf.save(HERE / "stamped.pdf", deterministic_id=True)


def structure():
    with Pdf.open(HERE / "text.pdf") as pdf:
        tree = pdf.Root.Pages
        tree.Resources = pdf.pages[0].Resources
        tree.MediaBox = Array([100, 100, 695, 942])
        tree.CropBox = Array([150, 400, 600, 900])
        tree.Rotate = 90
        for one in pdf.pages:
            content = one.Contents.read_bytes().replace(b"1 0 0 1 0 0 cm", b"1 0 0 1 100 100 cm")
            half = content.index(b"line 3")
            one.Contents = pdf.make_indirect(Array([Stream(pdf, content[:half]), Stream(pdf, b"line 3" + content[half + 6 :])]))
            one.Contents = Array([Stream(pdf, b"q q 1 0 0 1 0 0 cm\n"), Stream(pdf, content), Stream(pdf, b" q q 0.5 0 0 0.5 0 0 cm")])
            for key in ("/Resources", "/MediaBox", "/Rotate"):
                if key in one:
                    del one[key]
        pdf.save(HERE / "inherited.pdf", deterministic_id=True)
    with Pdf.open(HERE / "text.pdf") as pdf:
        shown = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="shown"))
        hidden = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="hidden"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([shown, hidden]), D=Dictionary(OFF=Array([hidden]), Order=Array([shown, hidden])))
        one = pdf.pages[0]
        one.Resources.Properties = Dictionary(S=shown, H=hidden)
        more = b"\n/OC /S BDC 0 0.6 0 rg 72 100 100 100 re f EMC /OC /H BDC 0.9 0 0 rg 300 100 200 200 re f EMC"
        one.Contents = Stream(pdf, one.Contents.read_bytes() + more)
        del pdf.pages[1:]
        pdf.save(HERE / "layers.pdf", deterministic_id=True)
    text = HERE / "text.pdf"
    qpdf("--allow-weak-crypto", "--encrypt", "", "owner", 128, "--use-aes=n", "--", text, HERE / "locked-for-changes.pdf")
    qpdf("--encrypt", "kaimen", "owner", 256, "--", text, HERE / "password.pdf")
    qpdf("--linearize", "--object-streams=generate", text, HERE / "linearized.pdf")
    whole = text.read_bytes()
    (HERE / "table-lost.pdf").write_bytes(whole[: whole.rindex(b"xref\n", 0, whole.rindex(b"startxref"))])
    (HERE / "cut-off.pdf").write_bytes(whole[: len(whole) // 2])
    table = HERE / "office.csv"
    table.write_text(OFFICE, "utf-8")
    for kind in ("pdf", "xlsx"):
        subprocess.run(
            ["soffice", "--headless", "--infilter=CSV:44,34,76", "--convert-to", kind, "--outdir", HERE, table],
            check=True, stdout=subprocess.DEVNULL,
        )
    table.unlink()


OFFICE = "证明,内容\n设立,上海云帆设计有限公司（示例）于二〇二三年设立设计中心。\n"


def images():
    small = picture((300, 400))
    for orientation in range(1, 9):
        turn = {1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
                5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270}[orientation]
        exif = Image.Exif()
        exif[0x0112] = orientation
        (small.transpose(turn) if turn is not None else small).save(HERE / f"orientation-{orientation}.jpg", quality=60, exif=exif)
    picture((1240, 1754)).save(HERE / "progressive.jpg", quality=50, progressive=True, dpi=(150, 150))
    picture((600, 380)).save(HERE / "card-300dpi.jpg", quality=60, dpi=(300, 300))
    picture((300, 400), "L").save(HERE / "grey.jpg", quality=60)
    picture((300, 400), "CMYK").save(HERE / "cmyk.jpg", quality=60)
    whole = (HERE / "progressive.jpg").read_bytes()
    (HERE / "cut-off.jpg").write_bytes(whole[: len(whole) * 2 // 3])
    clear = picture((1300, 1800)).convert("RGBA")
    clear.putalpha(Image.linear_gradient("L").resize(clear.size))
    clear.save(HERE / "transparent.png", optimize=True)
    picture((1300, 1800), "1").save(HERE / "two-level.png")
    Image.new("I;16", (400, 500), 30000).save(HERE / "grey16.png")
    Image.new("L", (1300, 1800), 250).save(HERE / "white.png")
    page1, page2 = picture((1654, 2339), "1", "ONE"), picture((1654, 2339), "1", "TWO")
    tiff = dict(save_all=True, dpi=(200, 200))
    page1.save(HERE / "group4.tif", compression="group4", append_images=[page2], **tiff)
    page1.save(HERE / "group3.tif", compression="group3", **tiff)
    picture((800, 1100)).save(HERE / "lzw.tif", compression="tiff_lzw", dpi=(96, 96))
    picture((800, 1100)).save(HERE / "deflate.tif", compression="tiff_adobe_deflate", tiffinfo={317: 2, 278: 100})
    picture((800, 1100), "P").save(HERE / "palette.tif", compression="packbits")
    picture((800, 1104)).save(HERE / "jpeg.tif", compression="jpeg", quality=60, tiffinfo={278: 96})
    picture((400, 500)).convert("RGBA").save(HERE / "transparent.tif", compression="tiff_lzw")
    fax = picture((1728, 1100), "1", "FAX")
    fax.save(HERE / "fax.tif", compression="group4", resolution_unit=2, x_resolution=204.0, y_resolution=98.0)
    turned = TiffImagePlugin.ImageFileDirectory_v2()
    turned[274] = 6
    picture((800, 1100)).transpose(Image.Transpose.ROTATE_90).save(HERE / "orientation-6.tif", compression="tiff_lzw", tiffinfo=turned)
    small.save(HERE / "photo.webp", quality=40)
    small.save(HERE / "photo.bmp")
    (HERE / "photo.bmp").write_bytes((HERE / "photo.bmp").read_bytes()[:1000])
    subprocess.run(["convert", HERE / "orientation-1.jpg", HERE / "photo.heic"], check=True)


pdfs()
images()
