/** Files that the mock's dialog gives, one after the other, with what the core would say of them. */
import type { Attachment, InspectedFile, RefusedFile } from "../backend";

/** The password of the mock's locked file. */
export const PASSWORD = "kaimen";

/** What the dialog gives when it is opened for the first, second … time. */
export const PICKED: { attached: string[]; refused: RefusedFile[] }[] = [
  { attached: ["营业执照（扫描件）.pdf"], refused: [] },
  { attached: ["租赁合同.pdf", "现场照片.jpg"], refused: [] },
  {
    attached: [],
    refused: [
      {
        name: "门头照片.heic",
        locked: null,
        refusal: {
          reason: "kind",
          says: "HEIC 照片不能直接提交。",
          hint: "iPhone：在“设置—相机—格式”选“兼容性最佳”后重拍；Windows：用“照片”打开后另存为 JPG。",
        },
      },
      {
        name: "审计报告.pdf",
        locked: 0,
        refusal: {
          reason: "needs_password",
          says: "PDF 设有打开密码。",
          hint: "请输入密码；或在能打开它的软件中打印为 PDF 后添加。",
        },
      },
    ],
  },
];

/** An attachment whose content is known by its name. */
export function attachment(field: string, path: string): Attachment {
  return { field, path, sha256: `sha256-of-${path}` };
}

export function inspected({ path, sha256 }: Attachment): InspectedFile {
  const isPicture = path.endsWith(".jpg");
  const says = "第 2 页清晰度不足（最低约 96 dpi），打印后可能看不清；请以 300 dpi 重新扫描。";
  const remarks = path.startsWith("租赁") ? [{ kind: "coarse" as const, pages: [2], says }] : [];
  const kind = isPicture ? "JPG" : "PDF";
  const pages = isPicture ? 1 : 3;
  return {
    sha256: sha256 ?? "",
    inspection: { kind, pages, bytes: 1_245_184, sha256: sha256 ?? "", remarks },
    refusal: null,
  };
}
