"""Writes the awkward workbooks of this folder with other people's programs: openpyxl, xlsxwriter, xlwt, msoffcrypto-tool,
LibreOffice. Run by hand when one is added; the tests read the files and need none of these.

    pip install openpyxl xlsxwriter xlwt msoffcrypto-tool && python3 make.py
"""

import datetime
import pathlib
import shutil
import subprocess
import tempfile

import msoffcrypto.format.ooxml
import openpyxl
import xlsxwriter
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = pathlib.Path(__file__).parent
HEAD = ["序号", "企业名称", "统一社会信用代码", "类别", "主营业务", "开始日期", "联系人及电话"]
ROWS = [
    [1, "上海示例甲商贸有限公司", "91310101MAXX00090A", "入驻", "服装", datetime.date(2024, 3, 5), "甲某 021-55550001"],
    [2, "上海示例乙文化有限公司", "91310101MAXX00197M", "服务", "食品", datetime.date(2023, 12, 1), "乙某 13800000002"],
    [3, "上海示例丙科技有限公司", "91310101MAXX00293Y", "入驻并服务", "美妆", datetime.date(2025, 1, 31), "丙某 13800000003"],
]


def titled(sheet):
    """A merged title, a remark, a blank row, headings, rows, a blank row, a total, a remark."""
    sheet["A1"] = "2025 年度入驻企业一览表"
    sheet.merge_cells("A1:G1")
    sheet["A2"] = "填报单位：上海示例直播基地"
    for at, row in enumerate([HEAD, *ROWS], start=4):
        for column, value in enumerate(row, start=1):
            sheet.cell(at, column, value)
    for at in (5, 6, 7):
        sheet.cell(at, 6).number_format = 'yyyy"年"m"月"d"日"'
    sheet["A9"] = "合计"
    sheet["B9"] = 3
    sheet["A10"] = "注：名单截至 2025 年底。"


def merged_title():
    book = openpyxl.Workbook()
    titled(book.active)
    book.save(HERE / "openpyxl-merged-title.xlsx")


def filtered_rows():
    """Two sheets; the second row of each is filtered away, the first sheet's name needs escaping."""
    book = openpyxl.Workbook()
    for sheet, name in ((book.active, "入驻&服务"), (book.create_sheet(), "作废")):
        sheet.title = name
        sheet.append(HEAD)
        for row in ROWS:
            sheet.append(row)
        sheet.auto_filter.ref = "A1:G4"
        sheet.row_dimensions[3].hidden = True
    book["作废"].row_dimensions[4].hidden = True
    book.save(HERE / "openpyxl-filtered-rows.xlsx")


def two_header_rows():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["序号", "企业", None, "入驻情况", None])
    sheet.append([None, "名称", "统一社会信用代码", "类别", "开始日期"])
    for cells in ("B1:C1", "D1:E1", "A1:A2"):
        sheet.merge_cells(cells)
    for number, name, code, relation, _, since, _ in ROWS:
        sheet.append([number, name, code, relation, since])
    book.save(HERE / "openpyxl-two-header-rows.xlsx")


def dates_from_1904():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    for row in [HEAD, *ROWS]:
        book.active.append(row)
    book.save(HERE / "openpyxl-1904.xlsx")


def lost_digits():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append([1, "上海示例甲商贸有限公司", 913101150000000123, "入驻", "服装", "2024-03-05", None])
    sheet.append([2, "上海示例乙文化有限公司", "9.1310115E+17", "服务", "食品", "2024-03-06", None])
    sheet.append([3, "上海示例丙科技有限公司", " ９１３１０１０１ＭＡＸＸ００２９３Ｙ ", "服务", "美妆", "2024-03-07", None])
    book.save(HERE / "openpyxl-lost-digits.xlsx")


def numbers_for_dates():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append([1, "甲", None, "入驻", None, 45356, None])
    sheet.append([2, "乙", None, "入驻", None, 20240305, None])
    sheet.append([3, "丙", None, "入驻", None, "2024/3/5 0:00:00", None])
    sheet.append([4, "丁", None, "入驻", None, "２０２４．３．５", None])
    book.save(HERE / "openpyxl-numbers-for-dates.xlsx")


def never_calculated():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append([1, '=CONCATENATE("甲","公司")', None, "入驻", None, "=DATE(2024,3,5)", None])
    book.save(HERE / "openpyxl-never-calculated.xlsx")
    return HERE / "openpyxl-never-calculated.xlsx"


