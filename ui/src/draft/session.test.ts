import { vi } from "vitest";
import type { Backend, Edit } from "../backend";
import { MockLibrary } from "../mock/library";
import { DraftSession } from "./session";

/** A session over a core whose saves can be held up and made to fail. */
async function openSession() {
  const library = new MockLibrary(["half"]);
  const answer = (command: string, args: object) => library.answer(command, args as never) as Promise<never>;
  const save = vi.fn((edit: Edit) => answer("edit_draft", { id: "half", edit }));
  const backend = {
    editDraft: (_: string, edit: Edit) => save(edit),
    checkWith: (id: string, edit: Edit) => answer("check_with", { id, edit }),
    undo: (id: string) => answer("undo", { id }),
    redo: (id: string) => answer("redo", { id }),
  } as unknown as Backend;
  const session = new DraftSession(backend, await answer("open_draft", { id: "half" }));
  return { session, library, save };
}

const NAME = "organisation.name";

test("typing travels as one value once it pauses", async () => {
  const { session, library } = await openSession();
  for (const text of ["上", "上海", "上海示例"]) session.set(NAME, text);
  expect(session.snapshot().draft.answers[NAME]).toBe("上海示例");
  expect(session.snapshot().saving.state).toBe("saving");
  await vi.waitFor(() => expect(session.snapshot().saving.state).toBe("saved"));
  expect(library.edits).toEqual([{ edit: "set", path: NAME, value: "上海示例" }]);
});

test("edits arrive in the order in which they were made, one at a time", async () => {
  const { session, library, save } = await openSession();
  let release = () => {};
  save.mockImplementationOnce(async (edit) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    return library.answer("edit_draft", { id: "half", edit } as never) as Promise<never>;
  });
  session.set(NAME, "一");
  const all = session.flush();
  session.set("contact.name", "二");
  session.set(NAME, "三");
  expect(save).toHaveBeenCalledTimes(1);
  release();
  await all;
  await session.flush();
  expect(library.edits.map((edit) => edit.edit === "set" && edit.value)).toEqual(["一", "二", "三"]);
});

test("a value typed while its field's last one is on its way is not lost", async () => {
  const { session, library } = await openSession();
  session.set(NAME, "先");
  const first = session.flush();
  session.set(NAME, "后");
  await first;
  await session.flush();
  expect(library.edits.map((edit) => edit.edit === "set" && edit.value)).toEqual(["先", "后"]);
});

test("a failed save keeps what was typed and is made up for later, in order", async () => {
  const { session, library } = await openSession();
  const failure = { code: "file" as const, message: "磁盘已满，未能保存。", hint: "请清理磁盘后再试。" };
  library.failures.set("edit_draft", failure);
  session.set(NAME, "甲");
  expect(await session.flush()).toBe(false);
  expect(session.snapshot().saving).toEqual({ state: "failed", failure });
  session.set("contact.name", "乙");
  expect(session.snapshot().draft.answers[NAME]).toBe("甲");
  library.failures.clear();
  expect(await session.flush()).toBe(true);
  expect(library.edits.map((edit) => edit.edit === "set" && edit.value)).toEqual(["甲", "乙"]);
  expect(session.snapshot().saving.state).toBe("saved");
});

test("undo first saves what waits, then takes it back; redo makes it again", async () => {
  const { session } = await openSession();
  const before = session.snapshot().draft.answers[NAME];
  session.set(NAME, "改过的名称");
  await session.undo();
  expect(session.snapshot().draft.answers[NAME]).toBe(before);
  expect(session.snapshot().canRedo).toBe(true);
  await session.redo();
  expect(session.snapshot().draft.answers[NAME]).toBe("改过的名称");
});

test("findings follow what is typed before it is saved, and never fall back behind what was", async () => {
  const { session, library } = await openSession();
  const answered = () =>
    session.snapshot().report.field_findings.every(({ field }) => field !== "contact.email");
  session.set("contact.email", "a");
  await vi.waitFor(() =>
    expect(session.snapshot().report.field_findings).toContainEqual(
      expect.objectContaining({ field: "contact.email", standing: "not_met" }),
    ),
  );
  expect(library.edits).toEqual([]);
  session.set("contact.email", "a@b.cn");
  await session.flush();
  expect(answered()).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(answered()).toBe(true);
  expect(library.edits).toHaveLength(1);
});
