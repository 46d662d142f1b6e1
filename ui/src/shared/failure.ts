import type { Failure } from "../backend";

/** Whatever a call was rejected with, as something that can be shown. */
export function asFailure(error: unknown): Failure {
  if (typeof error === "object" && error !== null && "message" in error && "code" in error) {
    return error as Failure;
  }
  return {
    code: "unexpected",
    message: "程序内部出现意外情况，刚才的操作没有完成。",
    hint: "请再试一次；如仍不成功，请重新启动程序，已保存的内容不会丢失。",
  };
}