def far_away_cells():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    sheet["XFD1"] = "边角"
    sheet["XFD1048576"] = "边角"
    book.save(HERE / "openpyxl-far-away-cells.xlsx")


def hidden_first_sheet():
    book = openpyxl.Workbook()
    book.active.title = "旧名单"
    for row in [HEAD, *ROWS[:1]]:
        book.active.append(row)
    book.active.sheet_state = "hidden"
    book.create_sheet("说明")["A1"] = "请勿修改本表"
    sheet = book.create_sheet("名单")
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    book.active = 1
    book.save(HERE / "openpyxl-hidden-first-sheet.xlsx")


def repeated_headings():
    book = openpyxl.Workbook()
    for row in [HEAD, *ROWS[:2], HEAD, ROWS[2], ["小计", 1]]:
        book.active.append(row)
    book.save(HERE / "openpyxl-repeated-headings.xlsx")


def empty():
    openpyxl.Workbook().save(HERE / "openpyxl-empty.xlsx")


def inline_texts():
    book = xlsxwriter.Workbook(HERE / "xlsxwriter-inline-texts.xlsx", {"constant_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "d/m/yy"})
    for at, row in enumerate([HEAD, *ROWS]):
        for column, value in enumerate(row):
            if isinstance(value, datetime.date):
                sheet.write_datetime(at, column, datetime.datetime.combine(value, datetime.time()), day)
            else:
                sheet.write(at, column, value)
    book.close()


def old_format():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名单")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for at, row in enumerate([HEAD, *ROWS]):
        for column, value in enumerate(row):
            sheet.write(at + 2, column, value, day) if isinstance(value, datetime.date) else sheet.write(at + 2, column, value)
    book.save(str(HERE / "xlwt-old-format.xls"))


def under_a_password():
    plain = (HERE / "openpyxl-merged-title.xlsx").open("rb")
    with (HERE / "msoffcrypto-password.xlsx").open("wb") as out:
        msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("123456", out)


def texts():
    lines = [HEAD, *[[str(cell) for cell in row] for row in ROWS]]
    comma = "\r\n".join(",".join(row) for row in lines) + "\r\n"
    (HERE / "text-gb18030.csv").write_bytes(comma.replace("甲商贸", "㐂商贸").encode("gb18030"))
    (HERE / "text-utf8-mark.csv").write_bytes(comma.encode("utf-8-sig"))
    tabs = "\r\n".join("\t".join(row) for row in lines) + "\r\n"
    (HERE / "text-utf16.txt").write_bytes(tabs.encode("utf-16"))
    quoted = '企业名称;类别;主营业务\n"上海示例""甲""公司";入驻;"服装；\n鞋帽"\n\n\n乙;服务;"1,200 种; 食品"\n'
    (HERE / "text-semicolons.csv").write_text(quoted, encoding="utf-8")
    (HERE / "web-page.xls").write_text("<html><body><table><tr><td>企业名称</td></tr></table></body></html>", encoding="utf-8")
    whole = (HERE / "openpyxl-merged-title.xlsx").read_bytes()
    (HERE / "cut-off.xlsx").write_bytes(whole[: len(whole) // 2])


def by_libreoffice(source, kind, name, options=""):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["soffice", "--headless", "--convert-to", kind + options, "--outdir", folder, source],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        shutil.move(next(pathlib.Path(folder).iterdir()), HERE / name)


merged_title()
filtered_rows()
two_header_rows()
dates_from_1904()
lost_digits()
numbers_for_dates()
never_calculated()
far_away_cells()
hidden_first_sheet()
repeated_headings()
empty()
inline_texts()
old_format()
under_a_password()
texts()
title = HERE / "openpyxl-merged-title.xlsx"
by_libreoffice(title, "ods", "libreoffice.ods")
by_libreoffice(title, "xls", "libreoffice.xls")
by_libreoffice(title, "xlsx", "libreoffice.xlsx")
by_libreoffice(title, "csv", "libreoffice.csv", ":Text - txt - csv (StarCalc):44,34,76,1")
by_libreoffice(HERE / "openpyxl-never-calculated.xlsx", "ods", "libreoffice-calculated.ods")
by_libreoffice(HERE / "openpyxl-never-calculated.xlsx", "xlsx", "libreoffice-calculated.xlsx")
